import AWSCore

/// When a failed request is sent again, and how long is waited before: the AWS SDKs' standard mode.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
public struct RetryPolicy: Sendable, Hashable {
    /// How often a request is sent at most, the first time included. From 1 up; 1 never sends anything again.
    public var maximumAttempts = 3
    /// The wait before the first retry is up to this long, and twice as long for each further one.
    public var baseDelay: Duration = .milliseconds(50)
    /// The same after the service has asked to slow down.
    public var throttlingBaseDelay: Duration = .seconds(1)
    /// The longest of these waits.
    public var maximumDelay: Duration = .seconds(20)
    /// Tokens for all retries of a client together, so that a service in trouble is not asked ever more often.
    public var quota = 500

    public init() {}

    /// How far a server's wish to wait can go beyond the wait computed here.
    static let longestExtension = Duration.seconds(5)

    /// The wait before the next attempt.
    ///
    /// - Parameters:
    ///   - attempt: the number of attempts made so far, from 1.
    ///   - random: from 0 to 1.
    ///   - asked: what the server asked for in `x-amz-retry-after`.
    func delay(after attempt: Int, of kind: RetryKind, random: Double, asked: Duration?) -> Duration {
        let base = kind == .throttling ? throttlingBaseDelay : baseDelay
        let factor = Double(1 << min(max(attempt - 1, 0), 30))
        let delay = min(base * factor, maximumDelay) * random
        guard let asked else { return delay }
        return max(delay, min(asked, delay + RetryPolicy.longestExtension))
    }
}
