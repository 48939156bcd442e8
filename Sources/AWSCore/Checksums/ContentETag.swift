/// ETags that S3 makes of unencrypted content, without the quotation marks that stand around them on the wire.
package enum ContentETag {
    /// The ETag of content stored in one piece: its MD5.
    ///
    /// - Returns: nil when the checksum is another function's.
    package static func whole(_ checksum: ChecksumValue) -> String? {
        checksum.function == .md5 ? checksum.hexadecimal : nil
    }

    /// The ETag of a multipart upload: the MD5 of its parts' MD5s on end, `-` and how many.
    ///
    /// - Returns: nil when there are no parts or when a checksum is another function's.
    package static func multipart(_ parts: [ChecksumValue]) -> String? {
        guard let composite = CompositeChecksum(parts: parts), composite.value.function == .md5 else { return nil }
        return "\(composite.value.hexadecimal)-\(composite.partCount)"
    }
}
