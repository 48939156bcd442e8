import CChecksums

extension ChecksumValue {
    /// The checksum of this content with other content after it, without reading either.
    ///
    /// - Parameters:
    ///   - next: the checksum of what comes after.
    ///   - length: how many bytes that is.
    /// - Returns: nil when the two are of different functions, when the function is not a CRC, or when the length is
    ///   negative.
    public func combined(with next: ChecksumValue, length: Int) -> ChecksumValue? {
        guard next.function == function, let length = UInt64(exactly: length) else { return nil }
        let combined: UInt64
        switch function {
        case .crc32: combined = UInt64(checksums_crc32_combine(UInt32(number), UInt32(next.number), length))
        case .crc32c: combined = UInt64(checksums_crc32c_combine(UInt32(number), UInt32(next.number), length))
        case .crc64nvme: combined = checksums_crc64nvme_combine(number, next.number, length)
        case .sha1, .sha256, .sha512, .md5: return nil
        }
        return ChecksumValue(function, number: combined)
    }

    /// A CRC of as many low bits as the function's digest has.
    init(_ function: ChecksumFunction, number: UInt64) {
        let shifts = (0..<function.digestLength).reversed().lazy.map { UInt64(8 * $0) }
        self.init(function, unchecked: shifts.map { UInt8(truncatingIfNeeded: number >> $0) })
    }

    /// The bytes of a CRC as a number.
    private var number: UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
