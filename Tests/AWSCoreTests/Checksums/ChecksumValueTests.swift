import AWSCore
import Testing

@Suite struct ChecksumValueTests {
    @Test func `the Base64 form goes both ways`() throws {
        let value = try #require(ChecksumValue(.crc64nvme, base64: "rosUhgp5mIg="))
        #expect(value.hexadecimal == "ae8b14860a799888")
        #expect(value.base64 == "rosUhgp5mIg=")
    }

    @Test(arguments: ["", "y/Q5JgA=", "y/Q5", "y/Q5Jg", "y/Q5Jh==", "y/Q5J g=", "y_Q5Jg==", "cbf43926"])
    func `anything but a CRC-32 in Base64 is refused`(_ text: String) {
        #expect(ChecksumValue(.crc32, base64: text) == nil)
    }

    @Test func `values are equal when function and bytes are`() {
        let value = ChecksumValue(.crc32, bytes: [1, 2, 3, 4])
        #expect(value == ChecksumValue(.crc32, bytes: [1, 2, 3, 4]))
        #expect(value != ChecksumValue(.crc32, bytes: [1, 2, 3, 5]))
        #expect(value != ChecksumValue(.crc32, bytes: [0, 2, 3, 4]))
        #expect(value != ChecksumValue(.crc32c, bytes: [1, 2, 3, 4]))
    }

    @Test(arguments: ChecksumFunction.allCases.filter(\.isCombinable))
    func `CRCs of two halves combine into the whole's`(_ function: ChecksumFunction) {
        var random = SeededGenerator(state: 5)
        let content = random.bytes(3000)
        let whole = checksum(function, content[...])
        let cuts = [0, 1, 2999, 3000] + (0..<30).map { _ in Int.random(in: 0...3000, using: &random) }
        for cut in cuts {
            let combined = checksum(function, content[..<cut])
                .combined(with: checksum(function, content[cut...]), length: 3000 - cut)
            #expect(combined == whole, "cut at \(cut)")
        }
    }

    @Test(arguments: ChecksumFunction.allCases.filter(\.isCombinable))
    func `parts of terabytes combine as doubling says`(_ function: ChecksumFunction) throws {
        // Zero bytes, twice as many each time: three runs must give the same whichever two are put together first.
        var zeros = checksum(function, [0])
        var length = 1
        while length < 1 << 46 {
            let two = try #require(zeros.combined(with: zeros, length: length))
            let three = try #require(two.combined(with: zeros, length: length))
            #expect(three == zeros.combined(with: two, length: 2 * length))
            zeros = two
            length *= 2
        }
    }

    @Test func `hashes, different functions and negative lengths do not combine`() {
        let crc = checksum(.crc32, [1])
        #expect(crc.combined(with: checksum(.crc32c, [1]), length: 1) == nil)
        #expect(crc.combined(with: crc, length: -1) == nil)
        for function in ChecksumFunction.allCases where !function.isCombinable {
            #expect(checksum(function, [1]).combined(with: checksum(function, [1]), length: 1) == nil)
        }
    }

    private func checksum(_ function: ChecksumFunction, _ content: ArraySlice<UInt8>) -> ChecksumValue {
        content.withUnsafeBytes { ChecksumValue(function, of: $0) }
    }
}
