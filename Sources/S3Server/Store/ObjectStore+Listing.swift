extension ObjectStore {
    /// The current objects of a bucket, without those whose newest version is a delete marker.
    ///
    /// - Throws: `noSuchBucket`.
    func listObjects(in bucket: String, _ query: ListingQuery) async throws(StoreError) -> ObjectPage {
        try database.read { connection throws(StoreError) in
            var scan = KeyScan(
                sql: """
                    SELECT \(StoredVersion.columns) FROM versions INDEXED BY current_objects
                    WHERE bucket = ?1 AND key >= ?2 AND key < ?3 AND is_latest = 1 AND is_delete_marker = 0
                    ORDER BY key
                    """,
                bucket: try connection.bucket(bucket),
                prefix: query.prefix,
                delimiter: query.delimiter,
                limit: query.limit
            )
            var page = ObjectPage()
            try scan.run(from: KeyScan.start(query.position), on: connection) { row throws(StoreError) in
                page.objects.append(try ListedVersion(row))
            }
            page.commonPrefixes = scan.commonPrefixes
            page.next = scan.next(after: page.objects.last?.key)
            return page
        }
    }

    /// All versions and delete markers of a bucket.
    ///
    /// - Throws: `noSuchBucket`.
    func listVersions(in bucket: String, _ query: VersionQuery) async throws(StoreError) -> VersionPage {
        try database.read { connection throws(StoreError) in
            let row = try connection.bucket(bucket)
            let select = "SELECT \(StoredVersion.columns) FROM versions INDEXED BY versions_of_key WHERE bucket = ?1"
            var scan = KeyScan(
                sql: "\(select) AND key >= ?2 AND key < ?3 ORDER BY key, sequence DESC",
                bucket: row,
                prefix: query.prefix,
                delimiter: query.delimiter,
                limit: query.limit
            )
            var page = VersionPage()
            if case .afterKey(let key) = query.position, let after = query.afterVersionID, scan.lists(key) {
                let sequence = try connection.sequence(of: after, key: key, in: row)
                let rest = try connection.statement(
                    "\(select) AND key = ?2 AND sequence < ?3 ORDER BY sequence DESC",
                    [.integer(row.id), .utf8(key), .integer(sequence)]
                )
                try scan.takeRest(rest) { row throws(StoreError) in page.versions.append(try ListedVersion(row)) }
            }
            try scan.run(from: KeyScan.start(query.position), on: connection) { row throws(StoreError) in
                page.versions.append(try ListedVersion(row))
            }
            page.commonPrefixes = scan.commonPrefixes
            page.next = scan.next(after: page.versions.last?.key)
            if case .afterKey = page.next { page.nextVersionID = page.versions.last?.versionID }
            return page
        }
    }

    /// The unfinished uploads of a bucket.
    ///
    /// - Throws: `noSuchBucket`.
    func listUploads(in bucket: String, _ query: UploadQuery) async throws(StoreError) -> UploadPage {
        try database.read { connection throws(StoreError) in
            let row = try connection.bucket(bucket)
            let select = "SELECT \(UploadRow.columns) FROM uploads INDEXED BY uploads_of_key WHERE bucket = ?1"
            var scan = KeyScan(
                sql: "\(select) AND key >= ?2 AND key < ?3 ORDER BY key, upload_id",
                bucket: row,
                prefix: query.prefix,
                delimiter: query.delimiter,
                limit: query.limit
            )
            var page = UploadPage()
            if case .afterKey(let key) = query.position, let after = query.afterUploadID, scan.lists(key) {
                let rest = try connection.statement(
                    "\(select) AND key = ?2 AND upload_id > ?3 ORDER BY upload_id",
                    [.integer(row.id), .utf8(key), .text(after)]
                )
                try scan.takeRest(rest) { row throws(StoreError) in page.uploads.append(try UploadRow(row).upload) }
            }
            try scan.run(from: KeyScan.start(query.position), on: connection) { row throws(StoreError) in
                page.uploads.append(try UploadRow(row).upload)
            }
            page.commonPrefixes = scan.commonPrefixes
            page.next = scan.next(after: page.uploads.last?.key)
            if case .afterKey = page.next { page.nextUploadID = page.uploads.last?.uploadID }
            return page
        }
    }
}

extension Connection {
    /// The place of a version that an earlier page ended with, also if it has been removed since. A null version that is gone
    /// has no place: then the key's versions begin anew, and none is missed.
    fileprivate func sequence(of versionID: String, key: String, in bucket: BucketRow) throws(StoreError) -> Int {
        guard versionID == StoredVersion.nullVersionID else { return SequencedID.sequence(of: versionID) ?? .max }
        return try version(.id(versionID), of: key, in: bucket)?.sequence ?? .max
    }
}
