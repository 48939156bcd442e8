import AWSCore
import S3Model

/// What `x-amz-copy-source` names.
struct CopySource: Sendable, Equatable {
    var bucket: String
    var key: String
    var versionID: String?

    /// Reads `bucket/key` or `/bucket/key`, percent-encoded, with `?versionId=` after it or not.
    init(_ header: String) throws(ServiceError) {
        // Bytes, not characters: a combining mark after a slash would make one character of the two.
        var path = header[...]
        if let mark = header.utf8.ranges(of: "?versionId=".utf8).last {
            versionID = PercentEncoding.decode(path[mark.upperBound...])
            path = path[..<mark.lowerBound]
        }
        guard let decoded = PercentEncoding.decode(path), !decoded.utf8.contains(0) else {
            throw Self.malformed(header)
        }
        let name = decoded.utf8.first == UInt8(ascii: "/") ? Substring(decoded.utf8.dropFirst()) : decoded[...]
        guard !name.hasPrefix("arn:") else { throw .notImplemented(header: "x-amz-copy-source") }
        guard let slash = name.utf8.firstIndex(of: UInt8(ascii: "/")) else { throw Self.malformed(header) }
        bucket = String(name[..<slash])
        key = String(name[slash...].utf8.dropFirst()) ?? ""
        guard !bucket.isEmpty, !key.isEmpty else { throw Self.malformed(header) }
        try BucketName.validate(bucket)
        try ObjectKey.validate(key)
    }

    /// Whether this is the current version of an object, its key compared byte for byte.
    func isCurrent(_ key: String, in bucket: String) -> Bool {
        versionID == nil && self.bucket == bucket && self.key.utf8.elementsEqual(key.utf8)
    }

    private static func malformed(_ header: String) -> ServiceError {
        .invalidArgument(
            "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
            "x-amz-copy-source",
            header
        )
    }
}
