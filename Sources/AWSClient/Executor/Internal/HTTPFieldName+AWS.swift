import HTTPTypes

extension HTTPField.Name {
    static let amzChecksumMode = constant("x-amz-checksum-mode")
    static let amzChecksumType = constant("x-amz-checksum-type")
    static let amzRetryAfter = constant("x-amz-retry-after")
    static let amzSDKChecksumAlgorithm = constant("x-amz-sdk-checksum-algorithm")
    static let amzSDKInvocationID = constant("amz-sdk-invocation-id")
    static let amzSDKRequest = constant("amz-sdk-request")
    static let contentMD5 = constant("Content-MD5")

    /// Every name above is a token, so the other one is never taken.
    private static func constant(_ name: StaticString) -> HTTPField.Name {
        HTTPField.Name("\(name)") ?? .contentType
    }
}
