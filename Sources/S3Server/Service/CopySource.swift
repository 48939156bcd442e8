import AWSCore

/// What `x-amz-copy-source` names.
struct CopySource: Sendable, Equatable {
    var bucket: String
    var key: String
    var versionID: String?

    /// Reads `bucket/key` or `/bucket/key`, percent-encoded, with `?versionId=` after it or not.
    init(_ header: String) throws(ServiceError) {
        var path = header[...]
        if let mark = path.lastRange(of: "?versionId=") {
            versionID = PercentEncoding.decode(path[mark.upperBound...])
            path = path[..<mark.lowerBound]
        }
        guard let decoded = PercentEncoding.decode(path) else { throw Self.malformed(header) }
        let name = decoded.hasPrefix("/") ? decoded.dropFirst() : decoded[...]
        guard !name.hasPrefix("arn:") else { throw .notImplemented(header: "x-amz-copy-source") }
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !parts[1].utf8.contains(0) else {
            throw Self.malformed(header)
        }
        bucket = String(parts[0])
        key = String(parts[1])
        try BucketName.validate(bucket)
        try ObjectKey.validate(key)
    }

    private static func malformed(_ header: String) -> ServiceError {
        .invalidArgument(
            "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
            "x-amz-copy-source",
            header
        )
    }
}

extension Substring {
    fileprivate func lastRange(of needle: String) -> Range<Index>? {
        var end = endIndex
        while let start = self[..<end].lastIndex(of: needle.first ?? "?") {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            end = start
        }
        return nil
    }
}
