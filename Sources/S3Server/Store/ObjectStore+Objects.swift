extension ObjectStore {
    /// Writes a version: a new one in a versioned bucket, else in place of the null version.
    ///
    /// - Parameter condition: looks at the current version first. See ``WriteCondition``.
    /// - Throws: `noSuchBucket`; `refused`; `noSuchVersion` when the source of a copy is gone.
    func put(
        _ object: NewVersion,
        key: String,
        in bucket: String,
        if condition: WriteCondition? = nil
    ) async throws(StoreError) -> WrittenVersion {
        try await database.write { [self] transaction throws(StoreError) in
            let row = try transaction.connection.bucket(bucket)
            try transaction.check(condition, key: key, in: row)
            let sequence = nextSequence()
            // Before the old version goes: it may be the source of the copy.
            let size = try transaction.storeContent(object.content, for: sequence)
            let version = StoredVersion(
                sequence: sequence,
                key: key,
                versionID: versionID(sequence: sequence, in: row),
                isLatest: true,
                isDeleteMarker: false,
                lastModified: object.lastModified.toMilliseconds,
                size: size,
                eTag: object.eTag,
                owner: object.owner,
                checksums: object.checksums,
                partCount: 0,
                attributes: object.attributes
            )
            try transaction.insert(version, in: row)
            return WrittenVersion(version: version, versioning: row.bucket.versioning)
        }
    }

    /// The id of a version about to be written.
    func versionID(sequence: Int, in bucket: BucketRow) -> String {
        bucket.bucket.versioning == .enabled ? makeID(sequence: sequence) : StoredVersion.nullVersionID
    }

    /// A version without its content. The latest, or one named, may be a delete marker.
    ///
    /// - Throws: `noSuchBucket`, `noSuchKey`, `noSuchVersion`.
    func version(
        _ version: VersionSelector = .latest,
        of key: String,
        in bucket: String
    ) async throws(StoreError) -> StoredVersion {
        try database.read { connection throws(StoreError) in
            try connection.existingVersion(version, of: key, in: try connection.bucket(bucket))
        }
    }

    /// A version with its content, which stays readable whatever happens to the version. A delete marker has no content.
    ///
    /// - Throws: `noSuchBucket`, `noSuchKey`, `noSuchVersion`.
    func open(
        _ version: VersionSelector = .latest,
        of key: String,
        in bucket: String
    ) async throws(StoreError) -> (version: StoredVersion, content: StoredContent) {
        while true {
            let (found, segments) = try database.read { connection throws(StoreError) in
                let found = try connection.existingVersion(version, of: key, in: try connection.bucket(bucket))
                return (found, try connection.segments(of: found.sequence))
            }
            let named = segments.blobs
            if named.isEmpty { return (found, StoredContent(segments: segments, blobs: pins.blobs, pin: nil)) }
            let pin = pins.pin(named)
            // Whoever removes the version after this second look sees the pin; if it is gone already, there is a newer one
            // or none.
            do throws(StoreError) {
                try database.read { connection throws(StoreError) in try connection.confirm(found) }
            } catch .noSuchVersion {
                continue
            }
            return (found, StoredContent(segments: segments, blobs: pins.blobs, pin: pin))
        }
    }

    /// The parts a version was uploaded in; empty if it was put in one piece.
    ///
    /// - Parameters:
    ///   - after: only parts with greater numbers.
    ///   - limit: the most to return.
    /// - Throws: `noSuchVersion` when the version is gone.
    func parts(
        of version: StoredVersion,
        after: Int = 0,
        limit: Int = .max
    ) async throws(StoreError) -> PartPage {
        try database.read { connection throws(StoreError) in
            try connection.confirm(version)
            return try connection.partPage(of: version.sequence, after: after, limit: limit)
        }
    }

    /// Changes a version's attributes: tags, retention and the like. Its content, time and place among versions stay.
    ///
    /// - Parameter change: gets the version, which may be a delete marker, and what to change.
    /// - Throws: `noSuchBucket`, `noSuchKey`, `noSuchVersion`; `refused` with what `change` throws.
    @discardableResult
    func update(
        _ version: VersionSelector = .latest,
        of key: String,
        in bucket: String,
        _ change: @escaping @Sendable (StoredVersion, inout ObjectAttributes) throws -> Void
    ) async throws(StoreError) -> StoredVersion {
        try await database.write { transaction throws(StoreError) in
            let row = try transaction.connection.bucket(bucket)
            var found = try transaction.connection.existingVersion(version, of: key, in: row)
            var attributes = found.attributes
            try StoreError.refusing { [found] in try change(found, &attributes) }
            found.attributes = attributes
            try transaction.connection.run(
                "UPDATE versions SET storage_class = ?, attributes = ? WHERE sequence = ?",
                [.text(attributes.storageClass), .bytes(attributes.packed), .integer(found.sequence)]
            )
            return found
        }
    }
}

extension WriteTransaction {
    /// Lets a condition look at the current version of a key.
    func check(_ condition: WriteCondition?, key: String, in bucket: BucketRow) throws(StoreError) {
        guard let condition else { return }
        let current = try connection.version(.latest, of: key, in: bucket)
        try StoreError.refusing { try condition(current?.isDeleteMarker == true ? nil : current) }
    }
}
