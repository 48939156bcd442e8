extension ObjectStore {
    /// The current objects of a bucket, without those whose newest version is a delete marker.
    ///
    /// - Throws: `noSuchBucket`.
    func listObjects(in bucket: String, _ query: ListingQuery) async throws(StoreError) -> ObjectPage {
        throw .closed
    }

    /// All versions and delete markers of a bucket.
    ///
    /// - Throws: `noSuchBucket`.
    func listVersions(in bucket: String, _ query: VersionQuery) async throws(StoreError) -> VersionPage {
        throw .closed
    }

    /// The unfinished uploads of a bucket.
    ///
    /// - Throws: `noSuchBucket`.
    func listUploads(in bucket: String, _ query: UploadQuery) async throws(StoreError) -> UploadPage {
        throw .closed
    }
}
