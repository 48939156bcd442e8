package import HTTPTypes

/// Where services differ in how they read a request before they compare its signature.
package struct SigningRules: Sendable, Hashable {
    /// How the path enters the signature.
    package enum PathForm: Sendable, Hashable {
        /// Escaped once, whatever is escaped on the wire: `a//b` and `..` stay. S3's way, as keys are opaque.
        case escapedOnce
        /// What is on the wire, escaped once more.
        case escapedAgain
        /// The same after `.`, `..` and empty segments have been resolved.
        case normalizedAndEscapedAgain
    }

    package var path: PathForm
    /// Whether `x-amz-content-sha256` goes with the request.
    package var sendsPayloadHash: Bool
    /// Whether the session token is under the signature or is added after it.
    package var signsSessionToken: Bool
    /// The header field that carries the session token. In a query the same name is capitalised.
    package var sessionTokenField: HTTPField.Name

    package init(
        path: PathForm,
        sendsPayloadHash: Bool,
        signsSessionToken: Bool = true,
        sessionTokenField: HTTPField.Name? = nil
    ) {
        self.path = path
        self.sendsPayloadHash = sendsPayloadHash
        self.signsSessionToken = signsSessionToken
        self.sessionTokenField = sessionTokenField ?? .amzSecurityToken
    }

    /// S3's own rules for its services and the generic ones for every other.
    ///
    /// - Parameter service: the name that the scope of a signature has.
    package init(service: String) {
        switch service {
        case "s3", "s3-object-lambda", "s3-outposts": self = .s3
        case "s3express": self = .s3Express
        default: self = .generic
        }
    }

    package static let s3 = SigningRules(path: .escapedOnce, sendsPayloadHash: true)
    /// S3's directory buckets with the credentials of a session.
    package static let s3Express = SigningRules(
        path: .escapedOnce,
        sendsPayloadHash: true,
        sessionTokenField: .amzS3SessionToken
    )
    /// Every other service.
    package static let generic = SigningRules(path: .normalizedAndEscapedAgain, sendsPayloadHash: false)

    var sessionTokenQueryName: String {
        sessionTokenField == .amzS3SessionToken ? "X-Amz-S3session-Token" : "X-Amz-Security-Token"
    }
}
