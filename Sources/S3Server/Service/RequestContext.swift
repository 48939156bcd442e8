import AWSCore
import HTTPTypes
import NIOCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What the service knows of a request beyond the operation's own members.
struct RequestContext: Sendable {
    let target: RequestTarget
    let headers: HTTPFields
    let request: RequestIdentity
    /// The region the client takes the server to be in.
    let region: String
    /// The host as the client names it, with its port.
    let authority: String
    /// The body as content.
    let payload: Payload
    /// The body as a document; empty for an operation whose body is content.
    var document = ByteBuffer()

    init(_ admitted: AdmittedRequest, request: RequestIdentity, body: HTTPBody) {
        target = admitted.target
        headers = admitted.headers
        self.request = request
        region = admitted.access.region
        authority = admitted.authority
        payload = Payload(body, claims: admitted.claims, decoder: admitted.decoder)
    }

    var now: Date { request.now }

    var labels: [(name: String, value: String)] {
        var labels: [(name: String, value: String)] = []
        if let bucket = target.bucket { labels.append(("Bucket", bucket)) }
        if let key = target.key { labels.append(("Key", key)) }
        return labels
    }
}
