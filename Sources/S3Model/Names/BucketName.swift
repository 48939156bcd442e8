/// What a bucket may be called.
///
/// The rules: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
package enum BucketName {
    /// Whether a bucket may be made with this name today.
    package static func isValid(_ name: String) -> Bool {
        guard (3...63).contains(name.utf8.count), name.utf8.allSatisfy(isAllowed) else { return false }
        guard let first = name.utf8.first, let last = name.utf8.last else { return false }
        guard isLowercaseOrDigit(first), isLowercaseOrDigit(last), !name.contains("..") else { return false }
        guard !looksLikeAddress(name) else { return false }
        return !reservedPrefixes.contains { name.hasPrefix($0) } && !reservedSuffixes.contains { name.hasSuffix($0) }
    }

    /// Whether any store may have such a bucket, those with names older than today's rules included.
    package static func mayName(_ name: String) -> Bool {
        (3...255).contains(name.utf8.count) && name.utf8.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
            && name != "..."
    }

    /// Whether the name can be part of a host's: lower case, 3 to 63 characters, labels that begin and end with a
    /// letter or digit.
    package static func fitsHost(_ name: String) -> Bool {
        guard (3...63).contains(name.utf8.count),
            !name.utf8.contains(where: { isUppercase($0) || $0 == UInt8(ascii: "_") })
        else { return false }
        return name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.first, let last = label.last else { return false }
            return isAlphanumeric(first) && isAlphanumeric(last)
        }
    }

    private static let reservedPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"]
    private static let reservedSuffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"]

    /// `192.168.5.4` would be taken for a host.
    private static func looksLikeAddress(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isLowercaseOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLowercaseOrDigit(byte) || isUppercase(byte)
    }

    private static func isLowercaseOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isUppercase(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
}
