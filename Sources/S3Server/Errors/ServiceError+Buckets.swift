import AWSCore

/// Errors of buckets and their settings, worded as S3 words them.
extension ServiceError {
    static func noSuchBucket(_ bucket: String) -> ServiceError {
        ServiceError(
            "NoSuchBucket",
            "The specified bucket does not exist",
            status: 404,
            details: [Detail("BucketName", bucket)]
        )
    }

    static func invalidBucketName(_ bucket: String) -> ServiceError {
        ServiceError(
            "InvalidBucketName",
            "The specified bucket is not valid.",
            status: 400,
            details: [Detail("BucketName", String(bucket.prefix(256)))]
        )
    }

    static func bucketAlreadyOwnedByYou(_ bucket: String) -> ServiceError {
        ServiceError(
            "BucketAlreadyOwnedByYou",
            "Your previous request to create the named bucket succeeded and you already own it.",
            status: 409,
            details: [Detail("BucketName", bucket)]
        )
    }

    static func bucketNotEmpty(_ bucket: String, isVersioned: Bool) -> ServiceError {
        ServiceError(
            "BucketNotEmpty",
            isVersioned
                ? "The bucket you tried to delete is not empty. You must delete all versions in the bucket."
                : "The bucket you tried to delete is not empty",
            status: 409,
            details: [Detail("BucketName", bucket)]
        )
    }

    static func invalidLocationConstraint(_ location: String) -> ServiceError {
        ServiceError(
            "InvalidLocationConstraint",
            "The specified location-constraint is not valid",
            status: 400,
            details: [Detail("LocationConstraint", String(location.prefix(256)))]
        )
    }

    static func illegalLocationConstraint(_ location: String) -> ServiceError {
        ServiceError(
            "IllegalLocationConstraintException",
            "The \(location) location constraint is incompatible for the region specific endpoint "
                + "this request was sent to.",
            status: 400
        )
    }

    static func noSuchTagSet(bucket: String) -> ServiceError {
        ServiceError(
            "NoSuchTagSet",
            "The TagSet does not exist",
            status: 404,
            details: [Detail("BucketName", bucket)]
        )
    }

    static func invalidTag(_ message: String, key: String? = nil, value: String? = nil) -> ServiceError {
        var details: [Detail] = []
        if let key { details.append(Detail("TagKey", key)) }
        if let value { details.append(Detail("TagValue", value)) }
        return ServiceError("InvalidTag", message, status: 400, details: details)
    }

    static let illegalVersioningConfiguration = ServiceError(
        "IllegalVersioningConfigurationException",
        "The Versioning element must be specified",
        status: 400
    )

    static let accessControlListNotSupported = ServiceError(
        "AccessControlListNotSupported",
        "The bucket does not allow ACLs",
        status: 400
    )
}
