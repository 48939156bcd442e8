import AWSCore
import HTTPTypes

/// Puts an encoded request together with the place it goes to.
enum RequestAddress {
    static func request<O: ServiceOperation>(
        for type: O.Type,
        _ encoded: EncodedRequest,
        at resolved: ResolvedEndpoint
    ) throws(AWSClientError) -> TransportRequest {
        let path: String
        do {
            path = try encoded.path(of: O.traits, omitting: resolved.omittedLabel)
        } catch {
            throw AWSClientError(.invalidInput, error.message, underlyingError: error)
        }
        var target = resolved.endpoint.basePath + path
        if !encoded.query.isEmpty { target += "?" + QueryString.format(encoded.query) }
        let head = HTTPRequest(
            method: HTTPRequest.Method(O.traits.method) ?? .post,
            scheme: resolved.endpoint.scheme,
            authority: resolved.endpoint.authority,
            path: target,
            headerFields: encoded.headers
        )
        return TransportRequest(head: head, body: encoded.body)
    }
}

extension TransportRequest {
    /// Says how long the body is. The field is not signed: a transport may have to put it elsewhere.
    mutating func setContentLength() {
        guard let length = body.length else { return }
        guard length > 0 || head.method == .put || head.method == .post else { return }
        head.headerFields[.contentLength] = String(length)
    }
}
