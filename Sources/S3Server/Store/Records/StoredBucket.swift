#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A bucket as the store has it.
struct StoredBucket: Sendable, Equatable {
    /// Whether a bucket keeps the earlier versions of its objects.
    enum Versioning: Int, Sendable {
        /// Never switched on: a put replaces, a delete removes.
        case unversioned = 0
        /// Each put adds a version; a delete adds a marker.
        case enabled = 1
        /// Puts and deletes replace the null version; the others stay.
        case suspended = 2
    }

    var name: String
    var region: String
    var created: Date
    var owner: String
    var versioning: Versioning = .unversioned
    var hasObjectLock = false
}

/// Which buckets to list.
struct BucketQuery: Sendable {
    var prefix = ""
    /// Only buckets of this region; nil for all.
    var region: String?
    /// Only names after this one, in byte order.
    var after: String?
    var limit = 1000
}

/// One page of buckets, in byte order of their names.
struct BucketPage: Sendable {
    var buckets: [StoredBucket]
    /// Whether there are more after the last one.
    var isTruncated: Bool
}

/// What a bucket holds.
struct BucketStatistics: Sendable, Equatable {
    /// Versions, without delete markers.
    var versions = 0
    var deleteMarkers = 0
    /// The sizes of all versions together, in bytes. Content shared by copies counts for each of them.
    var bytes = 0
    var uploads = 0
}
