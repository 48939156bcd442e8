import Crypto

/// A key derived for one scope, ready to authenticate.
struct SigningKey: Sendable {
    /// Has taken in the key: a copy of it starts each code without hashing the key again.
    private let keyed: HMAC<SHA256>

    init(secret: SensitiveString, scope: SigningScope) {
        var key = SymmetricKey(data: Array("AWS4\(secret.rawValue)".utf8))
        for part in [scope.date, scope.region, scope.service, SigningScope.terminator] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
        }
        keyed = HMAC(key: key)
    }

    /// The signature of a string to sign, in lower-case hexadecimal.
    func signature(of stringToSign: [UInt8]) -> String {
        var code = keyed
        code.update(data: stringToSign)
        return code.finalize().withUnsafeBytes { Hexadecimal.encode($0) }
    }
}
