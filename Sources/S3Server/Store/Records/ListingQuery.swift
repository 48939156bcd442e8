#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A place in a bucket's order of keys, from which a listing goes on.
enum ListingPosition: Sendable, Equatable {
    /// After this key. Keys that share a common prefix with it and come after it still give that common prefix.
    case afterKey(String)
    /// After every key that begins so.
    case afterPrefix(String)

    /// What a marker means that is either a key or a common prefix of an earlier page: after the whole common prefix
    /// if the marker is one for this prefix and delimiter, else after the key.
    init(marker: String, prefix: String, delimiter: String) {
        let bytes = Array(marker.utf8)
        let scan = PrefixRule(prefix: prefix, delimiter: delimiter)
        self = scan.commonPrefixLength(of: bytes) == bytes.count ? .afterPrefix(marker) : .afterKey(marker)
    }
}

/// Which keys to list.
struct ListingQuery: Sendable {
    var prefix = ""
    /// Keys with this string after the prefix are rolled up into one common prefix; empty for none.
    var delimiter = ""
    var position: ListingPosition?
    /// The most keys and common prefixes together. 0 gives an empty page that is not truncated.
    var limit = 1000
}

/// One page of the current objects of a bucket, in byte order of their keys.
struct ObjectPage: Sendable {
    var objects: [ListedVersion] = []
    var commonPrefixes: [String] = []
    /// Where the next page begins; nil if this is the last.
    var next: ListingPosition?
    var isTruncated: Bool { next != nil }
}

/// What a listing says about a version.
struct ListedVersion: Sendable, Equatable {
    var sequence: Int
    var key: String
    var versionID: String
    var isLatest: Bool
    var isDeleteMarker: Bool
    var lastModified: Date
    var size: Int
    var eTag: String
    var owner: String
    var storageClass: String
    var checksums: [StoredChecksum]
}

/// Which versions to list.
struct VersionQuery: Sendable {
    var prefix = ""
    var delimiter = ""
    var position: ListingPosition?
    /// With a position after a key: go on among that key's versions, after this one.
    var afterVersionID: String?
    var limit = 1000
}

/// One page of versions and delete markers: keys in byte order, each key's versions newest first.
struct VersionPage: Sendable {
    var versions: [ListedVersion] = []
    var commonPrefixes: [String] = []
    /// Where the next page begins; nil if this is the last.
    var next: ListingPosition?
    /// The last version listed, when the next page begins after a version.
    var nextVersionID: String?
    var isTruncated: Bool { next != nil }
}

/// Which uploads to list.
struct UploadQuery: Sendable {
    var prefix = ""
    var delimiter = ""
    var position: ListingPosition?
    /// With a position after a key: go on among that key's uploads, after this id in byte order.
    var afterUploadID: String?
    var limit = 1000
}

/// One page of uploads: keys in byte order, each key's uploads oldest first, which is the byte order of their ids.
struct UploadPage: Sendable {
    var uploads: [StoredUpload] = []
    var commonPrefixes: [String] = []
    /// Where the next page begins; nil if this is the last.
    var next: ListingPosition?
    /// The last upload listed, when the next page begins after an upload.
    var nextUploadID: String?
    var isTruncated: Bool { next != nil }
}
