import AWSCore
import HTTPTypes

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The conditions under which a GET, a HEAD or a copy's source is read, in the order S3 weighs them.
///
/// An entity tag outweighs a date: `If-Match` that holds makes `If-Unmodified-Since` count for nothing, and
/// `If-None-Match` that is there does the same to `If-Modified-Since`.
struct ReadConditions: Sendable {
    var ifMatch: String?
    var ifNoneMatch: String?
    var ifModifiedSince: Date?
    var ifUnmodifiedSince: Date?

    enum Outcome: Equatable {
        case holds
        /// The reader has this version already.
        case notModified(condition: String)
        /// The reader expected another version.
        case failed(condition: String)
    }

    func evaluate(eTag: String, lastModified: Date) -> Outcome {
        // Headers speak in whole seconds.
        let modified = lastModified.timeIntervalSince1970.rounded(.down)
        if let ifMatch {
            guard EntityTag.list(ifMatch, contains: eTag) else { return .failed(condition: "If-Match") }
        } else if let ifUnmodifiedSince, modified > ifUnmodifiedSince.timeIntervalSince1970 {
            return .failed(condition: "If-Unmodified-Since")
        }
        if let ifNoneMatch {
            guard !EntityTag.list(ifNoneMatch, contains: eTag) else { return .notModified(condition: "If-None-Match") }
        } else if let ifModifiedSince, modified <= ifModifiedSince.timeIntervalSince1970 {
            return .notModified(condition: "If-Modified-Since")
        }
        return .holds
    }

    /// For a GET or a HEAD: 412 or 304.
    func check(eTag: String, lastModified: Date) throws(ServiceError) {
        switch evaluate(eTag: eTag, lastModified: lastModified) {
        case .holds: return
        case .failed(let condition): throw .preconditionFailed(condition)
        case .notModified:
            var error = ServiceError.notModified
            error.headers[.eTag] = EntityTag.quoted(eTag)
            error.headers[.lastModified] = HTTPDate.format(lastModified)
            throw error
        }
    }

    /// For the source of a copy: 412 whichever condition fails.
    func checkCopySource(eTag: String, lastModified: Date) throws(ServiceError) {
        switch evaluate(eTag: eTag, lastModified: lastModified) {
        case .holds: return
        case .failed(let condition), .notModified(let condition):
            throw .preconditionFailed("x-amz-copy-source-\(condition)")
        }
    }
}
