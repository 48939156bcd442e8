import AWSCore
import S3

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A bucket as a line of a listing.
struct ListedBucket: Codable, Sendable {
    var bucket: String
    var created: String?

    init(_ summary: BucketSummary) {
        bucket = summary.name
        created = summary.creationDate.map(ISO8601.format)
    }

    var line: String { "\(listingTime(created)) \(bucket)" }
}

/// An object as a line of a listing.
struct ListedObject: Codable, Sendable {
    var key: String
    var size: Int
    var lastModified: String?
    var eTag: String?
    var storageClass: String?
    private var name = ""

    enum CodingKeys: String, CodingKey { case key, size, lastModified, eTag, storageClass }

    /// - Parameter name: what a line of text shows instead of the whole key.
    init(_ object: ObjectSummary, name: String) {
        key = object.key
        size = object.size
        lastModified = ISO8601.format(object.lastModified)
        eTag = object.eTag
        storageClass = object.storageClass?.rawValue
        self.name = name
    }

    var line: String { "\(listingTime(lastModified)) \(padded("\(size)", to: 10)) \(name)" }
}

/// A folder as a line of a listing.
struct ListedPrefix: Codable, Sendable {
    var prefix: String
    private var name = ""

    enum CodingKeys: String, CodingKey { case prefix }

    init(prefix: String, name: String) {
        self.prefix = prefix
        self.name = name
    }

    var line: String { "\(padded("PRE", to: 30)) \(name)" }
}

extension Console {
    func result(_ bucket: ListedBucket) { result(bucket.line, bucket) }
    func result(_ object: ListedObject) { result(object.line, object) }
    func result(_ prefix: ListedPrefix) { result(prefix.line, prefix) }
}

/// `2026-11-23 10:00:00`, in UTC, out of the long form.
private func listingTime(_ time: String?) -> String {
    guard let time else { return padded("", to: 19) }
    return time.prefix(19).map { $0 == "T" ? " " : $0 }.reduce(into: "") { $0.append($1) }
}

private func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}
