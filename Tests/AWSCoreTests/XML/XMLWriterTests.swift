import AWSCore
import NIOCore
import Testing

@Suite struct XMLWriterTests {
    @Test func `elements, attributes and namespaces are written as they nest`() {
        var xml = XMLWriter()
        xml.declaration()
        xml.startElement("r", namespace: XMLNamespace("u"))
        xml.startElement("a", namespace: XMLNamespace("v", prefix: "x"))
        xml.attribute("x:t", "1")
        xml.text("")
        xml.endElement("a")
        xml.element("b", "c")
        xml.attribute("late", "never written")
        xml.endElement("r")
        #expect(
            String(buffer: xml.buffer)
                == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<r xmlns=\"u\"><a xmlns:x=\"v\" x:t=\"1\"/><b>c</b></r>"
        )
    }

    @Test(arguments: [
        ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;'"), ("\r", "&#xD;"), ("\u{1}\u{1F}", "&#x1;&#x1F;"), ("\n\t ", "\n\t "),
        ("\u{e9}\u{1F534}\u{FFFD}", "\u{e9}\u{1F534}\u{FFFD}"),
    ])
    func `text is escaped`(text: String, escaped: String) {
        var xml = XMLWriter()
        xml.element("a", text)
        #expect(String(buffer: xml.buffer) == "<a>\(escaped)</a>")
    }

    @Test func `any text and any attribute reads back exactly`() throws {
        for scalar in (1...0x2FF).compactMap(Unicode.Scalar.init) + ["\u{2028}", "\u{FFFD}", "\u{10FFFF}"] {
            let text = "\(scalar)a\(scalar)\(scalar)"
            var xml = XMLWriter()
            xml.startElement("r")
            xml.attribute("t", text)
            xml.text(text)
            xml.endElement("r")
            try xml.buffer.withUnsafeReadableBytes { bytes in
                var reader = XMLReader(bytes)
                try reader.openRoot()
                #expect(try reader.attribute("t") == text)
                #expect(try reader.text() == text)
            }
        }
    }
}
