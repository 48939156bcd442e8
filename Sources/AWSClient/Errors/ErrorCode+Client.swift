public import AWSCore

/// The codes of failures that no service reports.
extension ErrorCode {
    /// No connection could be made: nothing was sent.
    public static let cannotConnect: ErrorCode = "CannotConnect"
    /// The connection ended before the whole answer was there.
    public static let connectionClosed: ErrorCode = "ConnectionClosed"
    /// A time limit passed.
    public static let timedOut: ErrorCode = "TimedOut"
    /// The task was cancelled.
    public static let cancelled: ErrorCode = "Cancelled"
    /// The answer could not be understood.
    public static let invalidResponse: ErrorCode = "InvalidResponse"
    /// The request could not be written, or its target or a header field is malformed.
    public static let invalidInput: ErrorCode = "InvalidInput"
    /// The request's body failed, or is not as long as announced.
    public static let requestBodyFailed: ErrorCode = "RequestBodyFailed"
    /// A body arrived that does not match its checksum.
    public static let checksumMismatch: ErrorCode = "ChecksumMismatch"
    /// No source had keys, or one is broken.
    public static let noCredentials: ErrorCode = "NoCredentials"
    /// A setting is missing or makes no sense.
    public static let invalidConfiguration: ErrorCode = "InvalidConfiguration"
}
