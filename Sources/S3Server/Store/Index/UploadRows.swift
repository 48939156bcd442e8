#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// An upload with its number in the index.
struct UploadRow: Sendable {
    static let columns = """
        upload, key, upload_id, initiated, owner, storage_class, checksum_function, checksum_kind, attributes
        """

    let number: Int
    let upload: StoredUpload

    init(_ row: Statement) throws(StoreError) {
        number = row.integer(0)
        upload = StoredUpload(
            uploadID: row.text(2),
            key: row.text(1),
            initiated: Date(milliseconds: row.integer(3)),
            owner: row.text(4),
            attributes: try row.withBytes(8) { bytes throws(StoreError) in
                try ObjectAttributes(packed: bytes, storageClass: row.text(5))
            },
            checksumFunction: row.optionalText(6),
            checksumKind: row.optionalText(7).flatMap { StoredChecksum.Kind(rawValue: $0) }
        )
    }
}

/// A part with the number under which its content is kept.
struct PartRow: Sendable {
    static let columns = "number, content, size, etag, last_modified, checksums"

    let content: Int
    let part: StoredPart

    init(_ row: Statement) throws(StoreError) {
        content = row.integer(1)
        part = StoredPart(
            number: row.integer(0),
            size: row.integer(2),
            eTag: row.text(3),
            lastModified: Date(milliseconds: row.integer(4)),
            checksums: try row.withBytes(5) { bytes throws(StoreError) in try [StoredChecksum](packed: bytes) }
        )
    }
}

extension Connection {
    /// - Throws: `noSuchUpload`.
    func upload(_ uploadID: String, key: String, in bucket: BucketRow) throws(StoreError) -> UploadRow {
        let found = try first(
            "SELECT \(UploadRow.columns) FROM uploads WHERE bucket = ? AND key = ? AND upload_id = ?",
            [.integer(bucket.id), .utf8(key), .text(uploadID)]
        ) { row throws(StoreError) in try UploadRow(row) }
        guard let found else { throw .noSuchUpload(uploadID) }
        return found
    }

    /// The parts of an upload or of a version, in order of their numbers.
    func parts(of owner: Int, after number: Int = 0, limit: Int = .max) throws(StoreError) -> [PartRow] {
        try all(
            "SELECT \(PartRow.columns) FROM parts WHERE owner = ? AND number > ? ORDER BY number LIMIT ?",
            [.integer(owner), .integer(number), .integer(limit)]
        ) { row throws(StoreError) in try PartRow(row) }
    }

    /// One page of the parts of an upload or of a version.
    func partPage(of owner: Int, after number: Int, limit: Int) throws(StoreError) -> PartPage {
        let limit = max(0, min(limit, Int(Int32.max)))
        let rows = try parts(of: owner, after: number, limit: limit + 1)
        return PartPage(parts: rows.prefix(limit).map { $0.part }, isTruncated: limit > 0 && rows.count > limit)
    }
}

extension WriteTransaction {
    /// Removes an upload and what is left of its parts.
    func remove(upload number: Int) throws(StoreError) {
        for row in try connection.parts(of: number) { try releaseContent(of: row.content) }
        try connection.run("DELETE FROM parts WHERE owner = ?", [.integer(number)])
        try connection.run("DELETE FROM uploads WHERE upload = ?", [.integer(number)])
    }
}
