import AWSCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Which errors may come from a wrong clock.
enum ClockSkew {
    /// Services bear a difference of a few minutes.
    static let tolerance: TimeInterval = 240

    private static let certain: Set<ErrorCode> = ["RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"]
    private static let possible: Set<ErrorCode> = [
        "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure", "Forbidden",
    ]

    static func isCertain(_ error: ServiceError) -> Bool { certain.contains(error.code) }

    static func isSuspected(in error: ServiceError) -> Bool { isCertain(error) || possible.contains(error.code) }
}
