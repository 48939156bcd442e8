import AWSCore
import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1

extension HTTPClientRequest {
    /// - Throws: `TransportError` with `invalidRequest` when scheme, authority or path is missing.
    init(_ request: TransportRequest) throws(TransportError) {
        let head = request.head
        guard let scheme = head.scheme, let authority = head.authority, let path = head.path, path.hasPrefix("/") else {
            throw TransportError(.invalidRequest, "A request needs a scheme, an authority and a path.")
        }
        self.init(url: "\(scheme)://\(authority)\(path)")
        method = HTTPMethod(rawValue: head.method.rawValue)
        headers.reserveCapacity(head.headerFields.count + 2)
        headers.add(name: "Host", value: authority)
        for field in head.headerFields {
            headers.add(name: field.name.rawName, value: field.value)
        }
        if let buffer = request.body.buffer {
            if buffer.readableBytes > 0 { body = .bytes(buffer) }
        } else if let length = request.body.length {
            body = .stream(SentBody(body: request.body), length: .known(Int64(length)))
        } else {
            body = .stream(SentBody(body: request.body), length: .unknown)
        }
    }
}

/// A request's body whose own failures can be told from the connection's.
struct SentBody: AsyncSequence, Sendable {
    let body: HTTPBody

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(iterator: body.makeAsyncIterator())
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        var iterator: HTTPBody.AsyncIterator

        mutating func next() async throws -> ByteBuffer? {
            do {
                return try await iterator.next()
            } catch {
                throw TransportError(
                    .requestBodyFailed,
                    "The request's body could not be read: \(error)",
                    underlyingError: error
                )
            }
        }
    }
}
