package import AWSCore

/// Why a failed request is worth another attempt.
package enum RetryKind: Sendable, Hashable {
    /// Something broke that may be whole again in a moment.
    case transient
    /// The service asks for fewer requests.
    case throttling

    private static let transientCodes: Set<ErrorCode> = [
        "RequestTimeout", "RequestTimeoutException", "InternalError", "ServiceUnavailable",
    ]
    private static let transientStatuses: Set<Int> = [500, 502, 503, 504]
    private static let throttlingCodes: Set<ErrorCode> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "TooManyRequestsException",
        "ProvisionedThroughputExceededException", "TransactionInProgressException", "RequestLimitExceeded",
        "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled", "SlowDown", "PriorRequestNotComplete",
        "EC2ThrottledException",
    ]

    /// Nil: the same request would fail again.
    package init?(_ error: ServiceError) {
        if RetryKind.throttlingCodes.contains(error.code) || error.status == 429 {
            self = .throttling
        } else if RetryKind.transientCodes.contains(error.code) || RetryKind.transientStatuses.contains(error.status) {
            self = .transient
        } else {
            return nil
        }
    }

    /// Nil: the same request would fail again, or nobody wants its answer any more.
    package init?(_ error: TransportError) {
        switch error.code {
        case .cannotConnect, .connectionClosed, .timedOut, .invalidResponse: self = .transient
        default: return nil
        }
    }
}
