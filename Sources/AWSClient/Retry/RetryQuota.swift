import Synchronization

/// A stock of tokens that retries take and successes give back.
final class RetryQuota: Sendable {
    private let capacity: Int
    private let available: Mutex<Int>

    init(capacity: Int) {
        self.capacity = capacity
        available = Mutex(capacity)
    }

    /// Takes the tokens for one retry.
    ///
    /// - Returns: how many were taken; nil when there are too few, and no retry should be made.
    func acquire(for kind: RetryKind) -> Int? {
        let cost = kind == .throttling ? 5 : 14
        return available.withLock { available in
            guard available >= cost else { return nil }
            available -= cost
            return cost
        }
    }

    /// Gives tokens back after a success: those of the last retry, or one if there was none.
    func release(_ tokens: Int?) {
        available.withLock { $0 = min($0 + (tokens ?? 1), capacity) }
    }

    var tokens: Int { available.withLock { $0 } }
}
