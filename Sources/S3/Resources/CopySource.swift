import AWSCore

/// Where a server-side copy reads from. Encodes itself, whatever the key holds.
public struct CopySource: Sendable, Hashable {
    public var bucket: String
    public var key: String
    public var versionID: String?

    public init(bucket: String, key: String, versionID: String? = nil) {
        self.bucket = bucket
        self.key = key
        self.versionID = versionID
    }

    /// The value of `x-amz-copy-source`, percent-encoded as the
    /// [API reference](https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html) asks.
    public var headerValue: String {
        let path = "\(bucket)/\(PercentEncoding.encode(key, keepingSlashes: true))"
        guard let versionID else { return path }
        return "\(path)?versionId=\(PercentEncoding.encode(versionID, keepingSlashes: false))"
    }
}
