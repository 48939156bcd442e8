import AWSCore
import HTTPTypes

/// What has happened to one request so far.
struct RequestCourse {
    let operation: OperationTraits
    let maximumAttempts: Int
    var attempts = 0
    /// The retry tokens taken last.
    var tokens: Int?
    var hasFollowedRegion = false
    var hasCorrectedClock = false
    /// The same for all attempts, so that a service can tell a repetition.
    private let invocationID: String

    init(operation: OperationTraits, retry: RetryPolicy) {
        self.operation = operation
        maximumAttempts = max(retry.maximumAttempts, 1)
        var generator = SystemRandomNumberGenerator()
        let id = [generator.next(), generator.next()]
        invocationID = id.withUnsafeBytes { Hexadecimal.encode($0) }
    }

    /// The fields that describe the attempt. They are not signed.
    func fields(userAgent: String) -> [HTTPField] {
        [
            HTTPField(name: .userAgent, value: userAgent),
            HTTPField(name: .amzSDKInvocationID, value: invocationID),
            HTTPField(name: .amzSDKRequest, value: "attempt=\(attempts); max=\(maximumAttempts)"),
        ]
    }

    func finish(_ error: AWSClientError) -> AWSClientError {
        var error = error
        error.operation = operation.name
        error.attempts = attempts
        return error
    }
}
