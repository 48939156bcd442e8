import AWSCore
import Testing

@Suite struct PercentEncodingTests {
    @Test(
        arguments: [
            ("", ""),
            ("AZaz09-._~", "AZaz09-._~"),
            ("a b", "a%20b"),
            ("a+b", "a%2Bb"),
            ("100%", "100%25"),
            ("a/b", "a%2Fb"),
            ("!\"#$&'()*,", "%21%22%23%24%26%27%28%29%2A%2C"),
            (":;<=>?@[\\]^`{|}", "%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D"),
            ("\u{0}\u{1F}\u{7F}", "%00%1F%7F"),
            ("ü€𝄞", "%C3%BC%E2%82%AC%F0%9D%84%9E"),
        ]
    )
    func `everything but unreserved characters is escaped`(_ text: String, _ encoded: String) {
        #expect(PercentEncoding.encode(text) == encoded)
        #expect(PercentEncoding.encode(Substring(text)) == encoded)
        #expect(PercentEncoding.decode(encoded) == text)
        #expect(PercentEncoding.decode(Substring(encoded)) == text)
    }

    @Test func `slashes stay if asked, and nothing is normalised`() {
        #expect(PercentEncoding.encode("/a//b/./../c d/%2F", keepingSlashes: true) == "/a//b/./../c%20d/%252F")
    }

    @Test(arguments: [("a%2fb", "a/b"), ("%c3%bc", "ü"), ("a+b", "a+b"), ("a b/ü", "a b/ü"), ("%00", "\0")])
    func `either case of digits and characters that need no escape are read`(_ encoded: String, _ text: String) {
        #expect(PercentEncoding.decode(encoded) == text)
    }

    @Test func `a plus is a space only if asked`() {
        #expect(PercentEncoding.decode("a+b%2B%20", plusIsSpace: true) == "a b+ ")
        #expect(PercentEncoding.decode("a+b%2B%20") == "a+b+ ")
        #expect(PercentEncoding.decode("a+b", plusIsSpace: true) == "a b")
    }

    @Test(arguments: ["%", "a%2", "%zz", "%2", "%%20", "% 20", "%+1", "%FF", "%C3", "%ED%A0%80", "%C0%AF", "a%"])
    func `broken escapes and bytes that are not UTF-8 are refused`(_ encoded: String) {
        #expect(PercentEncoding.decode(encoded) == nil)
        #expect(PercentEncoding.decode(Substring(encoded)) == nil)
    }

    @Test func `every byte goes both ways`() {
        let text = String(String.UnicodeScalarView((0...0x2FF).compactMap { Unicode.Scalar($0) }))
        #expect(PercentEncoding.decode(PercentEncoding.encode(text)) == text)
    }
}
