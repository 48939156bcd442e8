package import HTTPTypes
import NIOCore

/// The JSON protocols, both ends of them: AWS JSON 1.0 and 1.1, where the header names the operation and the body
/// holds its members, and REST with JSON documents for services without a target prefix.
package enum AWSJSON {
    /// The most bytes of a request's document a server reads unless told otherwise.
    package static let requestSizeLimit = 2 << 20
    /// The most bytes of an answer's document a client reads unless told otherwise.
    package static let responseSizeLimit = 16 << 20

    private static let targetField = "x-amz-target"

    private static func contentType(of service: ServiceTraits) -> String {
        service.targetPrefix == nil ? "application/json" : "application/x-amz-json-\(service.jsonVersion)"
    }

    // MARK: - Requests

    /// Puts an operation's members into a request (client).
    package static func encodeRequest<O: ServiceOperation>(_ operation: O) throws(CodecError) -> EncodedRequest {
        let traits = O.traits
        var writer = BindingWriter<JSONShapeWriter>(element: nil, namespace: nil)
        try operation.write(to: &writer)
        if traits.service.targetPrefix != nil { writer.openDocument() }
        var request = EncodedRequest()
        request.body = writer.finish(contentType: contentType(of: traits.service), textType: "text/plain")
        request.labels = writer.labels
        request.query = traits.query + writer.query
        request.headers = writer.headers
        if let prefix = traits.service.targetPrefix, let name = HTTPField.Name(targetField) {
            request.headers[name] = "\(prefix).\(traits.name)"
        }
        return request
    }

    /// The name of the operation that a request's target field names; nil when it names none of this service (server).
    package static func operationName(in headers: HTTPFields, service: ServiceTraits) -> String? {
        guard let prefix = service.targetPrefix, let target = headers.value(of: targetField),
            target.hasPrefix(prefix + ".")
        else { return nil }
        return String(target.dropFirst(prefix.count + 1))
    }

    /// Reads an operation from a request (server).
    ///
    /// - Parameters:
    ///   - labels: the path's placeholders, percent-decoded.
    ///   - query: the query's items, percent-decoded.
    ///   - sizeLimit: the most bytes of a document that are read.
    package static func decodeRequest<O: ServiceOperation>(
        _ type: O.Type,
        labels: [(name: String, value: String)] = [],
        query: [QueryItem] = [],
        headers: HTTPFields,
        body: HTTPBody,
        sizeLimit: Int = requestSizeLimit
    ) async throws(MessageError) -> O {
        var head = BindingReader<JSONShapeReader>.Head()
        head.labels = labels
        head.query = query
        head.headers = headers
        return try await BindingReader<JSONShapeReader>.read(
            type,
            head: head,
            body: body,
            hasDocument: hasBodyMembers(O.self),
            needsDocument: false,
            sizeLimit: sizeLimit
        )
    }

    // MARK: - Answers

    /// Puts an operation's output into an answer (server).
    package static func encodeResponse<O: ServiceOperation>(
        _ output: O.Output,
        of type: O.Type
    ) throws(CodecError) -> TransportResponse {
        let traits = O.traits
        var writer = BindingWriter<JSONShapeWriter>(element: nil, namespace: nil)
        try output.write(to: &writer)
        if traits.service.targetPrefix != nil || hasBodyMembers(O.Output.self) { writer.openDocument() }
        let body = writer.finish(contentType: contentType(of: traits.service))
        let status = HTTPResponse.Status(code: writer.status ?? traits.successStatus)
        return TransportResponse(head: HTTPResponse(status: status, headerFields: writer.headers), body: body)
    }

    /// Reads an operation's output from an answer (client).
    ///
    /// - Throws: `MessageError.service` when the answer is an error.
    package static func decodeResponse<O: ServiceOperation>(
        _ type: O.Type,
        from response: TransportResponse,
        sizeLimit: Int = responseSizeLimit
    ) async throws(MessageError) -> O.Output {
        let status = response.head.status.code
        guard (200..<300).contains(status) else {
            let body = try? await response.body.collected(upTo: JSONErrorDocument.sizeLimit)
            throw .service(JSONErrorDocument.decode(response.head, body: body ?? ByteBuffer()))
        }
        var head = BindingReader<JSONShapeReader>.Head()
        head.headers = response.head.headerFields
        head.status = status
        return try await BindingReader<JSONShapeReader>.read(
            O.Output.self,
            head: head,
            body: response.body,
            hasDocument: hasBodyMembers(O.Output.self),
            needsDocument: true,
            sizeLimit: sizeLimit
        )
    }

    private static func hasBodyMembers<S: Shape>(_ type: S.Type) -> Bool {
        S.schema.members.contains { $0.location == .body }
    }
}
