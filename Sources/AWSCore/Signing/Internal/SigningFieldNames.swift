import HTTPTypes

extension HTTPField.Name {
    static let amzContentSHA256 = known("x-amz-content-sha256")
    static let amzDate = known("x-amz-date")
    static let amzDecodedContentLength = known("x-amz-decoded-content-length")
    static let amzS3SessionToken = known("x-amz-s3session-token")
    static let amzSecurityToken = known("x-amz-security-token")
    static let amzTrailer = known("x-amz-trailer")

    /// `Host` where a request has it among its fields and not as its authority.
    static let hostField = known("host")

    private static func known(_ literal: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name(literal.description) else {
            preconditionFailure("\(literal) is not the name of a header field")
        }
        return name
    }
}
