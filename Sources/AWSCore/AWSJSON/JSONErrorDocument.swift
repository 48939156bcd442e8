package import HTTPTypes
package import NIOCore

/// The JSON object in which a service says what went wrong.
package enum JSONErrorDocument {
    /// The most bytes of an error document that are read.
    package static let sizeLimit = 1 << 20

    /// The answer for an error (server).
    package static func encode(_ error: ServiceError, service: ServiceTraits) -> TransportResponse {
        var json = JSONWriter()
        json.beginObject()
        json.key("__type")
        json.string(error.code.rawValue)
        json.key("message")
        json.string(error.message)
        for detail in error.details {
            json.key(detail.name)
            json.string(detail.value)
        }
        json.endObject()
        let status = HTTPResponse.Status(code: error.status)
        var head = HTTPResponse(status: status, headerFields: error.headers)
        head.headerFields[.contentType] =
            service.targetPrefix == nil ? "application/json" : "application/x-amz-json-\(service.jsonVersion)"
        return TransportResponse(head: head, body: HTTPBody(json.buffer))
    }

    /// The error that an answer with this head and body means (client). Always gives one, named by the status if need be.
    package static func decode(_ head: HTTPResponse, body: ByteBuffer) -> ServiceError {
        var members = (try? body.withBytes { bytes throws(CodecError) in try texts(in: bytes) }) ?? []
        func take(_ names: String...) -> String? {
            guard let index = members.firstIndex(where: { names.contains($0.name) }) else { return nil }
            return members.remove(at: index).value
        }
        let named = head.headerFields.value(of: "x-amzn-errortype")
        let documented = take("__type", "code", "Code", "error")
        let message = take("message", "Message", "errorMessage", "error_description")
        return ServiceError(
            (named ?? documented).map(code) ?? ErrorDocument.code(forStatus: head.status.code),
            message ?? "The service answered with HTTP status \(head.status.code) and said no more.",
            status: head.status.code,
            details: members,
            requestID: head.headerFields.value(of: "x-amzn-requestid")
                ?? head.headerFields.value(of: "x-amz-request-id"),
            headers: head.headerFields
        )
    }

    /// The code alone, out of `namespace#Code:address`.
    private static func code(_ text: String) -> ErrorCode {
        let withoutAddress = text.prefix { $0 != ":" }
        return ErrorCode(rawValue: String(withoutAddress.split(separator: "#").last ?? withoutAddress))
    }

    /// The members of the document that are texts.
    private static func texts(in bytes: UnsafeRawBufferPointer) throws(CodecError) -> [ServiceError.Detail] {
        var json = JSONReader(bytes)
        var members: [ServiceError.Detail] = []
        try json.beginObject()
        while try json.next() {
            if try json.kind() == .string {
                let name = json.key
                members.append(ServiceError.Detail(name, try json.string()))
            } else {
                try json.skipValue()
            }
        }
        try json.finish()
        return members
    }
}
