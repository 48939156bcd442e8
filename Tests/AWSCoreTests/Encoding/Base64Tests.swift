import AWSCore
import Testing

@Suite struct Base64Tests {
    // RFC 4648, section 10, and the alphabet's last two characters.
    @Test(
        arguments: [
            ([], ""),
            (Array("f".utf8), "Zg=="),
            (Array("fo".utf8), "Zm8="),
            (Array("foo".utf8), "Zm9v"),
            (Array("foob".utf8), "Zm9vYg=="),
            (Array("fooba".utf8), "Zm9vYmE="),
            (Array("foobar".utf8), "Zm9vYmFy"),
            ([0xFB, 0xFF, 0xBF], "+/+/"),
        ] as [([UInt8], String)]
    )
    func `published examples go both ways`(_ bytes: [UInt8], _ text: String) {
        #expect(Base64.encode(bytes) == text)
        #expect(Base64.decode(text) == bytes)
    }

    @Test func `random bytes of every length go both ways`() {
        var random = SeededGenerator(state: 6)
        for length in 0..<200 {
            let bytes = random.bytes(length)
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
    }

    @Test(
        arguments: [
            "Z", "Zg", "Zg=", "Zg===", "====", "=", "Z===", "Zm8=Zm8=", "Zh==", "Zm9=", "Zm9v\n", "Zm 9v", "Zm-_",
            "Zmé",
        ]
    )
    func `other characters, wrong padding and stray bits are refused`(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
