import AWSCore
import HTTPTypes
import NIOCore

/// Adds to a request what lets the service check its body, and decides what the signature says about the body.
struct BodyIntegrity {
    private let settings: ChecksumSettings
    private let endpoint: Endpoint

    init(_ settings: ChecksumSettings, at endpoint: Endpoint) {
        self.settings = settings
        self.endpoint = endpoint
    }

    /// - Returns: what the signature says about the body.
    func apply(
        to request: inout TransportRequest,
        of operation: OperationTraits
    ) async throws(AWSClientError) -> PayloadHash {
        if settings.responses == .whenSupported, !operation.responseChecksums.isEmpty,
            request.head.headerFields[.amzChecksumMode] == nil
        {
            request.head.headerFields[.amzChecksumMode] = "ENABLED"
        }
        if settings.addsContentMD5, operation.requestChecksum == .required {
            try await addContentMD5(to: &request)
        }
        if let function = try function(for: request, of: operation) {
            switch placement(for: request, of: operation) {
            case .header: try await addHeader(function, to: &request)
            case .trailer: return try addTrailer(function, to: &request)
            case nil: request.head.headerFields[.amzSDKChecksumAlgorithm] = nil
            }
        }
        return try payloadHash(of: request)
    }

    private enum Place {
        case header, trailer
    }

    /// The function to compute with; nil when nothing is to be computed, as when the caller gives the checksum.
    private func function(
        for request: TransportRequest,
        of operation: OperationTraits
    ) throws(AWSClientError) -> ChecksumFunction? {
        guard operation.requestChecksum != .none, !request.head.headerFields.hasChecksum else { return nil }
        if let name = request.head.headerFields[.amzSDKChecksumAlgorithm] {
            guard let function = ChecksumFunction(name: name) else {
                throw AWSClientError(
                    .invalidInput,
                    "This client cannot compute \(name) checksums.",
                    hint: "Give the checksum itself, or choose another algorithm."
                )
            }
            return function
        }
        guard operation.requestChecksum == .required || settings.requests == .whenSupported else { return nil }
        return settings.function
    }

    /// Where the checksum goes; nil when the endpoint is better served without one.
    private func placement(for request: TransportRequest, of operation: OperationTraits) -> Place? {
        let isInMemory = request.body.buffer != nil
        switch settings.placement {
        case .header: return .header
        case .trailer: return isInMemory ? .header : .trailer
        case .automatic: break
        }
        if isInMemory { return .header }
        if endpoint.isAWS && endpoint.isSecure { return .trailer }
        let isAsked = request.head.headerFields[.amzSDKChecksumAlgorithm] != nil
        return operation.requestChecksum == .required || isAsked ? .header : nil
    }

    private func addHeader(_ function: ChecksumFunction, to request: inout TransportRequest)
        async throws(AWSClientError)
    {
        let value = try await checksum(function, of: request.body)
        request.head.headerFields[.amzSDKChecksumAlgorithm] = function.name
        if let name = HTTPField.Name(function.headerName) { request.head.headerFields[name] = value.base64 }
    }

    private func addTrailer(
        _ function: ChecksumFunction,
        to request: inout TransportRequest
    ) throws(AWSClientError) -> PayloadHash {
        guard let length = request.body.length else { throw BodyIntegrity.unknownLength }
        let framing = AWSChunkedEncoder(decodedLength: length, isSigned: false, trailers: [.checksum(function)])
        request.head.headerFields[.amzSDKChecksumAlgorithm] = function.name
        framing.prepare(&request.head)
        request.body = framing.encode(request.body)
        return framing.payload
    }

    private func addContentMD5(to request: inout TransportRequest) async throws(AWSClientError) {
        guard request.head.headerFields[.contentMD5] == nil else { return }
        request.head.headerFields[.contentMD5] = try await checksum(.md5, of: request.body).base64
    }

    private func checksum(_ function: ChecksumFunction, of body: HTTPBody) async throws(AWSClientError) -> ChecksumValue
    {
        var checksum = RunningChecksum(function)
        if let buffer = body.buffer {
            checksum.update(buffer)
            return checksum.finalize()
        }
        guard body.isReplayable else {
            throw AWSClientError(
                .invalidInput,
                "The checksum of a stream that can be read only once cannot go in a header.",
                hint: "Give the checksum yourself, put it in a trailer, or make the body replayable."
            )
        }
        do {
            for try await part in body { checksum.update(part) }
        } catch {
            throw AWSClientError(.requestBodyFailed, "The body could not be read: \(error)", underlyingError: error)
        }
        return checksum.finalize()
    }

    /// A stream is not read for its hash. Nor is a body over TLS whose checksum is under the signature.
    private func payloadHash(of request: TransportRequest) throws(AWSClientError) -> PayloadHash {
        guard let buffer = request.body.buffer else {
            guard request.body.length != nil else { throw BodyIntegrity.unknownLength }
            return .unsigned
        }
        if buffer.readableBytes == 0 { return .empty }
        if endpoint.isSecure, request.head.headerFields.hasChecksum { return .unsigned }
        return .sha256(of: buffer)
    }

    private static let unknownLength = AWSClientError(
        .invalidInput,
        "The body's length is not known.",
        hint: "Give the stream's length, or upload it in parts."
    )
}

extension HTTPFields {
    /// Whether the fields carry a checksum's value, given by the caller or computed.
    fileprivate var hasChecksum: Bool {
        contains { field in
            let name = field.name.canonicalName
            return name.hasPrefix("x-amz-checksum-") && !HTTPFields.checksumSettings.contains(name)
        }
    }

    private static let checksumSettings: Set = [
        "x-amz-checksum-mode", "x-amz-checksum-algorithm", "x-amz-checksum-type",
    ]
}
