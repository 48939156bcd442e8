/// A bucket by name, through one client. Making this value asks the service nothing.
public struct Bucket: Sendable {
    public let name: String
    public let client: S3Client

    /// The object with this key, or one version of it. Keys are opaque: nothing in them is normalised or split.
    public func object(_ key: String, versionID: String? = nil) -> Object {
        Object(bucket: self, key: key, versionID: versionID)
    }

    /// Creates the bucket in the client's region.
    ///
    /// Buckets outside `us-east-1` need a location constraint; it is set to the client's region unless `configure` sets
    /// another.
    ///
    /// - Throws: `S3Error` with code `BucketAlreadyOwnedByYou` or `BucketAlreadyExists` when the name is taken.
    public func create(_ configure: (inout CreateBucket) -> Void = { _ in }) async throws(S3Error) {
        var operation = CreateBucket(bucket: name, configure)
        let region = client.region
        if region != "us-east-1", operation.createBucketConfiguration == nil {
            operation.createBucketConfiguration = CreateBucketConfiguration {
                $0.locationConstraint = BucketLocationConstraint(rawValue: region)
            }
        }
        _ = try await client.send(operation)
    }

    /// Whether the bucket is there and the client may see it.
    ///
    /// - Throws: `S3Error` for every failure but not-found: a bucket of someone else's is an error (403), not false.
    public func exists() async throws(S3Error) -> Bool {
        try await isFound { () throws(S3Error) in _ = try await client.send(HeadBucket(bucket: name)) }
    }

    /// Deletes the bucket, which must be empty.
    public func delete() async throws(S3Error) {
        _ = try await client.send(DeleteBucket(bucket: name))
    }
}

extension S3Client {
    /// A bucket by name. Asks the service nothing.
    public func bucket(_ name: String) -> Bucket { Bucket(name: name, client: self) }

    /// The buckets of the account, page by page as they are needed.
    ///
    /// - Parameter prefix: only buckets whose names begin with it.
    public func buckets(prefix: String? = nil) -> some AsyncSequence<BucketSummary, S3Error> & Sendable {
        Listing(pages: pages(of: ListBuckets { $0.prefix = prefix })) { page in page.buckets }
    }
}

/// Runs a HEAD request and turns not-found, and nothing else, into false.
func isFound(_ request: () async throws(S3Error) -> Void) async throws(S3Error) -> Bool {
    do {
        try await request()
        return true
    } catch {
        if error.isNotFound { return false }
        throw error
    }
}
