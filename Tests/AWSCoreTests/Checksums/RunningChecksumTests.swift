import AWSCore
import NIOCore
import Testing

@Suite struct RunningChecksumTests {
    struct Example: Sendable, CustomStringConvertible {
        var function: ChecksumFunction
        /// Of `123456789`.
        var digits: String
        var nothing: String
        var description: String { function.name }
    }

    static let examples = [
        Example(function: .crc32, digits: "cbf43926", nothing: "00000000"),
        Example(function: .crc32c, digits: "e3069283", nothing: "00000000"),
        Example(function: .crc64nvme, digits: "ae8b14860a799888", nothing: "0000000000000000"),
        Example(
            function: .sha1,
            digits: "f7c3bc1d808e04732adf679965ccc34ca7ae3441",
            nothing: "da39a3ee5e6b4b0d3255bfef95601890afd80709"
        ),
        Example(
            function: .sha256,
            digits: "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
            nothing: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        ),
        Example(
            function: .sha512,
            digits: "d9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274a"
                + "d27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85",
            nothing: "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"
        ),
        Example(
            function: .md5,
            digits: "25f9e794323b453885f5181f1b624d0b",
            nothing: "d41d8cd98f00b204e9800998ecf8427e"
        ),
    ]

    @Test(arguments: examples)
    func `checksums have their published values`(_ example: Example) {
        var checksum = RunningChecksum(example.function)
        #expect(checksum.finalize().hexadecimal == example.nothing)
        checksum.update(ByteBuffer(string: "123456789"))
        #expect(checksum.finalize().hexadecimal == example.digits)
        #expect(checksum.finalize().bytes.count == example.function.digestLength)
    }

    @Test(arguments: ChecksumFunction.allCases)
    func `where content is cut makes no difference`(_ function: ChecksumFunction) {
        var random = SeededGenerator(state: 4)
        let content = random.bytes(20_000)
        let whole = content.withUnsafeBytes { ChecksumValue(function, of: $0) }
        for _ in 0..<20 {
            var checksum = RunningChecksum(function)
            var rest = content[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 0...3000, using: &random))
                piece.withUnsafeBytes { checksum.update(bytes: $0) }
                rest.removeFirst(piece.count)
            }
            #expect(checksum.finalize() == whole)
        }
    }

    @Test(arguments: ChecksumFunction.allCases)
    func `a copy counts on by itself`(_ function: ChecksumFunction) {
        var first = RunningChecksum(function)
        first.update(ByteBuffer(string: "12345"))
        var second = first
        first.update(ByteBuffer(string: "6789"))
        second.update(ByteBuffer(string: "X"))
        var expected = RunningChecksum(function)
        expected.update(ByteBuffer(string: "123456789"))
        #expect(first.finalize() == expected.finalize())
        #expect(second.finalize() != first.finalize())
    }

    @Test func `a buffer that was read in part counts from its reader index`() {
        var buffer = ByteBuffer(string: "skipped 123456789")
        buffer.moveReaderIndex(forwardBy: 8)
        var checksum = RunningChecksum(.crc32)
        checksum.update(buffer)
        #expect(checksum.finalize().hexadecimal == "cbf43926")
        #expect(buffer.readableBytes == 9)
    }
}
