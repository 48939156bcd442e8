import AWSCore
import HTTPTypes
import NIOCore
import Synchronization

/// A request's body on its way into the server: the content without framing, checked against every claim as it is read.
struct Payload: Sendable {
    let claims: PayloadClaims
    /// The content, still to be checked.
    let content: HTTPBody
    /// The trailers of content in chunks; they are there once its end has been read.
    private let trailers: AWSChunkedDecoder.Trailers?

    init(_ body: HTTPBody, claims: PayloadClaims, decoder: AWSChunkedDecoder?) {
        self.claims = claims
        guard let decoder else {
            content = body
            trailers = nil
            return
        }
        let (content, trailers) = decoder.decode(body)
        self.content = content
        self.trailers = trailers
    }

    /// The content as a stream that fails at its end unless all claims hold, and the digests found on the way.
    ///
    /// - Parameter functions: what to compute beyond what the claims need.
    func verified(computing functions: [ChecksumFunction] = []) -> (body: HTTPBody, digests: PayloadDigests) {
        let digests = PayloadDigests()
        let stream = VerifiedStream(payload: self, functions: wanted(functions), digests: digests)
        return (HTTPBody(stream, length: claims.length), digests)
    }

    /// The whole content of a document, checked.
    ///
    /// - Parameter limit: the most bytes a document may have.
    func collect(upTo limit: Int) async throws(ServiceError) -> ByteBuffer {
        if let length = claims.length, length > limit { throw .messageTooLong(limit: limit) }
        do {
            return try await verified().body.collect(upTo: limit)
        } catch let error as CodecError where error.code == .limitExceeded {
            throw .messageTooLong(limit: limit)
        } catch {
            throw ServiceError(reading: error)
        }
    }

    /// The checksum that came after the content.
    fileprivate func trailer(_ function: ChecksumFunction) throws(ServiceError) -> ChecksumValue {
        let field = trailers?.fields?.first { $0.name.canonicalName == function.headerName }
        guard let field else { throw .malformedTrailer }
        guard let value = ChecksumValue(function, base64: field.value) else {
            throw .invalidRequest("Value for \(function.headerName) trailing header is invalid.")
        }
        return value
    }

    private func wanted(_ functions: [ChecksumFunction]) -> [ChecksumFunction] {
        var wanted = functions
        if claims.contentMD5 != nil { wanted.append(.md5) }
        if claims.sha256 != nil { wanted.append(.sha256) }
        if let trailer = claims.trailer { wanted.append(trailer) }
        wanted.append(contentsOf: claims.checksums.map(\.function))
        return wanted.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

/// What was found of a payload once it has been read to its end.
final class PayloadDigests: Sendable {
    private let values = Mutex<[ChecksumValue]>([])

    subscript(function: ChecksumFunction) -> ChecksumValue? {
        values.withLock { $0.first { $0.function == function } }
    }

    fileprivate func set(_ digests: [ChecksumValue]) {
        values.withLock { $0 = digests }
    }
}

private struct VerifiedStream: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let payload: Payload
    let functions: [ChecksumFunction]
    let digests: PayloadDigests

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(stream: self, content: payload.content.makeAsyncIterator())
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        private let stream: VerifiedStream
        private var content: HTTPBody.AsyncIterator
        private var running: [RunningChecksum]
        private var received = 0
        private var hasEnded = false

        init(stream: VerifiedStream, content: HTTPBody.AsyncIterator) {
            self.stream = stream
            self.content = content
            running = stream.functions.map { RunningChecksum($0) }
        }

        mutating func next() async throws -> ByteBuffer? {
            guard !hasEnded else { return nil }
            guard let buffer = try await content.next() else {
                hasEnded = true
                try finish()
                return nil
            }
            received += buffer.readableBytes
            if let length = stream.payload.claims.length, received > length {
                throw ServiceError.incompleteBody(expected: length, received: received)
            }
            for index in running.indices { running[index].update(buffer) }
            return buffer
        }

        private mutating func finish() throws(ServiceError) {
            let claims = stream.payload.claims
            if let length = claims.length, received != length {
                throw .incompleteBody(expected: length, received: received)
            }
            var values: [ChecksumValue] = []
            for index in running.indices { values.append(running[index].finalize()) }
            try check(claims, against: values)
            stream.digests.set(values)
        }

        private func check(_ claims: PayloadClaims, against values: [ChecksumValue]) throws(ServiceError) {
            if let claimed = claims.sha256, let value = values.first(where: { $0.function == .sha256 }) {
                let computed = value.hexadecimal
                guard computed == claimed else { throw .contentSHA256Mismatch(client: claimed, computed: computed) }
            }
            var claimed = claims.checksums
            if let md5 = claims.contentMD5 { claimed.append(md5) }
            if let function = claims.trailer { claimed.append(try stream.payload.trailer(function)) }
            for claim in claimed {
                guard let value = values.first(where: { $0.function == claim.function }) else { continue }
                guard value == claim else { throw .badDigest(expected: claim, calculated: value) }
            }
        }
    }
}

extension ServiceError {
    /// What went wrong while a body was read, as the client is told of it.
    init(reading error: any Error) {
        switch error {
        case let error as ServiceError: self = error
        case let error as StoreError: self = ServiceError(error)
        case let error as CodecError where error.code == .limitExceeded: self = .messageTooLong(limit: 0)
        case let error as ChunkedCodingError: self = ServiceError(error)
        default: self = .incompleteBody
        }
    }
}
