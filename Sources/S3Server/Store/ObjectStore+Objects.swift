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
        throw .closed
    }

    /// A version without its content. The latest, or one named, may be a delete marker.
    ///
    /// - Throws: `noSuchBucket`, `noSuchKey`, `noSuchVersion`.
    func version(
        _ version: VersionSelector = .latest,
        of key: String,
        in bucket: String
    ) async throws(StoreError) -> StoredVersion {
        throw .closed
    }

    /// A version with its content, which stays readable whatever happens to the version. A delete marker has no content.
    ///
    /// - Throws: `noSuchBucket`, `noSuchKey`, `noSuchVersion`.
    func open(
        _ version: VersionSelector = .latest,
        of key: String,
        in bucket: String
    ) async throws(StoreError) -> (version: StoredVersion, content: StoredContent) {
        throw .closed
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
        throw .closed
    }

    /// Changes a version's attributes: tags, retention and the like. Its content, time and place among versions stay.
    ///
    /// - Throws: `noSuchBucket`, `noSuchKey`, `noSuchVersion`; `refused` with what `change` throws. It gets the version
    ///   too, which may be a delete marker.
    @discardableResult
    func update(
        _ version: VersionSelector = .latest,
        of key: String,
        in bucket: String,
        _ change: @escaping @Sendable (StoredVersion, inout ObjectAttributes) throws -> Void
    ) async throws(StoreError) -> StoredVersion {
        throw .closed
    }
}
