package import HTTPTypes

/// What a request says about its own signature. Nothing of it is verified.
package struct SignatureClaim: Sendable {
    package let mechanism: SigningError.Mechanism
    package let accessKeyID: String
    package let scope: SigningScope
    /// The names of the fields under the signature, as the request lists them.
    package let signedHeaders: String
    package let signature: String
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
        let parameters = try SignatureClaim.parameters(authorization[space...])
        func parameter(_ name: String) throws(SigningError) -> String {
            guard let value = parameters[name], !value.isEmpty else {
                throw SigningError(
                    .malformedAuthorization,
                    "The authorization header is malformed; it lacks \(name).",
                    mechanism: .header
                )
            }
            return value
        }
        let credential = try Credential(parameter("Credential"), mechanism: .header)
        mechanism = .header
        accessKeyID = credential.accessKeyID
        scope = credential.scope
        signedHeaders = try SignatureClaim.checked(signedHeaders: parameter("SignedHeaders"), mechanism: .header)
        signature = try parameter("Signature")
        timestamp = head.headerFields[.amzDate] ?? head.headerFields[.date]
        sessionToken = head.headerFields[.amzSecurityToken] ?? head.headerFields[.amzS3SessionToken]
        expires = nil
        payloadHash = nil
    }

    /// `Credential=..., SignedHeaders=..., Signature=...` in any order, with or without the spaces.
    private static func parameters(_ text: Substring) throws(SigningError) -> [String: String] {
        var parameters: [String: String] = [:]
        for part in text.split(separator: ",") {
            let part = part.drop { $0 == " " }
            guard parameters.count < 8,
                let equals = part.utf8.firstIndex(of: UInt8(ascii: "=")),
                parameters.updateValue(
                    String(part[part.utf8.index(after: equals)...].prefix { $0 != " " }),
                    forKey: String(part[..<equals])
                ) == nil
            else {
                throw SigningError(
                    .malformedAuthorization,
                    "The authorization header is malformed; it must be Credential, SignedHeaders and Signature.",
                    mechanism: .header
                )
            }
        }
        return parameters
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
        signedHeaders = try SignatureClaim.checked(
            signedHeaders: query.required("X-Amz-SignedHeaders"),
            mechanism: .query
        )
        signature = try query.required("X-Amz-Signature")
        timestamp = try query.required("X-Amz-Date")
        expires = try query.required("X-Amz-Expires")
        sessionToken = query.parameters["X-Amz-Security-Token"] ?? query.parameters["X-Amz-S3session-Token"]
        payloadHash = query.parameters["X-Amz-Content-Sha256"]
    }

    private static func checked(
        signedHeaders: String,
        mechanism: SigningError.Mechanism
    ) throws(SigningError) -> String {
        let separators = signedHeaders.utf8.count { $0 == UInt8(ascii: ";") }
        let hasOnlyNames = signedHeaders.utf8.allSatisfy {
            (0x21...0x7E).contains($0) && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        }
        guard separators < mostSignedHeaders, hasOnlyNames else {
            throw SigningError(
                .malformedAuthorization,
                "SignedHeaders must be at most \(mostSignedHeaders) names in lower case.",
                mechanism: mechanism
            )
        }
        return signedHeaders
    }
}
