import AWSCore

/// What a bucket may be called.
///
/// The rules: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
enum BucketName {
    static func validate(_ name: String) throws(ServiceError) {
        guard isValid(name) else { throw .invalidBucketName(name) }
    }

    static func isValid(_ name: String) -> Bool {
        guard (3...63).contains(name.utf8.count), name.utf8.allSatisfy(isAllowed) else { return false }
        guard let first = name.utf8.first, let last = name.utf8.last else { return false }
        guard isLetterOrDigit(first), isLetterOrDigit(last), !name.contains("..") else { return false }
        guard !looksLikeAddress(name) else { return false }
        return !reservedPrefixes.contains { name.hasPrefix($0) } && !reservedSuffixes.contains { name.hasSuffix($0) }
    }

    private static let reservedPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"]
    private static let reservedSuffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"]

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// `192.168.5.4` would be taken for a host.
    private static func looksLikeAddress(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
    }
}
