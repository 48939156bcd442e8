import AWSCore
import Testing

@Suite struct CompositeChecksumTests {
    private static let parts = ["aaaaa", "bbb", ""]

    @Test(
        arguments: [
            (.crc32, "B3CyRQ==-3"),
            (.sha1, "IpZB49t9izXVod1hw3kj7wJqdhE=-3"),
            (.sha256, "7tFdRXP0qZ5ucV0rsHbLNGKOz4GSTY8A/pYGSFhZhXc=-3"),
        ] as [(ChecksumFunction, String)]
    )
    func `the digest of the parts' digests, and how many`(_ function: ChecksumFunction, _ expected: String) throws {
        let composite = try #require(CompositeChecksum(parts: Self.parts.map { checksum(function, $0) }))
        #expect("\(composite)" == expected)
        #expect(CompositeChecksum(function, expected) == composite)
    }

    @Test func `no parts and mixed functions have none`() {
        #expect(CompositeChecksum(parts: []) == nil)
        #expect(CompositeChecksum(parts: [checksum(.crc32, "a"), checksum(.crc32c, "a")]) == nil)
    }

    @Test(
        arguments: [
            "B3CyRQ==", "B3CyRQ==-", "B3CyRQ==-0", "B3CyRQ==--1", "B3CyRQ==-+1", "B3CyRQ==-1-1", "-1", "B3Cy-1",
            "B3CyRQ==-99999999999999999999",
        ]
    )
    func `other forms are refused`(_ text: String) {
        #expect(CompositeChecksum(.crc32, text) == nil)
    }

    @Test func `ETags are MD5 in hexadecimal, of the whole or of the parts' digests`() {
        let parts = Self.parts.map { checksum(.md5, $0) }
        #expect(ContentETag.multipart(parts) == "b0a3dc69de5b106f0c9ffa0601dafcef-3")
        #expect(ContentETag.whole(checksum(.md5, "123456789")) == "25f9e794323b453885f5181f1b624d0b")
        #expect(ContentETag.multipart([]) == nil)
        #expect(ContentETag.multipart([checksum(.sha1, "a")]) == nil)
        #expect(ContentETag.whole(checksum(.sha1, "a")) == nil)
    }

    private func checksum(_ function: ChecksumFunction, _ content: String) -> ChecksumValue {
        Array(content.utf8).withUnsafeBytes { ChecksumValue(function, of: $0) }
    }
}
