import AWSCore
import HTTPTypes

/// Access control lists as buckets have them since 2023: off. The owner has everything, and no request may say otherwise.
enum AccessControl {
    /// Refuses a request that would give access by a list.
    ///
    /// - Parameter forNewBucket: whether the bucket is being made; S3 words that refusal in its own way.
    static func refuseLists(in headers: HTTPFields, forNewBucket: Bool = false) throws(ServiceError) {
        let canned = headers[.cannedACL]
        let isHarmless = canned == nil || canned == "private" || canned == "bucket-owner-full-control"
        let grants = headers.contains { $0.name.canonicalName.hasPrefix("x-amz-grant-") }
        guard !isHarmless || grants else { return }
        guard forNewBucket else { throw .accessControlListNotSupported }
        throw ServiceError(
            "InvalidBucketAclWithObjectOwnership",
            "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
            status: 400
        )
    }
}
