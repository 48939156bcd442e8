public import AWSClient
public import AWSCore

/// Why something with S3 failed.
///
/// The members of ``AWSClientError`` are there too: `code`, `message`, `status`, `requestID`, `hostID`, `isRetryable`,
/// `hint`. The codes are open: compare with a static member, `error.code == .noSuchKey`, or a string.
@dynamicMemberLookup
public struct S3Error: Error, Sendable, CustomStringConvertible {
    /// The failure as the layer below tells it.
    public var failure: AWSClientError
    /// The bucket it was about.
    public var bucket: String?
    /// The key it was about.
    public var key: String?

    public init(_ failure: AWSClientError, bucket: String? = nil, key: String? = nil) {
        self.failure = failure
        self.bucket = bucket
        self.key = key
    }

    init(_ code: ErrorCode, _ message: String, underlyingError: (any Error)? = nil) {
        self.init(AWSClientError(code, message, underlyingError: underlyingError))
    }

    /// A body that broke off or was wrong, whatever the layer that noticed.
    init(reading error: any Error) {
        switch error {
        case let error as S3Error: self = error
        case let error as AWSClientError: self.init(error)
        case let error as TransportError: self.init(AWSClientError(error))
        case is CancellationError: self.init(.cancelled, "The task was cancelled.", underlyingError: error)
        default: self.init(.invalidResponse, "The answer's body failed: \(error).", underlyingError: error)
        }
    }

    public subscript<Value>(dynamicMember member: KeyPath<AWSClientError, Value>) -> Value { failure[keyPath: member] }

    /// Whether there is no such key, version, bucket or upload. A HEAD request's answer has no code: its status decides.
    public var isNotFound: Bool {
        switch failure.code {
        case .noSuchKey, .noSuchBucket, .noSuchUpload, "NoSuchVersion", "NotFound": true
        default: false
        }
    }

    /// Whether a condition of the request did not hold (412), such as `ifNoneMatch` for a key that exists.
    public var isPreconditionFailed: Bool { failure.code == "PreconditionFailed" }

    /// Whether the keys may not do it (403).
    public var isAccessDenied: Bool { failure.code == .accessDenied || failure.code == "Forbidden" }

    public var description: String {
        guard let bucket else { return failure.description }
        return "\(failure.description) [s3://\(bucket)\(key.map { "/\($0)" } ?? "")]"
    }
}

extension ErrorCode {
    /// A local file can't be read or written, or changed under way.
    public static let fileUnavailable: ErrorCode = "FileUnavailable"
}
