import AWSCore
import Testing

@Suite struct HexadecimalTests {
    @Test func `every byte goes both ways`() {
        let bytes = Array(UInt8.min...UInt8.max)
        let text = Hexadecimal.encode(bytes)
        #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
        #expect(Hexadecimal.decode(text) == bytes)
        #expect(Hexadecimal.decode(text.uppercased()) == bytes)
        #expect(Hexadecimal.encode(bytes.lazy.map { $0 }) == text)
        #expect(Hexadecimal.encode(bytes[16..<18]) == "1011")
    }

    @Test func `nothing is nothing`() {
        #expect(Hexadecimal.encode([]) == "")
        #expect(Hexadecimal.decode("") == [])
    }

    @Test(arguments: ["0", "0g", "/0", ":0", "@0", "`0", "0x", " 0", "é"])
    func `anything but pairs of digits is refused`(_ text: String) {
        #expect(Hexadecimal.decode(text) == nil)
    }
}
