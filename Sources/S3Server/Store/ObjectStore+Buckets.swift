extension ObjectStore {
    /// - Throws: `bucketExists`.
    func createBucket(_ bucket: StoredBucket) async throws(StoreError) {
        throw .closed
    }

    /// - Throws: `noSuchBucket`.
    func bucket(_ name: String) async throws(StoreError) -> StoredBucket {
        throw .closed
    }

    /// Buckets in byte order of their names.
    func listBuckets(_ query: BucketQuery) async throws(StoreError) -> BucketPage {
        throw .closed
    }

    /// Removes a bucket with its settings and unfinished uploads.
    ///
    /// - Throws: `noSuchBucket`; `bucketNotEmpty` while it holds a version or a delete marker.
    func deleteBucket(_ name: String) async throws(StoreError) {
        throw .closed
    }

    /// Changes a bucket's versioning or object lock. Name, region and creation time stay.
    ///
    /// - Throws: `noSuchBucket`; `refused` with what `change` throws.
    @discardableResult
    func updateBucket(
        _ name: String,
        _ change: @escaping @Sendable (inout StoredBucket) throws -> Void
    ) async throws(StoreError) -> StoredBucket {
        throw .closed
    }

    /// A stored configuration of a bucket; nil if it was never set.
    ///
    /// - Throws: `noSuchBucket`.
    func setting(_ setting: String, of bucket: String) async throws(StoreError) -> String? {
        throw .closed
    }

    /// All stored configurations of a bucket by name.
    ///
    /// - Throws: `noSuchBucket`.
    func settings(of bucket: String) async throws(StoreError) -> [String: String] {
        throw .closed
    }

    /// Stores a configuration of a bucket, or removes it for nil. Removing one that is not there is no error.
    ///
    /// - Throws: `noSuchBucket`.
    func setSetting(_ setting: String, to value: String?, of bucket: String) async throws(StoreError) {
        throw .closed
    }

    /// Counts what a bucket holds. Reads every row of it.
    ///
    /// - Throws: `noSuchBucket`.
    func statistics(of bucket: String) async throws(StoreError) -> BucketStatistics {
        throw .closed
    }
}
