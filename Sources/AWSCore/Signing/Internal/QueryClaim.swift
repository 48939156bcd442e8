import HTTPTypes

/// The parameters of a presigned request.
struct QueryClaim {
    private(set) var parameters: [String: String] = [:]
    private var repeated: String?
    private var isMalformed = false
    private var hasVersion2 = false

    /// Whether the query carries a signature of version 4, whole or not.
    var isPresent: Bool {
        ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature"].contains { parameters[$0] != nil }
    }

    init(_ head: HTTPRequest) {
        guard let path = head.path, let mark = path.utf8.firstIndex(of: UInt8(ascii: "?")) else { return }
        for part in path[mark...].utf8.dropFirst().split(separator: UInt8(ascii: "&")) {
            guard part.starts(with: "X-Amz-".utf8) else {
                if part.starts(with: "AWSAccessKeyId=".utf8) { hasVersion2 = true }
                continue
            }
            guard let item = QueryString.parse(Substring(part), plusIsSpace: true)?.first else {
                isMalformed = true
                continue
            }
            if parameters.updateValue(item.value ?? "", forKey: item.name) != nil { repeated = item.name }
        }
    }

    /// Why there is no claim.
    var absence: SigningError {
        if hasVersion2 {
            return SigningError(
                .unsupportedAlgorithm,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
                mechanism: .query
            )
        }
        return SigningError(.missingAuthentication, "The request carries no signature.")
    }

    func required(_ name: String) throws(SigningError) -> String {
        guard !isMalformed, repeated == nil, let value = parameters[name], !value.isEmpty else {
            throw SigningError(
                .malformedAuthorization,
                "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, "
                    + "X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters, each once.",
                mechanism: .query
            )
        }
        return value
    }
}
