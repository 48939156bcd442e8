import AWSCore

/// Errors of bodies that are not what they were announced to be, worded as S3 words them.
extension ServiceError {
    static let missingContentLength = ServiceError(
        "MissingContentLength",
        "You must provide the Content-Length HTTP header.",
        status: 411
    )

    static func incompleteBody(expected: Int, received: Int) -> ServiceError {
        ServiceError(
            "IncompleteBody",
            "You did not provide the number of bytes specified by the Content-Length HTTP header",
            status: 400,
            details: [
                Detail("NumberBytesExpected", String(expected)), Detail("NumberBytesProvided", String(received)),
            ]
        )
    }

    static let incompleteBody = ServiceError(
        "IncompleteBody",
        "The request body terminated unexpectedly",
        status: 400
    )

    static func badDigest(expected: ChecksumValue, calculated: ChecksumValue) -> ServiceError {
        let name = expected.function == .md5 ? "Content-MD5" : expected.function.name
        return ServiceError(
            "BadDigest",
            expected.function == .md5
                ? "The Content-MD5 you specified did not match what we received."
                : "The \(name) you specified did not match the calculated checksum.",
            status: 400,
            details: [
                Detail("ExpectedDigest", expected.base64), Detail("CalculatedDigest", calculated.base64),
            ]
        )
    }

    static func invalidDigest(_ digest: String) -> ServiceError {
        ServiceError(
            "InvalidDigest",
            "The Content-MD5 you specified was invalid.",
            status: 400,
            details: [Detail("Content-MD5", String(digest.prefix(256)))]
        )
    }

    static func invalidChecksum(header: String) -> ServiceError {
        invalidRequest("Value for \(header) header is invalid.")
    }

    static let missingChecksum = invalidRequest(
        "Missing required header for this request: Content-MD5 OR x-amz-checksum-*"
    )

    static func contentSHA256Mismatch(client: String, computed: String) -> ServiceError {
        ServiceError(
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
            status: 400,
            details: [
                Detail("ClientComputedContentSHA256", client), Detail("S3ComputedContentSHA256", computed),
            ]
        )
    }

    static let malformedTrailer = ServiceError(
        "MalformedTrailerError",
        "The request contained trailing data that was not well-formed or did not conform to our published schema.",
        status: 400
    )
}
