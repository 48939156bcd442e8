import AWSCore

/// Errors of objects and what is done with them, worded as S3 words them.
extension ServiceError {
    static func noSuchKey(_ key: String) -> ServiceError {
        ServiceError("NoSuchKey", "The specified key does not exist.", status: 404, details: [Detail("Key", key)])
    }

    static func noSuchVersion(_ versionID: String, of key: String) -> ServiceError {
        ServiceError(
            "NoSuchVersion",
            "The specified version does not exist.",
            status: 404,
            details: [Detail("Key", key), Detail("VersionId", versionID)]
        )
    }

    static func invalidVersionID(_ versionID: String) -> ServiceError {
        invalidArgument("Invalid version id specified", "versionId", versionID)
    }

    static func keyTooLong(_ size: Int) -> ServiceError {
        ServiceError(
            "KeyTooLongError",
            "Your key is too long",
            status: 400,
            details: [Detail("Size", String(size)), Detail("MaxSizeAllowed", String(ObjectKey.longest))]
        )
    }

    static func metadataTooLarge(_ size: Int, limit: Int) -> ServiceError {
        ServiceError(
            "MetadataTooLarge",
            "Your metadata headers exceed the maximum allowed metadata size",
            status: 400,
            details: [Detail("Size", String(size)), Detail("MaxSizeAllowed", String(limit))]
        )
    }

    static func entityTooLarge(_ size: Int, limit: Int) -> ServiceError {
        ServiceError(
            "EntityTooLarge",
            "Your proposed upload exceeds the maximum allowed size",
            status: 400,
            details: [Detail("ProposedSize", String(size)), Detail("MaxSizeAllowed", String(limit))]
        )
    }

    static func invalidRange(_ range: String, size: Int) -> ServiceError {
        ServiceError(
            "InvalidRange",
            "The requested range is not satisfiable",
            status: 416,
            details: [Detail("RangeRequested", range), Detail("ActualObjectSize", String(size))]
        )
    }

    static func invalidPartNumber(_ number: Int, count: Int) -> ServiceError {
        ServiceError(
            "InvalidPartNumber",
            "The requested partnumber is not satisfiable",
            status: 416,
            details: [Detail("PartNumberRequested", String(number)), Detail("ActualPartCount", String(count))]
        )
    }

    static let notModified = ServiceError("NotModified", "Not Modified", status: 304)

    static func preconditionFailed(_ condition: String) -> ServiceError {
        ServiceError(
            "PreconditionFailed",
            "At least one of the pre-conditions you specified did not hold",
            status: 412,
            details: [Detail("Condition", condition)]
        )
    }

    static func invalidObjectState(_ storageClass: String) -> ServiceError {
        ServiceError(
            "InvalidObjectState",
            "The operation is not valid for the object's storage class",
            status: 403,
            details: [Detail("StorageClass", storageClass)]
        )
    }

    static let invalidStorageClass = ServiceError(
        "InvalidStorageClass",
        "The storage class you specified is not valid",
        status: 400
    )

    static func copyOntoItself() -> ServiceError {
        invalidRequest(
            "This copy request is illegal because it is trying to copy an object to itself without changing the "
                + "object's metadata, storage class, website redirect location or encryption attributes."
        )
    }

    static func copySourceTooLarge(limit: Int) -> ServiceError {
        invalidRequest(
            "The specified copy source is larger than the maximum allowable size for a copy source: \(limit)"
        )
    }
}
