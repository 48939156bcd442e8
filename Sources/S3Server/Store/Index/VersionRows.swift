#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension ListedVersion {
    init(_ row: Statement) throws(StoreError) {
        sequence = row.integer(0)
        key = row.text(1)
        versionID = row.optionalText(2) ?? StoredVersion.nullVersionID
        isLatest = row.flag(3)
        isDeleteMarker = row.flag(4)
        lastModified = Date(milliseconds: row.integer(5))
        size = row.integer(6)
        eTag = row.text(7)
        owner = row.text(8)
        storageClass = row.text(9)
        checksums = try row.withBytes(10) { bytes throws(StoreError) in try [StoredChecksum](packed: bytes) }
    }
}

extension StoredVersion {
    /// The columns of a version; a ``ListedVersion`` reads those before the last two.
    static let columns = """
        sequence, key, version_id, is_latest, is_delete_marker, last_modified, size, etag, owner, storage_class, \
        checksums, part_count, attributes
        """

    init(_ row: Statement) throws(StoreError) {
        let listed = try ListedVersion(row)
        sequence = listed.sequence
        key = listed.key
        versionID = listed.versionID
        isLatest = listed.isLatest
        isDeleteMarker = listed.isDeleteMarker
        lastModified = listed.lastModified
        size = listed.size
        eTag = listed.eTag
        owner = listed.owner
        checksums = listed.checksums
        partCount = row.integer(11)
        attributes = try row.withBytes(12) { bytes throws(StoreError) in
            try ObjectAttributes(packed: bytes, storageClass: listed.storageClass)
        }
    }
}

extension Connection {
    /// A version of a key; nil if there is none.
    func version(
        _ selector: VersionSelector,
        of key: String,
        in bucket: BucketRow
    ) throws(StoreError) -> StoredVersion? {
        let select = "SELECT \(StoredVersion.columns) FROM versions"
        let place: [SQLValue] = [.integer(bucket.id), .utf8(key)]
        switch selector {
        case .latest:
            let sql = "\(select) WHERE bucket = ? AND key = ? ORDER BY sequence DESC LIMIT 1"
            return try first(sql, place) { row throws(StoreError) in try StoredVersion(row) }
        case .id(StoredVersion.nullVersionID):
            let sql = "\(select) WHERE bucket = ? AND key = ? AND version_id IS NULL LIMIT 1"
            return try first(sql, place) { row throws(StoreError) in try StoredVersion(row) }
        case .id(let versionID):
            guard let sequence = SequencedID.sequence(of: versionID) else { return nil }
            let sql = "\(select) WHERE bucket = ? AND key = ? AND sequence = ? AND version_id = ?"
            return try first(sql, place + [.integer(sequence), .text(versionID)]) { row throws(StoreError) in
                try StoredVersion(row)
            }
        }
    }

    /// A version of a key.
    ///
    /// - Throws: `noSuchKey`, `noSuchVersion`.
    func existingVersion(
        _ selector: VersionSelector,
        of key: String,
        in bucket: BucketRow
    ) throws(StoreError) -> StoredVersion {
        if let version = try version(selector, of: key, in: bucket) { return version }
        switch selector {
        case .latest: throw .noSuchKey(key)
        case .id(let versionID): throw .noSuchVersion(key: key, versionID: versionID)
        }
    }

    /// - Throws: `noSuchVersion` when it has been removed.
    func confirm(_ version: StoredVersion) throws(StoreError) {
        let exists = try first("SELECT 1 FROM versions WHERE sequence = ?", [.integer(version.sequence)]) { _ in true }
        guard exists == true else { throw .noSuchVersion(key: version.key, versionID: version.versionID) }
    }
}

extension WriteTransaction {
    private static let newest = """
        SELECT sequence FROM versions WHERE bucket = ? AND key = ? ORDER BY sequence DESC LIMIT 1
        """

    /// Adds a version as the newest of its key, in place of the null version where the bucket does not keep that one.
    func insert(_ version: StoredVersion, in bucket: BucketRow) throws(StoreError) {
        let place: [SQLValue] = [.integer(bucket.id), .utf8(version.key)]
        if bucket.bucket.versioning != .enabled { try removeNullVersion(at: place) }
        try connection.run(
            "UPDATE versions SET is_latest = 0 WHERE sequence = (\(Self.newest)) AND is_latest = 1",
            place
        )
        try connection.run(
            """
            INSERT INTO versions (bucket, \(StoredVersion.columns))
            VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(bucket.id), .integer(version.sequence), .utf8(version.key),
                version.versionID == StoredVersion.nullVersionID ? .null : .text(version.versionID),
                .flag(version.isDeleteMarker), .integer(version.lastModified.milliseconds), .integer(version.size),
                .text(version.eTag), .text(version.owner), .text(version.attributes.storageClass),
                .bytes(version.checksums.packed), .integer(version.partCount), .bytes(version.attributes.packed),
            ]
        )
    }

    private func removeNullVersion(at place: [SQLValue]) throws(StoreError) {
        let sequence = try connection.first(
            "SELECT sequence FROM versions WHERE bucket = ? AND key = ? AND version_id IS NULL LIMIT 1",
            place
        ) { row in row.integer(0) }
        if let sequence { try removeRow(sequence) }
    }

    /// Removes a version for good; the next newest takes its place if it was the newest.
    func remove(_ version: StoredVersion, in bucket: BucketRow) throws(StoreError) {
        try removeRow(version.sequence)
        guard version.isLatest else { return }
        try connection.run(
            "UPDATE versions SET is_latest = 1 WHERE sequence = (\(Self.newest))",
            [.integer(bucket.id), .utf8(version.key)]
        )
    }

    private func removeRow(_ sequence: Int) throws(StoreError) {
        try connection.run("DELETE FROM versions WHERE sequence = ?", [.integer(sequence)])
        try connection.run("DELETE FROM parts WHERE owner = ?", [.integer(sequence)])
        try releaseContent(of: sequence)
    }
}
