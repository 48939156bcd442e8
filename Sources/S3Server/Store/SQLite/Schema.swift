/// The tables of the index.
enum Schema {
    /// The version these tables have: the number of migrations that lead to them.
    static let version = migrations.count

    /// The scripts that bring an index from each version to the next: the first makes the tables in an empty database.
    /// A change of the tables is one more at the end; those before it are never changed.
    private static let migrations = [tables]

    /// Brings the tables of an index up to the current version, in one transaction. With those of today, does nothing.
    ///
    /// - Throws: `newerSchema`; `corrupt` if it is somebody else's database. Nothing was changed then.
    static func prepare(_ connection: Connection) throws(StoreError) {
        try migrate(connection, by: migrations)
    }

    /// Runs those of the migrations that an index has not seen.
    static func migrate(_ connection: Connection, by migrations: [String]) throws(StoreError) {
        let found = try connection.first("PRAGMA user_version") { row in row.integer(0) } ?? 0
        if found == migrations.count { return }
        if found > migrations.count { throw .newerSchema(found: found, supported: migrations.count) }
        guard found >= 0 else { throw .corrupt("the index cannot be of version \(found)") }
        if found == 0 {
            let tables = try connection.first("SELECT count(*) FROM sqlite_master") { row in row.integer(0) } ?? 0
            guard tables == 0 else { throw .corrupt("the index holds other tables than the store's") }
        }
        let steps = migrations.dropFirst(found).joined(separator: "\n")
        do throws(StoreError) {
            try connection.execute(
                "BEGIN IMMEDIATE;\n\(steps)\nPRAGMA user_version = \(migrations.count);\nCOMMIT;"
            )
        } catch {
            if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
            throw error
        }
    }

    // Keys are blobs, so that their order is that of their bytes. Times are milliseconds since 1970.
    // `sequence`, `upload` and `content` are drawn from one counter, so that a segment's owner is a version or a part.
    private static let tables = """
        CREATE TABLE facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE buckets (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            region TEXT NOT NULL,
            created INTEGER NOT NULL,
            owner TEXT NOT NULL,
            versioning INTEGER NOT NULL,
            has_object_lock INTEGER NOT NULL
        );
        CREATE TABLE settings (
            bucket INTEGER NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (bucket, name)
        ) WITHOUT ROWID;

        -- The null version has no version id.
        CREATE TABLE versions (
            sequence INTEGER PRIMARY KEY,
            bucket INTEGER NOT NULL,
            key BLOB NOT NULL,
            version_id TEXT,
            is_latest INTEGER NOT NULL,
            is_delete_marker INTEGER NOT NULL,
            last_modified INTEGER NOT NULL,
            size INTEGER NOT NULL,
            etag TEXT NOT NULL,
            owner TEXT NOT NULL,
            storage_class TEXT NOT NULL,
            checksums BLOB NOT NULL,
            part_count INTEGER NOT NULL,
            attributes BLOB NOT NULL
        );
        CREATE UNIQUE INDEX versions_of_key ON versions (bucket, key, sequence DESC, version_id);
        CREATE UNIQUE INDEX current_objects ON versions (bucket, key) WHERE is_latest = 1 AND is_delete_marker = 0;

        CREATE TABLE uploads (
            upload INTEGER PRIMARY KEY,
            bucket INTEGER NOT NULL,
            key BLOB NOT NULL,
            upload_id TEXT NOT NULL,
            initiated INTEGER NOT NULL,
            owner TEXT NOT NULL,
            storage_class TEXT NOT NULL,
            checksum_function TEXT,
            checksum_kind TEXT,
            attributes BLOB NOT NULL
        );
        CREATE UNIQUE INDEX uploads_of_key ON uploads (bucket, key, upload_id);

        -- The owner is an upload, and later the version it became.
        CREATE TABLE parts (
            owner INTEGER NOT NULL,
            number INTEGER NOT NULL,
            content INTEGER NOT NULL,
            size INTEGER NOT NULL,
            etag TEXT NOT NULL,
            last_modified INTEGER NOT NULL,
            checksums BLOB NOT NULL,
            PRIMARY KEY (owner, number)
        ) WITHOUT ROWID;

        -- Either a range of a blob or the bytes themselves. A blob lives as long as a segment names it.
        -- Not WITHOUT ROWID: there a row over a quarter of a page spills into a page of its own.
        CREATE TABLE segments (
            owner INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            blob INTEGER,
            start INTEGER NOT NULL,
            length INTEGER NOT NULL,
            bytes BLOB,
            PRIMARY KEY (owner, ordinal)
        );
        CREATE INDEX segments_of_blob ON segments (blob) WHERE blob IS NOT NULL;
        """
}
