public import AWSCore
import HTTPTypes
import Logging
import NIOCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// An S3 server inside the process.
///
/// It is a transport: a client that sends its requests through it needs no socket. ``LocalS3Server`` puts the same
/// server behind one. Signatures, checksums, conditions and names are checked as S3 checks them.
public struct LocalS3: HTTPTransport {
    public let configuration: LocalS3Configuration

    private let service: StorageService
    private let authenticator: Authenticator

    /// Opens the store.
    ///
    /// - Throws: `ServiceError` when the data directory cannot be used; its message says why.
    public init(_ configuration: LocalS3Configuration = LocalS3Configuration()) async throws(ServiceError) {
        let store: ObjectStore
        do {
            store = try await ObjectStore(ObjectStore.Location(configuration.storage))
        } catch {
            throw ServiceError("StoreUnavailable", "\(error)", status: 500)
        }
        self.configuration = configuration
        service = StorageService(store: store, configuration: configuration)
        authenticator = Authenticator(configuration)
    }

    /// Finishes what is under way and gives the data directory up. Requests are answered with 503 afterwards.
    public func close() async {
        await service.store.close()
    }

    /// Answers a request, whatever it is. The answer to HEAD has no body.
    ///
    /// - Throws: `TransportError` when reading the request's own body fails. An error of the service is an answer.
    public func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        var head = request.head
        if head.headerFields[.contentLength] == nil, head.headerFields[.transferEncoding] == nil {
            // As a transport with a socket would say it.
            head.headerFields[.contentLength] = request.body.length.flatMap { $0 > 0 ? String($0) : nil }
            if request.body.length == nil { head.headerFields[.transferEncoding] = "chunked" }
        }
        let source = SourceBody(request.body)
        let response = await answer(admit(head), body: source.body)
        if Task.isCancelled { throw TransportError(.cancelled, "The request was cancelled.") }
        if let failure = source.failure {
            throw TransportError(.requestBodyFailed, "The request's body could not be read.", underlyingError: failure)
        }
        return response
    }

    /// Looks at a request before its body: where it goes, and who sends it.
    func admit(_ head: HTTPRequest) -> Admission {
        let request = RequestIdentity(now: configuration.now())
        do {
            return Admission(head: head, request: request, outcome: .success(try admitted(head, request)))
        } catch {
            return Admission(head: head, request: request, outcome: .failure(error))
        }
    }

    private func admitted(_ head: HTTPRequest, _ request: RequestIdentity) throws(ServiceError) -> AdmittedRequest {
        let target = try RequestTarget(
            path: head.path ?? "/",
            authority: head.authority,
            baseDomains: configuration.baseDomains
        )
        if head.method == .options { throw .corsNotEnabled(head, level: target.level) }
        let access = try authenticator.authenticate(head, target: target, now: request.now)
        var headers = head.headerFields
        headers.merge(parametersOf: target, isPresigned: access.isPresigned)
        let operation = try RoutingTable.shared.operation(for: target, method: head.method.rawValue, headers: headers)
        guard let handler = Handlers.shared[operation] else {
            throw .notImplemented(operation: operation.traits.name)
        }
        try checkOwner(headers)
        let claims = try PayloadClaims(headers, payload: access.payload, hasChecksum: handler.takesChecksum)
        try handler.check(claims, limits: configuration.limits)
        return AdmittedRequest(
            handler: handler,
            target: target,
            authority: head.authority ?? "localhost",
            headers: headers,
            access: access,
            claims: claims,
            decoder: try access.decoder(of: head)
        )
    }

    private func checkOwner(_ headers: HTTPFields) throws(ServiceError) {
        for name in [HTTPField.Name.expectedBucketOwner, .sourceExpectedBucketOwner] {
            guard let owner = headers[name] else { continue }
            guard owner == configuration.accountID else { throw .accessDenied }
        }
    }

    /// Reads the body, does what is asked and words the answer.
    func answer(_ admission: Admission, body: HTTPBody) async -> TransportResponse {
        var response: TransportResponse
        do {
            let admitted = try admission.outcome.get()
            let context = RequestContext(admitted, request: admission.request, body: body)
            response = try await admitted.handler.respond(service, context)
        } catch {
            response = document(of: error, for: admission)
        }
        complete(&response, for: admission)
        return response
    }

    private func document(of error: ServiceError, for admission: Admission) -> TransportResponse {
        var error = error
        error.requestID = admission.request.requestID
        error.hostID = admission.request.hostID
        if error.status >= 500, error.status != 501 {
            configuration.logger.error("A request failed", metadata: ["error": "\(error)"])
        }
        guard error.status != 304 else {
            return TransportResponse(head: HTTPResponse(status: .notModified, headerFields: error.headers))
        }
        return RESTXML.encodeError(error)
    }

    private func complete(_ response: inout TransportResponse, for admission: Admission) {
        var fields = response.head.headerFields
        fields[.requestID] = admission.request.requestID
        fields[.hostID] = admission.request.hostID
        fields[.date] = HTTPDate.format(admission.request.now)
        fields[.server] = "AmazonS3"
        if fields[.contentLength] == nil, let length = response.body.length, response.head.status.mayHaveBody {
            fields[.contentLength] = String(length)
        }
        response.head.headerFields = fields
        if admission.head.method == .head { response.body = .empty }
        configuration.logger.info(
            "request",
            metadata: [
                "method": "\(admission.head.method)", "path": "\(admission.head.pathWithoutSecrets)",
                "status": "\(response.head.status.code)", "id": "\(admission.request.requestID)",
            ]
        )
    }
}

extension ObjectStore.Location {
    fileprivate init(_ storage: LocalS3Configuration.Storage) {
        switch storage.place {
        case .memory: self = .memory
        case .directory(let path): self = .directory(path)
        }
    }
}

extension HTTPResponse.Status {
    fileprivate var mayHaveBody: Bool { self != .noContent && self != .notModified }
}

extension HTTPRequest {
    /// The path; of a presigned one only what is before the query, which holds the signature.
    fileprivate var pathWithoutSecrets: Substring {
        guard let path else { return "" }
        return path.contains("Signature=") ? path.prefix { $0 != "?" } : path[...]
    }
}
