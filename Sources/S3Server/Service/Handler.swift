import AWSCore
import HTTPTypes
import NIOCore
import S3Model

/// How one operation of the model is served: its request decoded, the work done, its output encoded.
struct Handler: Sendable {
    private let traits: OperationTraits
    private let readsStream: Bool
    private let perform:
        @Sendable (StorageService, RequestContext, ByteBuffer) async throws(ServiceError) -> TransportResponse

    /// - Parameters:
    ///   - readsStream: the body is content that `serve` takes from the context as it arrives; otherwise it is a
    ///     document, read and checked before anything is done.
    ///   - serve: does the work.
    init<O: ServiceOperation>(
        _ type: O.Type,
        readsStream: Bool = false,
        serve: @escaping @Sendable (StorageService) -> (O, RequestContext) async throws(ServiceError) -> O.Output
    ) {
        traits = O.traits
        self.readsStream = readsStream
        perform = { service, context, document throws(ServiceError) in
            let operation = try await Self.decode(type, context, document)
            let output = try await serve(service)(operation, context)
            do {
                var response = try RESTXML.encodeResponse(output, of: type)
                if response.head.headerFields[.contentRange] != nil { response.head.status = .partialContent }
                return response
            } catch {
                throw .internalError
            }
        }
    }

    /// Whether `x-amz-checksum-*` fields are of the body. Elsewhere they are of an object the request speaks of.
    var takesChecksum: Bool {
        if case .none = traits.requestChecksum { false } else { true }
    }

    /// Refuses what can be told from the head alone.
    func check(_ claims: PayloadClaims, limits: LocalS3Configuration.Limits) throws(ServiceError) {
        if readsStream {
            guard let length = claims.length else { throw .missingContentLength }
            guard length <= limits.largestPut else { throw .entityTooLarge(length, limit: limits.largestPut) }
        } else if case .required = traits.requestChecksum, !claims.hasChecksum {
            throw .missingChecksum
        }
    }

    func respond(_ service: StorageService, _ context: RequestContext) async throws(ServiceError) -> TransportResponse {
        if let bucket = context.target.bucket { try BucketName.validate(bucket) }
        if let key = context.target.key { try ObjectKey.validate(key) }
        var context = context
        if !readsStream {
            context.document = try await context.payload.collect(upTo: service.configuration.limits.largestDocument)
        }
        return try await perform(service, context, context.document)
    }

    private static func decode<O: ServiceOperation>(
        _ type: O.Type,
        _ context: RequestContext,
        _ document: ByteBuffer
    ) async throws(ServiceError) -> O {
        do {
            return try await RESTXML.decodeRequest(
                type,
                labels: context.labels,
                query: context.target.query,
                headers: context.headers.withoutUnreadableDates(),
                body: HTTPBody(document)
            )
        } catch {
            throw ServiceError(error, decoding: O.schema)
        }
    }
}

extension HTTPFields {
    /// S3 takes a date it cannot read for none: it keeps any `Expires` as it comes, and a condition whose date is not
    /// HTTP's is to be ignored (RFC 9110, sections 13.1.3 and 13.1.4).
    fileprivate func withoutUnreadableDates() -> HTTPFields {
        var fields = self
        for name in Self.dates {
            guard let text = fields[name], HTTPDate.parse(text) == nil else { continue }
            fields[name] = nil
        }
        return fields
    }

    private static let dates: [HTTPField.Name] = [
        .expires, .ifModifiedSince, .ifUnmodifiedSince, .constant("x-amz-copy-source-if-modified-since"),
        .constant("x-amz-copy-source-if-unmodified-since"),
    ]
}

extension ServiceError {
    /// How S3 answers a request that is not what the operation's model says.
    init(_ error: MessageError, decoding schema: AWSCore.Schema) {
        switch error {
        case .service(let error): self = error
        case .body(let error): self = ServiceError(reading: error)
        case .codec(let error): self = ServiceError(error, decoding: schema)
        }
    }

    private init(_ error: CodecError, decoding schema: AWSCore.Schema) {
        let member = schema.members.first { $0.name == error.member }
        switch member?.location {
        case .header where error.code == .missingMember:
            self = .invalidRequest("Missing required header for this request: \(error.member ?? "")")
        case .header, .headerPrefix, .query:
            self = .invalidArgument(error.message, error.member ?? "", nil)
        case .payload where error.code == .missingMember:
            self = .missingRequestBody
        default:
            self = .malformedXML
        }
    }
}
