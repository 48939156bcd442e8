/// `AKID/20261123/us-east-1/s3/aws4_request`
struct Credential {
    let accessKeyID: String
    let scope: SigningScope

    /// - Throws: `malformedAuthorization` or, for another word at the end, `invalidScope`.
    init(_ text: String, mechanism: SigningError.Mechanism) throws(SigningError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count >= 5, text.utf8.count <= 512 else {
            throw SigningError(
                .malformedAuthorization,
                "The Credential is malformed; it must be \"<access key>/<YYYYMMDD>/<region>/<service>/aws4_request\".",
                mechanism: mechanism
            )
        }
        let scope = parts.suffix(4).map { String(Substring($0)) }
        guard scope[3] == SigningScope.terminator else {
            throw SigningError(
                .invalidScope,
                "The Credential is malformed; it ends with \"\(scope[3].prefix(64))\" where \"aws4_request\" belongs.",
                mechanism: mechanism
            )
        }
        self.scope = SigningScope(date: scope[0], region: scope[1], service: scope[2])
        // An id may have slashes of its own.
        accessKeyID = parts.dropLast(4).map { String(Substring($0)) }.joined(separator: "/")
    }
}
