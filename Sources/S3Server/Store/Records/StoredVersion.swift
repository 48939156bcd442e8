#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// One version of an object, or a delete marker.
struct StoredVersion: Sendable, Equatable {
    /// The version id of the one version that a bucket without versioning keeps for each key.
    static let nullVersionID = "null"

    /// Rises with every version the store ever wrote: the order of a key's versions, and this one's name within the store.
    var sequence: Int
    var key: String
    /// ``nullVersionID`` for the null version.
    var versionID: String
    var isLatest: Bool
    var isDeleteMarker: Bool
    /// To the millisecond.
    var lastModified: Date
    /// In bytes.
    var size: Int
    /// Without quotation marks; empty for a delete marker.
    var eTag: String
    var owner: String
    var checksums: [StoredChecksum]
    /// The number of parts it was uploaded in; 0 if it was put in one piece.
    var partCount: Int
    var attributes: ObjectAttributes
}

/// Names one version of a key.
enum VersionSelector: Sendable, Equatable {
    /// The newest, which may be a delete marker.
    case latest
    /// The one with this id; `null` names the null version.
    case id(String)

    /// The newest for nil, else the one with that id.
    init(_ versionID: String?) {
        self = versionID.map { .id($0) } ?? .latest
    }
}

/// A version to be written.
struct NewVersion: Sendable {
    var eTag: String
    var lastModified: Date
    var owner: String
    var content: ContentSource
    var checksums: [StoredChecksum] = []
    var attributes = ObjectAttributes()
}

/// What a put made.
struct WrittenVersion: Sendable {
    var version: StoredVersion
    /// The bucket's state when it was written.
    var versioning: StoredBucket.Versioning
}

/// Looks at the current version of a key, inside the transaction that is about to change it, and throws to refuse the change.
///
/// It gets nil when there is none or the newest is a delete marker. What it throws arrives as `StoreError.refused`.
typealias WriteCondition = @Sendable (StoredVersion?) throws -> Void

/// One object to delete.
struct DeletionRequest: Sendable {
    var key: String
    var version: VersionSelector = .latest
    /// For a named version it gets that version.
    var condition: WriteCondition?
}

/// What a delete did. That there was nothing to delete is no error.
struct Deletion: Sendable, Equatable {
    var key: String
    /// The id of the version that was removed or of the delete marker that was added; nil where the bucket is not
    /// versioned and none was named.
    var versionID: String?
    /// Whether a delete marker was added, or the version removed was one.
    var isDeleteMarker: Bool
    /// Whether something stored was removed.
    var didRemove: Bool
}
