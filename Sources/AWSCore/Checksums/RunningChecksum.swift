import CChecksums
import Crypto
public import NIOCore

/// A checksum of content that comes piece by piece. Where the content is cut makes no difference.
public struct RunningChecksum: Sendable {
    public let function: ChecksumFunction
    private var crc: UInt64 = 0
    private var hash: (any HashFunction & Sendable)?

    public init(_ function: ChecksumFunction) {
        self.function = function
        switch function {
        case .crc32, .crc32c, .crc64nvme: hash = nil
        case .sha1: hash = Insecure.SHA1()
        case .sha256: hash = SHA256()
        case .sha512: hash = SHA512()
        case .md5: hash = Insecure.MD5()
        }
    }

    /// Counts a buffer's readable bytes.
    public mutating func update(_ buffer: ByteBuffer) {
        buffer.withUnsafeReadableBytes { update(bytes: $0) }
    }

    public mutating func update(bytes: UnsafeRawBufferPointer) {
        switch function {
        case .crc32:
            crc = UInt64(checksums_crc32(UInt32(truncatingIfNeeded: crc), bytes.baseAddress, bytes.count))
        case .crc32c:
            crc = UInt64(checksums_crc32c(UInt32(truncatingIfNeeded: crc), bytes.baseAddress, bytes.count))
        case .crc64nvme:
            crc = checksums_crc64nvme(crc, bytes.baseAddress, bytes.count)
        case .sha1, .sha256, .sha512, .md5:
            hash?.update(bufferPointer: bytes)
        }
    }

    /// The checksum of all that came so far. More may come.
    public func finalize() -> ChecksumValue {
        if let hash { return ChecksumValue(function, unchecked: Self.digest(hash)) }
        return ChecksumValue(function, number: crc)
    }

    private static func digest(_ hash: some HashFunction) -> [UInt8] {
        Array(hash.finalize())
    }
}
