package import HTTPTypes
package import NIOCore

/// The document in which a service says what went wrong, and what stands for it where there is none.
package enum ErrorDocument {
    /// The most bytes of an error document that are read.
    package static let sizeLimit = 1 << 20

    /// The document for an error, as S3 writes it.
    package static func encode(_ error: ServiceError) -> ByteBuffer {
        var xml = XMLWriter()
        xml.declaration()
        xml.startElement("Error")
        xml.element("Code", error.code.rawValue)
        xml.element("Message", error.message)
        for detail in error.details { xml.element(detail.name, detail.value) }
        if let requestID = error.requestID { xml.element("RequestId", requestID) }
        if let hostID = error.hostID { xml.element("HostId", hostID) }
        xml.endElement("Error")
        return xml.buffer
    }

    /// The error that an answer with this head and body means.
    ///
    /// Always gives one: an answer without a document, or with a page of some proxy in its place, is named by its status.
    package static func decode(_ head: HTTPResponse, body: ByteBuffer) -> ServiceError {
        let document = try? body.withBytes { bytes throws(CodecError) in try Fields(reading: bytes) }
        var error = ServiceError(
            document?.code.map { ErrorCode(rawValue: $0) } ?? code(forStatus: head.status.code),
            document?.message ?? "The service answered with HTTP status \(head.status.code) and said no more.",
            status: head.status.code,
            details: document?.details ?? [],
            requestID: document?.requestID ?? head.headerFields.value(of: "x-amz-request-id"),
            hostID: document?.hostID ?? head.headerFields.value(of: "x-amz-id-2"),
            headers: head.headerFields
        )
        if error[detail: "Region"] == nil, let region = head.headerFields.value(of: "x-amz-bucket-region") {
            error.details.append(ServiceError.Detail("Region", region))
        }
        return error
    }

    /// Whether a body that was sent as a success is an error document.
    package static func isError(_ body: ByteBuffer) -> Bool {
        isRoot(of: body, named: ["Error", "ErrorResponse"])
    }

    /// Whether a body is a page for people, as something between client and store may answer with any status.
    static func isPage(_ body: ByteBuffer) -> Bool {
        isRoot(of: body, named: ["html", "HTML"])
    }

    private static func isRoot(of body: ByteBuffer, named names: [String]) -> Bool {
        let isRoot = try? body.withBytes { bytes throws(CodecError) in
            var xml = XMLReader(bytes)
            try xml.openRoot()
            return names.contains { xml.isNamed($0) }
        }
        return isRoot ?? false
    }

    /// What S3 calls an error whose answer has no document, as those to HEAD requests.
    package static func code(forStatus status: Int) -> ErrorCode {
        switch status {
        case 301, 308: "PermanentRedirect"
        case 302, 307: "TemporaryRedirect"
        case 304: "NotModified"
        case 400: "BadRequest"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "NotFound"
        case 405: "MethodNotAllowed"
        case 409: "Conflict"
        case 411: "MissingContentLength"
        case 412: "PreconditionFailed"
        case 413: "EntityTooLarge"
        case 416: "InvalidRange"
        case 429: "TooManyRequests"
        case 500: "InternalError"
        case 501: "NotImplemented"
        case 502: "BadGateway"
        case 503: "ServiceUnavailable"
        case 504: "GatewayTimeout"
        default: ErrorCode(rawValue: "HTTP\(status)")
        }
    }
}

/// The elements of an error document, whether its root is `Error` or an `ErrorResponse` around it.
private struct Fields {
    var code: String?
    var message: String?
    var requestID: String?
    var hostID: String?
    var details: [ServiceError.Detail] = []

    init(reading bytes: UnsafeRawBufferPointer) throws(CodecError) {
        var xml = XMLReader(bytes)
        try xml.openRoot()
        guard xml.isNamed("Error") || xml.isNamed("ErrorResponse") || xml.isNamed("Response") else {
            throw CodecError(.unexpectedDocument, "The document is \(xml.name) where an error is due.")
        }
        try readChildren(of: &xml)
        try xml.finish()
    }

    private mutating func readChildren(of xml: inout XMLReader) throws(CodecError) {
        while try xml.nextElement() {
            let name = xml.name
            switch name {
            case "Error", "Errors": try readChildren(of: &xml)
            case "Code": code = try xml.text()
            case "Message", "message": message = try xml.text()
            case "RequestId", "RequestID": requestID = try xml.text()
            case "HostId": hostID = try xml.text()
            default:
                // Only plain texts are details; an element with elements in it is passed over.
                let element = xml
                if let text = try? xml.text() {
                    details.append(ServiceError.Detail(name, text))
                } else {
                    xml = element
                    try xml.skipElement()
                }
            }
        }
    }
}

extension HTTPFields {
    /// The value of the field with this name, if there is one.
    func value(of name: String) -> String? {
        HTTPField.Name(name).flatMap { self[$0] }
    }
}
