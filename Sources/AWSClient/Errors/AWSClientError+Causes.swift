package import AWSCore

extension AWSClientError {
    /// What a service answered.
    package init(_ error: ServiceError) {
        self.init(
            error.code,
            error.message,
            status: error.status,
            isRetryable: RetryKind(error) != nil,
            hint: AWSClientError.hint(for: error)
        )
        requestID = error.requestID
        hostID = error.hostID
        // These repeat the signed headers, among them the session token.
        let unsafe: Set = ["CanonicalRequest", "CanonicalRequestBytes", "StringToSign", "StringToSignBytes"]
        details = error.details.filter { !unsafe.contains($0.name) }
    }

    /// What happened instead of an answer.
    package init(_ error: TransportError) {
        let code: ErrorCode =
            switch error.code {
            case .cannotConnect: .cannotConnect
            case .connectionClosed: .connectionClosed
            case .timedOut: .timedOut
            case .requestBodyFailed: .requestBodyFailed
            case .cancelled: .cancelled
            case .invalidRequest: .invalidInput
            default: .invalidResponse
            }
        self.init(code, error.message, isRetryable: RetryKind(error) != nil, underlyingError: error)
        if error.code == .cannotConnect { hint = "Check the endpoint, the region and the network." }
    }

    package init(_ error: CredentialError) {
        self.init(
            .noCredentials,
            "\(error)",
            hint: "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, choose a profile, or send requests unsigned.",
            underlyingError: error
        )
        isRetryable = error.code == .unavailable
    }

    package init(_ error: ConfigurationError) {
        self.init(.invalidConfiguration, error.message, underlyingError: error)
    }

    package static let missingRegion = AWSClientError(
        .invalidConfiguration,
        "No region is configured.",
        hint: "Set AWS_REGION, the profile's region, or the client's."
    )

    private static func hint(for error: ServiceError) -> String? {
        switch error.code {
        case "RequestTimeTooSkewed": "This machine's clock is wrong."
        case "SignatureDoesNotMatch": "The secret access key is not the one that belongs to the access key's id."
        case "InvalidAccessKeyId": "The store does not know the access key's id: check profile and endpoint."
        case "ExpiredToken", "ExpiredTokenException": "The temporary keys have ended: get new ones."
        case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException":
            error[detail: "Region"].map { "The bucket is in region \($0)." } ?? "Check the region."
        case "XAmzContentSHA256Mismatch", "MissingContentLength", "NotImplemented":
            "If the store is not AWS's, set request checksums to whenRequired."
        default: nil
        }
    }
}
