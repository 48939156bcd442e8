extension ObjectStore {
    /// Begins an upload.
    ///
    /// - Throws: `noSuchBucket`.
    func createUpload(_ upload: NewUpload, in bucket: String) async throws(StoreError) -> StoredUpload {
        throw .closed
    }

    /// An upload under way.
    ///
    /// - Throws: `noSuchBucket`; `noSuchUpload`, also for an upload of another key or bucket.
    func upload(_ uploadID: String, key: String, in bucket: String) async throws(StoreError) -> StoredUpload {
        throw .closed
    }

    /// Writes a part, in place of an earlier one of that number.
    ///
    /// - Throws: `noSuchBucket`, `noSuchUpload`; `noSuchVersion` when the source of a copy is gone.
    func putPart(
        _ part: NewPart,
        of uploadID: String,
        key: String,
        in bucket: String
    ) async throws(StoreError) -> StoredPart {
        throw .closed
    }

    /// The parts of an upload so far.
    ///
    /// - Parameter after: only parts with greater numbers.
    /// - Throws: `noSuchBucket`, `noSuchUpload`.
    func listParts(
        of uploadID: String,
        key: String,
        in bucket: String,
        after: Int = 0,
        limit: Int = 1000
    ) async throws(StoreError) -> PartPage {
        throw .closed
    }

    /// Makes an object of an upload's parts. No content is copied; parts that are not chosen are removed.
    ///
    /// - Parameters:
    ///   - numbers: the parts to put together, in this order.
    ///   - condition: looks at the current version first. See ``WriteCondition``.
    ///   - assemble: compares the chosen parts with what was asked for and gives what the object is to be; inside the
    ///     transaction, so that no part changes meanwhile.
    /// - Throws: `noSuchBucket`, `noSuchUpload`, `noSuchPart`; `refused` with what a closure throws.
    func completeUpload(
        _ uploadID: String,
        key: String,
        in bucket: String,
        parts numbers: [Int],
        if condition: WriteCondition? = nil,
        assemble: @escaping @Sendable (StoredUpload, [StoredPart]) throws -> Assembly
    ) async throws(StoreError) -> WrittenVersion {
        throw .closed
    }

    /// Ends an upload and removes its parts.
    ///
    /// - Throws: `noSuchBucket`, `noSuchUpload`.
    func abortUpload(_ uploadID: String, key: String, in bucket: String) async throws(StoreError) {
        throw .closed
    }
}
