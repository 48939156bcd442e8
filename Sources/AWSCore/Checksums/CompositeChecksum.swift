/// The checksum of a multipart upload that S3 makes of its parts' digests: the digest of the digests, and how many.
///
/// It says nothing about content cut differently. See
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html>.
public struct CompositeChecksum: Sendable, Hashable {
    /// The digest of the parts' digests on end.
    public let value: ChecksumValue
    public let partCount: Int

    /// - Parameter parts: each part's digest, in the parts' order.
    /// - Returns: nil when there are none or when they are of different functions.
    public init?(parts: [ChecksumValue]) {
        guard let function = parts.first?.function, parts.allSatisfy({ $0.function == function }) else { return nil }
        var checksum = RunningChecksum(function)
        for part in parts {
            part.bytes.withUnsafeBytes { checksum.update(bytes: $0) }
        }
        value = checksum.finalize()
        partCount = parts.count
    }

    /// Reads `<base64>-<number of parts>`, as header fields and documents have it.
    ///
    /// - Returns: nil for any other form, such as the checksum of a whole object.
    public init?(_ function: ChecksumFunction, _ text: String) {
        let halves = text.split(separator: "-", omittingEmptySubsequences: false)
        guard halves.count == 2, let value = ChecksumValue(function, base64: String(halves[0])),
            halves[1].utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
            let partCount = Int(halves[1]), partCount > 0
        else { return nil }
        self.value = value
        self.partCount = partCount
    }
}

extension CompositeChecksum: CustomStringConvertible {
    /// `<base64>-<number of parts>`
    public var description: String { "\(value.base64)-\(partCount)" }
}
