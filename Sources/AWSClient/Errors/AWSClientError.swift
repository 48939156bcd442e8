public import AWSCore

/// A request that failed, whoever's fault it was.
///
/// It never holds a secret: neither keys nor session tokens nor signed URLs.
public struct AWSClientError: Error, Sendable, CustomStringConvertible {
    /// The service's code, such as `NoSuchKey`, or one of the client's own below.
    public var code: ErrorCode
    /// What was wrong, in a sentence.
    public var message: String
    /// The operation's name, `GetObject`.
    public var operation: String?
    /// The answer's HTTP status; nil when there was no answer.
    public var status: Int?
    /// `x-amz-request-id`. AWS's support asks for it and for ``hostID``.
    public var requestID: String?
    /// `x-amz-id-2`.
    public var hostID: String?
    /// Further elements of the service's error document by name: `BucketName`, `Key`, `Condition`.
    public var details: [ServiceError.Detail]
    /// Whether the same request may succeed later.
    public var isRetryable: Bool
    /// How often the request was sent.
    public var attempts: Int
    /// What can be done about it.
    public var hint: String?
    public var underlyingError: (any Error)?

    public init(
        _ code: ErrorCode,
        _ message: String,
        status: Int? = nil,
        isRetryable: Bool = false,
        hint: String? = nil,
        underlyingError: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.isRetryable = isRetryable
        self.hint = hint
        self.underlyingError = underlyingError
        details = []
        attempts = 0
    }

    /// The value of a further element.
    public subscript(detail name: String) -> String? {
        details.first { $0.name == name }?.value
    }

    public var description: String {
        var text = operation.map { "\($0): " } ?? ""
        text += code.rawValue
        if let status { text += " (HTTP \(status))" }
        text += ": \(message)"
        if attempts > 1 { text += " Tried \(attempts) times." }
        if let hint { text += " \(hint)" }
        if let requestID { text += " [request \(requestID)]" }
        return text
    }
}
