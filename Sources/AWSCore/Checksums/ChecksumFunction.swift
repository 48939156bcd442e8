/// A function that makes a short digest of content, as S3 knows them.
///
/// See <https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html>.
public enum ChecksumFunction: Sendable, Hashable, CaseIterable {
    case crc32
    case crc32c
    case crc64nvme
    case sha1
    case sha256
    case sha512
    case md5

    /// The function S3 calls so, in whatever case the letters are; nil for one not known here.
    public init?(name: String) {
        guard
            let function = Self.allCases.first(where: { $0.name == name })
                ?? Self.allCases.first(where: { $0.name == name.uppercased() })
        else { return nil }
        self = function
    }

    /// The function whose digest a header field or trailer holds, such as `x-amz-checksum-crc32`.
    public init?(headerName: String) {
        let prefix = Self.headerPrefix
        guard headerName.utf8.count > prefix.utf8.count, headerName.prefix(prefix.count).lowercased() == prefix
        else { return nil }
        self.init(name: String(headerName.dropFirst(prefix.count)))
    }

    /// S3's name for it, such as `CRC64NVME`.
    public var name: String {
        switch self {
        case .crc32: "CRC32"
        case .crc32c: "CRC32C"
        case .crc64nvme: "CRC64NVME"
        case .sha1: "SHA1"
        case .sha256: "SHA256"
        case .sha512: "SHA512"
        case .md5: "MD5"
        }
    }

    /// The header field that holds its digest, in lower case.
    public var headerName: String {
        switch self {
        case .crc32: "x-amz-checksum-crc32"
        case .crc32c: "x-amz-checksum-crc32c"
        case .crc64nvme: "x-amz-checksum-crc64nvme"
        case .sha1: "x-amz-checksum-sha1"
        case .sha256: "x-amz-checksum-sha256"
        case .sha512: "x-amz-checksum-sha512"
        case .md5: "x-amz-checksum-md5"
        }
    }

    /// The digest's bytes.
    public var digestLength: Int {
        switch self {
        case .crc32, .crc32c: 4
        case .crc64nvme: 8
        case .sha1: 20
        case .sha256: 32
        case .sha512: 64
        case .md5: 16
        }
    }

    /// Whether the digests of parts can be combined into the whole's, so that parts may be read in any order.
    public var isCombinable: Bool {
        switch self {
        case .crc32, .crc32c, .crc64nvme: true
        case .sha1, .sha256, .sha512, .md5: false
        }
    }

    private static let headerPrefix = "x-amz-checksum-"
}

extension ChecksumFunction: CustomStringConvertible {
    public var description: String { name }
}
