import Synchronization

/// Derived keys by what they are derived from. Deriving costs four times what signing does, and holds for a day.
final class SigningKeyCache: Sendable {
    static let shared = SigningKeyCache(capacity: 128)

    private struct Origin: Hashable {
        var secret: SensitiveString
        var scope: SigningScope
    }

    private let capacity: Int
    private let keys = Mutex<[Origin: SigningKey]>([:])

    init(capacity: Int) { self.capacity = capacity }

    func key(for secret: SensitiveString, scope: SigningScope) -> SigningKey {
        let origin = Origin(secret: secret, scope: scope)
        if let key = keys.withLock({ $0[origin] }) { return key }
        let key = SigningKey(secret: secret, scope: scope)
        keys.withLock { keys in
            // Most of a full cache is from days gone by, so starting anew loses little.
            if keys.count >= capacity { keys.removeAll(keepingCapacity: true) }
            keys[origin] = key
        }
        return key
    }
}
