package import HTTPTypes

/// What a request says about its own signature. Nothing of it is verified.
package struct SignatureClaim: Sendable {
    package let mechanism: SigningError.Mechanism
    package let accessKeyID: String
    package let scope: SigningScope
    /// The names of the fields under the signature, as the request lists them.
    package let signedHeaders: String
    package let signature: String
    /// The names one by one.
    let signedNames: [String]
    /// When it was signed, in whatever form the request has it; nil where the request does not say.
    let timestamp: String?
    let sessionToken: String?
    /// For how many seconds a presigned request holds; as the request has it.
    let expires: String?
    /// The payload hash that the query of a presigned request gives.
    let payloadHash: String?

    /// More names than any client signs; reading them costs time.
    private static let mostSignedHeaders = 200

    /// Reads the claim from `Authorization` or the query.
    ///
    /// - Throws: `missingAuthentication` when the request has none, `malformedAuthorization`, `unsupportedAlgorithm`,
    ///   `ambiguousAuthentication` or `invalidScope`.
    package init(_ head: HTTPRequest) throws(SigningError) {
        let query = QueryClaim(head)
        guard let authorization = head.headerFields[.authorization] else {
            try self.init(query)
            return
        }
        guard !query.isPresent else {
            throw SigningError(
                .ambiguousAuthentication,
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the Authorization "
                    + "header should be specified."
            )
        }
        try self.init(authorization: authorization, head: head)
    }

    private init(authorization: String, head: HTTPRequest) throws(SigningError) {
        let space = authorization.utf8.firstIndex(of: UInt8(ascii: " ")) ?? authorization.endIndex
        guard authorization[..<space] == RequestSignature.algorithm else {
            throw SigningError(
                .unsupportedAlgorithm,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
                mechanism: .header
            )
        }
        let parameters = try AuthorizationParameters(authorization[space...].utf8)
        let credential = try Credential(parameters.credential, mechanism: .header)
        mechanism = .header
        accessKeyID = credential.accessKeyID
        scope = credential.scope
        signedHeaders = parameters.signedHeaders
        signedNames = try SignatureClaim.names(in: signedHeaders, mechanism: .header)
        signature = parameters.signature
        timestamp = head.headerFields[.amzDate] ?? head.headerFields[.date]
        sessionToken = head.headerFields[.amzSecurityToken] ?? head.headerFields[.amzS3SessionToken]
        expires = nil
        payloadHash = nil
    }

    private init(_ query: QueryClaim) throws(SigningError) {
        guard query.isPresent else { throw query.absence }
        guard try query.required("X-Amz-Algorithm") == RequestSignature.algorithm else {
            throw SigningError(
                .unsupportedAlgorithm,
                "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\".",
                mechanism: .query
            )
        }
        let credential = try Credential(query.required("X-Amz-Credential"), mechanism: .query)
        mechanism = .query
        accessKeyID = credential.accessKeyID
        scope = credential.scope
        signedHeaders = try query.required("X-Amz-SignedHeaders")
        signedNames = try SignatureClaim.names(in: signedHeaders, mechanism: .query)
        signature = try query.required("X-Amz-Signature")
        timestamp = try query.required("X-Amz-Date")
        expires = try query.required("X-Amz-Expires")
        sessionToken = query.parameters["X-Amz-Security-Token"] ?? query.parameters["X-Amz-S3session-Token"]
        payloadHash = query.parameters["X-Amz-Content-Sha256"]
    }

    private static func names(
        in signedHeaders: String,
        mechanism: SigningError.Mechanism
    ) throws(SigningError) -> [String] {
        let names = signedHeaders.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        let hasOnlyNames = signedHeaders.utf8.allSatisfy {
            (0x21...0x7E).contains($0) && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        }
        guard names.count <= mostSignedHeaders, hasOnlyNames else {
            throw SigningError(
                .malformedAuthorization,
                "SignedHeaders must be at most \(mostSignedHeaders) names in lower case.",
                mechanism: mechanism
            )
        }
        return names.map { String(Substring($0)) }
    }
}
