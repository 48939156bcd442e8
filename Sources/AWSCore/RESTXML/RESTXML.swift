package import HTTPTypes
import NIOCore

/// The REST protocol with XML documents, which S3 speaks: both ends of it.
package enum RESTXML {
    /// The most bytes of a request's document a server reads unless told otherwise.
    package static let requestSizeLimit = 2 << 20
    /// The most bytes of an answer's document a client reads unless told otherwise.
    package static let responseSizeLimit = 64 << 20

    private static let contentType = "application/xml"

    // MARK: - Requests

    /// Puts an operation's members into a request (client).
    package static func encodeRequest<O: ServiceOperation>(_ operation: O) throws(CodecError) -> EncodedRequest {
        let traits = O.traits
        var writer = BindingWriter<XMLShapeWriter>(
            element: traits.inputElement,
            namespace: traits.service.namespace
        )
        try operation.write(to: &writer)
        var request = EncodedRequest()
        request.body = writer.finish(contentType: contentType, textType: "text/plain")
        request.labels = writer.labels
        request.query = traits.query + writer.query
        request.headers = writer.headers
        return request
    }

    /// Reads an operation from a request (server).
    ///
    /// - Parameters:
    ///   - labels: the path's placeholders, percent-decoded.
    ///   - query: the query's items, percent-decoded.
    ///   - sizeLimit: the most bytes of a document, or of a payload held in memory, that are read.
    /// - Throws: `MessageError.codec` with `malformedDocument` when the body is not XML, `.body` when it could not be
    ///   read. An empty body where a document may stand is not an error.
    package static func decodeRequest<O: ServiceOperation>(
        _ type: O.Type,
        labels: [(name: String, value: String)],
        query: [QueryItem],
        headers: HTTPFields,
        body: HTTPBody,
        sizeLimit: Int = requestSizeLimit
    ) async throws(MessageError) -> O {
        var head = BindingReader<XMLShapeReader>.Head()
        head.labels = labels
        head.query = query
        head.headers = headers
        return try await BindingReader<XMLShapeReader>.read(
            type,
            head: head,
            body: body,
            hasDocument: O.traits.inputElement != nil,
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
        var writer = BindingWriter<XMLShapeWriter>(
            element: traits.outputElement,
            namespace: traits.service.namespace,
            milliseconds: true
        )
        try output.write(to: &writer)
        if traits.outputElement != nil { writer.openDocument() }
        let body = writer.finish(contentType: contentType)
        let status = HTTPResponse.Status(code: writer.status ?? traits.successStatus)
        return TransportResponse(head: HTTPResponse(status: status, headerFields: writer.headers), body: body)
    }

    /// Puts an error into an answer (server).
    ///
    /// - Parameter hasBody: false for an answer that has none, as one to a HEAD request.
    package static func encodeError(_ error: ServiceError, hasBody: Bool = true) -> TransportResponse {
        let status = HTTPResponse.Status(code: error.status)
        var response = TransportResponse(head: HTTPResponse(status: status, headerFields: error.headers))
        guard hasBody, error.status != 304 else { return response }
        response.head.headerFields[.contentType] = contentType
        response.body = HTTPBody(ErrorDocument.encode(error))
        return response
    }

    /// Reads an operation's output from an answer (client).
    ///
    /// - Throws: `MessageError.service` when the answer is an error, be it under the status of a success.
    package static func decodeResponse<O: ServiceOperation>(
        _ type: O.Type,
        from response: TransportResponse,
        sizeLimit: Int = responseSizeLimit
    ) async throws(MessageError) -> O.Output {
        let status = response.head.status.code
        guard (200..<300).contains(status) else { throw .service(await error(in: response)) }
        var head = BindingReader<XMLShapeReader>.Head()
        head.headers = response.head.headerFields
        head.status = status
        let hasDocument = O.traits.method != "HEAD" && status != 204
        return try await BindingReader<XMLShapeReader>.read(
            O.Output.self,
            head: head,
            body: response.body,
            hasDocument: hasDocument && O.traits.outputElement != nil,
            needsDocument: hasDocument,
            sizeLimit: sizeLimit
        ) { document throws(MessageError) in
            if ErrorDocument.isError(document) {
                throw .service(ErrorDocument.decode(response.head, body: document))
            }
            // Whatever its root is called, S3's document is read; but a page would read as an empty result.
            guard !ErrorDocument.isPage(document) else {
                throw .codec(CodecError(.unexpectedDocument, "The answer is an HTML page: no store sent it."))
            }
        }
    }

    /// The error that an answer without success is. What cannot be read of its body is left out.
    package static func error(in response: TransportResponse) async -> ServiceError {
        let body = try? await response.body.collected(upTo: ErrorDocument.sizeLimit)
        return ErrorDocument.decode(response.head, body: body ?? ByteBuffer())
    }
}
