extension ObjectStore {
    /// - Throws: `bucketExists`.
    func createBucket(_ bucket: StoredBucket) async throws(StoreError) {
        try await database.write { transaction throws(StoreError) in
            let connection = transaction.connection
            let existing = try connection.first(
                "SELECT \(BucketRow.columns) FROM buckets WHERE name = ?",
                [.text(bucket.name)]
            ) { row throws(StoreError) in try BucketRow(row) }
            if let existing { throw .bucketExists(existing.bucket) }
            try connection.run(
                """
                INSERT INTO buckets (name, region, created, owner, versioning, has_object_lock)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(bucket.name), .text(bucket.region), .integer(bucket.created.milliseconds),
                    .text(bucket.owner), .integer(bucket.versioning.rawValue), .flag(bucket.hasObjectLock),
                ]
            )
        }
    }

    /// - Throws: `noSuchBucket`.
    func bucket(_ name: String) async throws(StoreError) -> StoredBucket {
        try database.read { connection throws(StoreError) in try connection.bucket(name).bucket }
    }

    /// Buckets in byte order of their names.
    func listBuckets(_ query: BucketQuery) async throws(StoreError) -> BucketPage {
        guard query.limit > 0 else { return BucketPage(buckets: [], isTruncated: false) }
        return try database.read { connection throws(StoreError) in
            var buckets: [StoredBucket] = []
            let row = try connection.statement(
                """
                SELECT \(BucketRow.columns) FROM buckets
                WHERE name > ?1 AND name >= ?2 AND (?3 IS NULL OR region = ?3) ORDER BY name
                """,
                [.text(query.after ?? ""), .text(query.prefix), .optional(query.region)]
            )
            defer { row.reset() }
            while try row.step() {
                let bucket = try BucketRow(row).bucket
                guard bucket.name.utf8.starts(with: query.prefix.utf8) else { break }
                guard buckets.count < query.limit else { return BucketPage(buckets: buckets, isTruncated: true) }
                buckets.append(bucket)
            }
            return BucketPage(buckets: buckets, isTruncated: false)
        }
    }

    /// Removes a bucket with its settings and unfinished uploads.
    ///
    /// - Throws: `noSuchBucket`; `bucketNotEmpty` while it holds a version or a delete marker.
    func deleteBucket(_ name: String) async throws(StoreError) {
        try await database.write { transaction throws(StoreError) in
            let connection = transaction.connection
            let id = SQLValue.integer(try connection.bucket(name).id)
            let isUsed = try connection.first("SELECT 1 FROM versions WHERE bucket = ? LIMIT 1", [id]) { _ in true }
            guard isUsed != true else { throw .bucketNotEmpty(name) }
            let uploads = try connection.all("SELECT upload FROM uploads WHERE bucket = ?", [id]) { row in
                row.integer(0)
            }
            for upload in uploads { try transaction.remove(upload: upload) }
            try connection.run("DELETE FROM settings WHERE bucket = ?", [id])
            try connection.run("DELETE FROM buckets WHERE id = ?", [id])
        }
    }

    /// Changes a bucket's versioning or object lock. Name, region, owner and creation time stay.
    ///
    /// - Throws: `noSuchBucket`; `refused` with what `change` throws.
    @discardableResult
    func updateBucket(
        _ name: String,
        _ change: @escaping @Sendable (inout StoredBucket) throws -> Void
    ) async throws(StoreError) -> StoredBucket {
        try await database.write { transaction throws(StoreError) in
            var row = try transaction.connection.bucket(name)
            try StoreError.refusing { try change(&row.bucket) }
            try transaction.connection.run(
                "UPDATE buckets SET versioning = ?, has_object_lock = ? WHERE id = ?",
                [.integer(row.bucket.versioning.rawValue), .flag(row.bucket.hasObjectLock), .integer(row.id)]
            )
            return try transaction.connection.bucket(name).bucket
        }
    }

    /// A stored configuration of a bucket; nil if it was never set.
    ///
    /// - Throws: `noSuchBucket`.
    func setting(_ setting: String, of bucket: String) async throws(StoreError) -> String? {
        try database.read { connection throws(StoreError) in
            try connection.first(
                "SELECT value FROM settings WHERE bucket = ? AND name = ?",
                [.integer(try connection.bucket(bucket).id), .text(setting)]
            ) { row in row.text(0) }
        }
    }

    /// All stored configurations of a bucket by name.
    ///
    /// - Throws: `noSuchBucket`.
    func settings(of bucket: String) async throws(StoreError) -> [String: String] {
        try database.read { connection throws(StoreError) in
            let rows = try connection.all(
                "SELECT name, value FROM settings WHERE bucket = ?",
                [.integer(try connection.bucket(bucket).id)]
            ) { row in (row.text(0), row.text(1)) }
            return Dictionary(rows) { first, _ in first }
        }
    }

    /// Stores a configuration of a bucket, or removes it for nil. Removing one that is not there is no error.
    ///
    /// - Throws: `noSuchBucket`.
    func setSetting(_ setting: String, to value: String?, of bucket: String) async throws(StoreError) {
        try await database.write { transaction throws(StoreError) in
            let place: [SQLValue] = [.integer(try transaction.connection.bucket(bucket).id), .text(setting)]
            if let value {
                try transaction.connection.run(
                    "INSERT OR REPLACE INTO settings (bucket, name, value) VALUES (?, ?, ?)",
                    place + [.text(value)]
                )
            } else {
                try transaction.connection.run("DELETE FROM settings WHERE bucket = ? AND name = ?", place)
            }
        }
    }

    /// Counts what a bucket holds. Reads every row of it, on a thread for blocking work.
    ///
    /// - Throws: `noSuchBucket`.
    func statistics(of bucket: String) async throws(StoreError) -> BucketStatistics {
        try await BlockingWork.run { [database] () throws(StoreError) in
            try database.read { connection throws(StoreError) in
                let id = SQLValue.integer(try connection.bucket(bucket).id)
                var statistics = BucketStatistics()
                let sql = """
                    SELECT count(*) - ifnull(sum(is_delete_marker), 0), ifnull(sum(is_delete_marker), 0), ifnull(sum(size), 0)
                    FROM versions WHERE bucket = ?
                    """
                _ = try connection.first(sql, [id]) { row in
                    statistics.versions = row.integer(0)
                    statistics.deleteMarkers = row.integer(1)
                    statistics.bytes = row.integer(2)
                }
                statistics.uploads =
                    try connection.first("SELECT count(*) FROM uploads WHERE bucket = ?", [id]) { row in
                        row.integer(0)
                    } ?? 0
                return statistics
            }
        }
    }
}
