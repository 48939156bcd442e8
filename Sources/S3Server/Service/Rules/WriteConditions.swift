import AWSCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The conditions under which an object is written or deleted, checked against the current version in the same
/// transaction.
struct WriteConditions: Sendable {
    private let key: String
    private let ifMatch: String?
    private let refusesExisting: Bool

    /// - Throws: `NotImplemented` for an `If-None-Match` that is not `*`, which S3 does not serve on writes.
    init(key: String, ifMatch: String?, ifNoneMatch: String?) throws(ServiceError) {
        if let ifNoneMatch, EntityTag.unquoted(ifNoneMatch) != "*" { throw .notImplemented(header: "If-None-Match") }
        if ifMatch != nil, ifNoneMatch != nil { throw .notImplemented(header: "If-Match, If-None-Match") }
        self.key = key
        self.ifMatch = ifMatch
        refusesExisting = ifNoneMatch != nil
    }

    /// What the store checks; nil when any version will do.
    var condition: WriteCondition? {
        guard ifMatch != nil || refusesExisting else { return nil }
        return { current in try check(current) }
    }

    func check(_ current: StoredVersion?) throws(ServiceError) {
        if refusesExisting, current != nil { throw .preconditionFailed("If-None-Match") }
        guard let ifMatch else { return }
        guard let current else { throw .noSuchKey(key) }
        guard EntityTag.list(ifMatch, contains: current.eTag) else { throw .preconditionFailed("If-Match") }
    }
}
