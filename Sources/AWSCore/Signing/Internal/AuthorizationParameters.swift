/// `Credential=..., SignedHeaders=..., Signature=...` in any order, with or without the spaces.
struct AuthorizationParameters {
    let credential: String
    let signedHeaders: String
    let signature: String

    /// - Throws: `malformedAuthorization` when one is missing or there twice. Others are passed over.
    init(_ text: Substring.UTF8View) throws(SigningError) {
        var credential: String?
        var signedHeaders: String?
        var signature: String?
        for part in text.split(separator: UInt8(ascii: ",")) {
            let part = part.drop { $0 == UInt8(ascii: " ") }
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let value = part[part.index(after: equals)...].prefix { $0 != UInt8(ascii: " ") }
            switch Substring(part[..<equals]) {
            case "Credential": try AuthorizationParameters.set(&credential, value)
            case "SignedHeaders": try AuthorizationParameters.set(&signedHeaders, value)
            case "Signature": try AuthorizationParameters.set(&signature, value)
            default: continue
            }
        }
        guard let credential, let signedHeaders, let signature else { throw AuthorizationParameters.malformed }
        self.credential = credential
        self.signedHeaders = signedHeaders
        self.signature = signature
    }

    private static func set(_ parameter: inout String?, _ value: Substring.UTF8View) throws(SigningError) {
        guard parameter == nil, !value.isEmpty else { throw malformed }
        parameter = String(Substring(value))
    }

    private static let malformed = SigningError(
        .malformedAuthorization,
        "The authorization header is malformed; it must have Credential, SignedHeaders and Signature, each once.",
        mechanism: .header
    )
}
