import HTTPTypes
import NIOCore

/// The query protocol, which STS and SNS speak: forms of named parameters as requests, XML documents as answers.
/// Both ends of it.
package enum AWSQuery {
    /// The most bytes of a request's form a server reads unless told otherwise.
    package static let requestSizeLimit = 1 << 20
    /// The most bytes of an answer's document a client reads unless told otherwise.
    package static let responseSizeLimit = 16 << 20

    // MARK: - Requests

    /// Puts an operation's members into a request (client).
    package static func encodeRequest<O: ServiceOperation>(_ operation: O) throws(CodecError) -> EncodedRequest {
        let traits = O.traits
        var writer = QueryShapeWriter([
            QueryItem("Action", traits.name), QueryItem("Version", traits.service.apiVersion),
        ])
        try operation.write(to: &writer)
        var request = EncodedRequest()
        request.headers[.contentType] = "application/x-www-form-urlencoded; charset=utf-8"
        request.body = HTTPBody(QueryString.format(writer.parameters))
        return request
    }

    /// The parameters of a request, from its query and its form (server).
    ///
    /// - Throws: `MessageError.codec` when the form is not one, `.body` when it could not be read.
    package static func parameters(
        query: [QueryItem],
        body: HTTPBody,
        sizeLimit: Int = requestSizeLimit
    ) async throws(MessageError) -> [QueryItem] {
        let form = try await body.collected(upTo: sizeLimit)
        guard let text = String(validating: form.readableBytesView, as: UTF8.self),
            let items = QueryString.parse(text, plusIsSpace: true)
        else { throw .codec(CodecError(.malformedDocument, "The form is not UTF-8 or has a broken escape.")) }
        return query + items
    }

    /// The name of the operation that a request's parameters name (server).
    package static func operationName(in parameters: [QueryItem]) -> String? {
        parameters.first { $0.name == "Action" }?.value
    }

    /// Reads an operation from a request's parameters (server).
    package static func decodeRequest<O: ServiceOperation>(
        _ type: O.Type,
        parameters: [QueryItem]
    ) throws(CodecError) -> O {
        var reader = QueryShapeReader(try ParameterTree(parameters))
        return try O(from: &reader)
    }

    // MARK: - Answers

    /// Puts an operation's output into an answer (server).
    package static func encodeResponse<O: ServiceOperation>(
        _ output: O.Output,
        of type: O.Type,
        requestID: String
    ) throws(CodecError) -> TransportResponse {
        let traits = O.traits
        let root = traits.name + "Response"
        var xml = XMLWriter()
        xml.startElement(root, namespace: traits.service.namespace.map { XMLNamespace($0) })
        if !O.Output.schema.members.isEmpty {
            var writer = XMLShapeWriter(xml, element: resultElement(of: traits))
            try writer.write(contentsOf: output)
            xml = writer.end()
        }
        xml.startElement("ResponseMetadata")
        xml.element("RequestId", requestID)
        xml.endElement("ResponseMetadata")
        xml.endElement(root)
        return response(status: traits.successStatus, xml)
    }

    /// Puts an error into an answer (server).
    package static func encodeError(_ error: ServiceError, service: ServiceTraits) -> TransportResponse {
        var xml = XMLWriter()
        xml.startElement("ErrorResponse", namespace: service.namespace.map { XMLNamespace($0) })
        xml.startElement("Error")
        xml.element("Type", error.status < 500 ? "Sender" : "Receiver")
        xml.element("Code", error.code.rawValue)
        xml.element("Message", error.message)
        for detail in error.details where detail.name != "Type" { xml.element(detail.name, detail.value) }
        xml.endElement("Error")
        if let requestID = error.requestID { xml.element("RequestId", requestID) }
        xml.endElement("ErrorResponse")
        return response(status: error.status, xml, headers: error.headers)
    }

    private static func response(status: Int, _ xml: XMLWriter, headers: HTTPFields = [:]) -> TransportResponse {
        var head = HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: headers)
        head.headerFields[.contentType] = "text/xml"
        return TransportResponse(head: head, body: HTTPBody(xml.buffer))
    }

    /// Reads an operation's output from an answer (client).
    ///
    /// - Throws: `MessageError.service` when the answer is an error.
    package static func decodeResponse<O: ServiceOperation>(
        _ type: O.Type,
        from response: TransportResponse,
        sizeLimit: Int = responseSizeLimit
    ) async throws(MessageError) -> O.Output {
        guard (200..<300).contains(response.head.status.code) else {
            throw .service(await RESTXML.error(in: response))
        }
        let body = try await response.body.collected(upTo: sizeLimit)
        // Without members there is nothing to find in it: some services then leave it out.
        guard body.readableBytes > 0 || !O.Output.schema.members.isEmpty else {
            return try decoding { () throws(CodecError) in
                var reader = QueryShapeReader(ParameterTree())
                return try O.Output(from: &reader)
            }
        }
        guard !ErrorDocument.isError(body) else { throw .service(ErrorDocument.decode(response.head, body: body)) }
        return try decoding { () throws(CodecError) in
            try body.withBytes { bytes throws(CodecError) in
                try output(of: type, in: bytes)
            }
        }
    }

    private static func output<O: ServiceOperation>(
        of type: O.Type,
        in bytes: UnsafeRawBufferPointer
    ) throws(CodecError) -> O.Output {
        let result = resultElement(of: O.traits)
        var xml = XMLReader(bytes)
        try xml.openRoot()
        if !O.Output.schema.members.isEmpty {
            guard try xml.nextElement(named: result) else {
                throw CodecError(.unexpectedDocument, "The answer has no \(result).")
            }
        }
        var reader = XMLShapeReader(xml)
        let output = try reader.contents(as: O.Output.self)
        try reader.finish()
        return output
    }

    private static func resultElement(of traits: OperationTraits) -> String {
        traits.outputElement ?? traits.name + "Result"
    }
}
