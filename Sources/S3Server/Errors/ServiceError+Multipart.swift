import AWSCore

/// Errors of uploads in parts, worded as S3 words them.
extension ServiceError {
    static func noSuchUpload(_ uploadID: String) -> ServiceError {
        ServiceError(
            "NoSuchUpload",
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been "
                + "aborted or completed.",
            status: 404,
            details: [Detail("UploadId", String(uploadID.prefix(1_024)))]
        )
    }

    static func invalidPart(_ number: Int, eTag: String?, uploadID: String) -> ServiceError {
        ServiceError(
            "InvalidPart",
            "One or more of the specified parts could not be found.  The part may not have been uploaded, or the "
                + "specified entity tag may not match the part's entity tag.",
            status: 400,
            details: [
                Detail("UploadId", uploadID), Detail("PartNumber", String(number)), Detail("ETag", eTag ?? ""),
            ]
        )
    }

    static func invalidPartOrder(uploadID: String) -> ServiceError {
        ServiceError(
            "InvalidPartOrder",
            "The list of parts was not in ascending order. Parts must be ordered by part number.",
            status: 400,
            details: [Detail("UploadId", uploadID)]
        )
    }

    static func entityTooSmall(_ size: Int, part number: Int, eTag: String, minimum: Int) -> ServiceError {
        ServiceError(
            "EntityTooSmall",
            "Your proposed upload is smaller than the minimum allowed size",
            status: 400,
            details: [
                Detail("ProposedSize", String(size)), Detail("MinSizeAllowed", String(minimum)),
                Detail("PartNumber", String(number)), Detail("ETag", eTag),
            ]
        )
    }

    static func partNumberOutOfRange(_ value: String) -> ServiceError {
        invalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", value)
    }
}
