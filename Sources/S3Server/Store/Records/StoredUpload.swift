#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A multipart upload under way.
struct StoredUpload: Sendable, Equatable {
    var uploadID: String
    var key: String
    /// To the millisecond.
    var initiated: Date
    var owner: String
    var attributes: ObjectAttributes
    /// The checksum function its parts are to carry; nil if none was chosen.
    var checksumFunction: String?
    var checksumKind: StoredChecksum.Kind?
}

/// A multipart upload to be begun.
struct NewUpload: Sendable {
    var key: String
    var initiated: Date
    var owner: String
    var attributes = ObjectAttributes()
    var checksumFunction: String?
    var checksumKind: StoredChecksum.Kind?
}

/// A part of an upload, or of an object that was uploaded in parts.
struct StoredPart: Sendable, Equatable {
    /// From 1 to 10,000.
    var number: Int
    /// In bytes.
    var size: Int
    /// Without quotation marks.
    var eTag: String
    /// To the millisecond.
    var lastModified: Date
    var checksums: [StoredChecksum]
}

/// A part to be written.
struct NewPart: Sendable {
    var number: Int
    var eTag: String
    var lastModified: Date
    var content: ContentSource
    var checksums: [StoredChecksum] = []
}

/// One page of parts, in order of their numbers.
struct PartPage: Sendable, Equatable {
    var parts: [StoredPart]
    /// Whether there are more after the last one.
    var isTruncated: Bool
}

/// What an upload becomes when its parts are put together.
struct Assembly: Sendable {
    var eTag: String
    var lastModified: Date
    var checksums: [StoredChecksum] = []
}
