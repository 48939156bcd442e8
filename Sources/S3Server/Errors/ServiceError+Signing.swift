import AWSCore

extension ServiceError {
    /// How S3 answers a request whose signature does not hold.
    init(_ error: SigningError) {
        let isQuery = error.mechanism == .query
        let (code, status): (ErrorCode, Int) =
            switch error.code {
            case .malformedAuthorization where isQuery, .expiresOutOfRange: ("AuthorizationQueryParametersError", 400)
            case .malformedAuthorization: ("AuthorizationHeaderMalformed", 400)
            case .invalidScope: (isQuery ? "AuthorizationQueryParametersError" : "AuthorizationHeaderMalformed", 400)
            case .unsupportedAlgorithm where isQuery: ("AuthorizationQueryParametersError", 400)
            case .unsupportedAlgorithm, .missingPayloadHash: ("InvalidRequest", 400)
            case .ambiguousAuthentication, .invalidPayloadHash: ("InvalidArgument", 400)
            case .unknownAccessKey: ("InvalidAccessKeyId", 403)
            case .invalidToken: ("InvalidToken", 400)
            case .expiredToken: ("ExpiredToken", 400)
            case .signatureMismatch: ("SignatureDoesNotMatch", 403)
            case .clockSkew: ("RequestTimeTooSkewed", 403)
            case .payloadMismatch: ("XAmzContentSHA256Mismatch", 400)
            default: ("AccessDenied", 403)
            }
        let message = error.code == .missingAuthentication ? "Access Denied" : error.message
        self.init(code, message, status: status, details: error.details)
    }
}

extension ServiceError {
    /// How S3 answers a body whose chunks are not what they should be.
    init(_ error: ChunkedCodingError) {
        switch error.code {
        case .incompleteBody, .lengthMismatch: self = .incompleteBody
        case .chunkTooSmall:
            self.init(
                "InvalidChunkSizeError",
                "Only the last chunk is allowed to have a size less than 8192 bytes",
                status: 403
            )
        case .chunkSignatureMismatch, .trailerSignatureMismatch:
            self.init(
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and "
                    + "signing method.",
                status: 403
            )
        case .malformedTrailer: self = .malformedTrailer
        case .malformedHead where error.message.contains("x-amz-decoded-content-length"): self = .missingContentLength
        case .malformedHead: self = .invalidRequest(error.message)
        default: self.init("InvalidRequest", error.message, status: 400)
        }
    }
}
