import AWSCore
import S3Model

extension StorageService {
    func createBucket(
        _ operation: CreateBucket,
        _ context: RequestContext
    ) async throws(ServiceError) -> CreateBucket.Output {
        try AccessControl.refuseLists(in: context.headers, forNewBucket: true)
        if operation.objectLockEnabledForBucket == true {
            throw .notImplemented(header: "x-amz-bucket-object-lock-enabled")
        }
        if let ownership = operation.objectOwnership, ownership != .bucketOwnerEnforced {
            throw .notImplemented(header: "x-amz-object-ownership")
        }
        let settings = operation.createBucketConfiguration
        guard settings?.location == nil, settings?.bucket == nil else {
            throw .notImplemented("A directory bucket")
        }
        let tags = try TagSet(settings?.tags ?? [], of: .bucket)
        let region = try region(named: settings?.locationConstraint?.rawValue, at: context.region)
        let bucket = StoredBucket(
            name: operation.bucket,
            region: region,
            created: context.now,
            owner: configuration.ownerID
        )
        try await create(bucket, in: context)
        if !tags.isEmpty {
            let tagging = PutBucketTagging(bucket: bucket.name, tagging: Tagging(tagSet: tags.modelled))
            try await setSetting(BucketSetting.tagging, to: tagging, of: bucket.name)
        }
        return CreateBucket.Output {
            $0.location = "/" + bucket.name
            $0.bucketARN = Self.arn(of: bucket.name)
        }
    }

    private func create(_ bucket: StoredBucket, in context: RequestContext) async throws(ServiceError) {
        do {
            try await store.createBucket(bucket)
        } catch .bucketExists(let existing) where existing.region == "us-east-1" && bucket.region == "us-east-1" {
            // The oldest region answers its own bucket's owner with success.
            return
        } catch {
            throw ServiceError(error)
        }
    }

    /// The region a new bucket goes to.
    ///
    /// - Parameters:
    ///   - constraint: what the request asks for.
    ///   - endpoint: the region the request was sent to.
    private func region(named constraint: String?, at endpoint: String) throws(ServiceError) -> String {
        guard let constraint, !constraint.isEmpty else {
            guard endpoint == "us-east-1" else { throw .illegalLocationConstraint("unspecified") }
            return endpoint
        }
        guard constraint != "us-east-1", constraint == "EU" || Self.isRegionName(constraint) else {
            throw .invalidLocationConstraint(constraint)
        }
        let region = constraint == "EU" ? "eu-west-1" : constraint
        guard endpoint == "us-east-1" || endpoint == region else { throw .illegalLocationConstraint(constraint) }
        return region
    }

    /// `eu-central-1`, `us-gov-west-1`: letters in groups, then a number.
    private static func isRegionName(_ name: String) -> Bool {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let number = parts.last, Int(number) != nil, name.utf8.count <= 32 else { return false }
        return parts.dropLast().allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        }
    }

    static func arn(of bucket: String) -> String { "arn:aws:s3:::\(bucket)" }

    func headBucket(
        _ operation: HeadBucket,
        _ context: RequestContext
    ) async throws(ServiceError) -> HeadBucket.Output {
        let bucket = try await bucket(operation.bucket)
        return HeadBucket.Output {
            $0.bucketRegion = bucket.region
            $0.bucketARN = Self.arn(of: bucket.name)
            $0.accessPointAlias = false
        }
    }

    func deleteBucket(
        _ operation: DeleteBucket,
        _ context: RequestContext
    ) async throws(ServiceError) -> DeleteBucket.Output {
        do {
            try await store.deleteBucket(operation.bucket)
        } catch .bucketNotEmpty(let name) {
            let versioning = try await bucket(name).versioning
            throw .bucketNotEmpty(name, isVersioned: versioning != .unversioned)
        } catch {
            throw ServiceError(error)
        }
        return EmptyOutput()
    }

    func getBucketLocation(
        _ operation: GetBucketLocation,
        _ context: RequestContext
    ) async throws(ServiceError) -> GetBucketLocation.Output {
        let region = try await bucket(operation.bucket).region
        return GetBucketLocation.Output {
            // The oldest region has no name here.
            $0.locationConstraint = region == "us-east-1" ? nil : BucketLocationConstraint(rawValue: region)
        }
    }

    func listBuckets(
        _ operation: ListBuckets,
        _ context: RequestContext
    ) async throws(ServiceError) -> ListBuckets.Output {
        let limit = operation.maxBuckets ?? 10_000
        guard (1...10_000).contains(limit) else {
            throw .invalidArgument(
                "Argument max-buckets must be an integer between 1 and 10000.",
                "max-buckets",
                String(limit)
            )
        }
        var query = BucketQuery()
        query.prefix = operation.prefix ?? ""
        query.region = operation.bucketRegion
        query.after = try operation.continuationToken.map(ContinuationToken.decode)
        query.limit = limit
        let page = try await stored { [query] () throws(StoreError) in try await store.listBuckets(query) }
        return ListBuckets.Output {
            $0.buckets = page.buckets.map { bucket in
                BucketSummary(name: bucket.name) {
                    $0.creationDate = bucket.created
                    $0.bucketRegion = bucket.region
                    $0.bucketARN = Self.arn(of: bucket.name)
                }
            }
            $0.owner = owner
            $0.prefix = operation.prefix
            if page.isTruncated { $0.continuationToken = page.buckets.last.map { ContinuationToken.encode($0.name) } }
        }
    }
}
