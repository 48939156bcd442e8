import AWSCore
import HTTPTypes

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How one attempt ended that did not succeed.
enum AttemptFailure: Error {
    /// The service answered with an error; the date is the answer's own.
    case service(ServiceError, Date?)
    /// No whole answer came.
    case transport(TransportError)
    /// Nothing another attempt could change.
    case final(AWSClientError)

    init(_ error: MessageError, date: Date?) {
        switch error {
        case .service(let error): self = .service(error, date)
        case .body(let error as TransportError): self = .transport(error)
        case .body(let error as AWSClientError): self = .final(error)
        case .body(let error):
            self = .final(AWSClientError(.invalidResponse, "The answer could not be read.", underlyingError: error))
        case .codec(let error):
            self = .final(AWSClientError(.invalidResponse, "\(error.message)", underlyingError: error))
        }
    }

    var error: AWSClientError {
        switch self {
        case .service(let error, _): AWSClientError(error)
        case .transport(let error): AWSClientError(error)
        case .final(let error): error
        }
    }

    var retryKind: RetryKind? {
        switch self {
        case .service(let error, _): RetryKind(error)
        case .transport(let error): RetryKind(error)
        case .final: nil
        }
    }

    /// Whether it ended before the request's body was touched.
    var isBeforeBody: Bool {
        guard case .transport(let error) = self else { return false }
        return error.code == .cannotConnect
    }

    /// How long the server asked to wait. A value that is no number from 0 up says nothing.
    var askedDelay: Duration? {
        guard case .service(let error, _) = self, let text = error.headers[.amzRetryAfter],
            let milliseconds = Int64(text), milliseconds >= 0
        else { return nil }
        return .milliseconds(milliseconds)
    }
}
