import AWSCore
import NIOCore
import Testing

@Suite struct XMLReaderTests {
    /// The text of the root element.
    private func text(_ document: String) throws -> String {
        try text([UInt8](document.utf8))
    }

    private func text(_ bytes: [UInt8]) throws -> String {
        try bytes.withUnsafeBytes { bytes in
            var reader = XMLReader(bytes)
            try reader.openRoot()
            let text = try reader.text()
            try reader.finish()
            return text
        }
    }

    /// The names of all elements in order, each after as many dots as it is deep.
    private func outline(_ document: String) throws -> [String] {
        try [UInt8](document.utf8).withUnsafeBytes { bytes in
            var reader = XMLReader(bytes)
            var names: [String] = []
            try reader.openRoot()
            names.append(reader.name)
            while reader.depth > 0 {
                guard try reader.nextElement() else { continue }
                names.append(String(repeating: ".", count: reader.depth - 1) + reader.name)
            }
            try reader.finish()
            return names
        }
    }

    @Test(arguments: [
        ("<a></a>", ""), ("<a/>", ""), ("<a />", ""), ("<a> </a>", " "), ("<a>\n\t </a>", "\n\t "),
        ("<a>x &amp; &lt;y&gt; &quot;&apos;</a>", "x & <y> \"'"),
        ("<a>&#65;&#x42;&#x1F534;&#xD;&#x1;&#xa;</a>", "AB\u{1F534}\r\u{1}\n"),
        ("<a>1\r\n2\r3\n4\r\r\n</a>", "1\n2\n3\n4\n\n"),
        ("<a><![CDATA[<b>&amp;]]]></a>", "<b>&amp;]"), ("<a>x<![CDATA[]]>y<!-- <c> -->z<?p i?></a>", "xyz"),
        ("<a><![CDATA[1\r\n2]]>3</a>", "1\n23"),
        ("\u{FEFF}<?xml version=\"1.0\"?><!-- c --><a>b</a>\n<!-- d --> ", "b"),
        ("\n  \n<?xml version=\"1.0\"?>\n<a>b</a>", "b"), ("<?xml version=\"1.0\"?>\n\n   \n<a>b</a>", "b"),
        ("<x:a xmlns:x='u' b=\"&lt;'\" c='\"'>é</x:a >", "é"),
    ])
    func `text is kept exactly`(document: String, expected: String) throws {
        #expect(try text(document) == expected)
    }

    @Test(arguments: [
        "", " ", "x", "<", "<a", "<a>", "<a></b>", "<a><b></a></b>", "</a>", "<a/><b/>", "<a/>x", "<a>&nbsp;</a>",
        "<a>&</a>", "<a>&amp</a>", "<a>&#;</a>", "<a>&#x;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#x110000;</a>",
        "<a>&#99999999999999999999;</a>", "<a>&#12a;</a>", "<a>\u{1}</a>", "<a>x&amp;\u{0}</a>", "<a b></a>",
        "<a b=c/>",
        "<a b='c/>", "<a b='<'/>", "<a b='c'd='e'/>", "< a/>", "<1/>", "<-a/>", "<a><!-- </a>", "<a><![CDATA[</a>",
        "<a><?p </a>", "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "<a><!DOCTYPE b></a>", "<a/ >",
        "<a></a", "<a><![CDATA[\u{2}]]></a>", "<a/><!DOCTYPE a>", "<!-- -->", "<?xml version='1.0'?>",
    ])
    func `what is not well-formed is refused`(document: String) {
        #expect(throws: CodecError.self) { try text(document) }
    }

    @Test(
        arguments: [[0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E], [0xFF, 0xFE, 0x3C, 0x00, 0x61, 0x00]] as [[UInt8]]
    )
    func `text that is not UTF-8 is refused`(bytes: [UInt8]) {
        #expect(throws: CodecError.self) { try text(bytes) }
    }

    @Test func `elements come with their names, prefixes aside`() throws {
        #expect(
            try outline("<r>t<s:a><b/> <b x='1'></b></s:a><!-- <no/> --><![CDATA[<no/>]]><c></c></r>")
                == ["r", ".a", "..b", "..b", ".c"]
        )
    }

    @Test func `attributes come without prefixes and with their references resolved`() throws {
        let document = "<a xmlns:xsi='u' xmlns='v' xsi:type='&lt;&#x41;&#10;\t>' b=\"'\"/>"
        try [UInt8](document.utf8).withUnsafeBytes { bytes in
            var reader = XMLReader(bytes)
            try reader.openRoot()
            #expect(try reader.attribute("type") == "<A\n >")
            #expect(try reader.attribute("b") == "'")
            #expect(try reader.attribute("xsi") == nil)
            #expect(try reader.attribute("xmlns") == nil)
        }
    }

    @Test func `nesting beyond the limit is refused`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        }
        #expect(try outline(nested(XMLReader.depthLimit)).count == XMLReader.depthLimit)
        let error = #expect(throws: CodecError.self) { try outline(nested(XMLReader.depthLimit + 1)) }
        #expect(error?.code == .limitExceeded)
        #expect(throws: CodecError.self) { try outline(String(repeating: "<a>", count: 100_000)) }
    }

    @Test func `a document cut at any byte is refused`() throws {
        let document = """
            <?xml version="1.0" encoding="UTF-8"?><!-- c --><r xmlns="u"><a b='c&amp;'>x &lt;\
            <![CDATA[ y ]]>\u{1F534}</a><p/><?i j?></r>
            """
        let bytes = [UInt8](document.utf8)
        #expect(try outline(document) == ["r", ".a", ".p"])
        for length in 0..<bytes.count {
            #expect(throws: CodecError.self, "cut at \(length)") {
                try bytes.prefix(length).withUnsafeBytes { bytes in
                    var reader = XMLReader(bytes)
                    try reader.openRoot()
                    try reader.finish()
                }
            }
        }
    }

    @Test func `bytes at random never trap`() {
        var random = SeededRandom(seed: 7)
        let alphabet = Array("<<>>/!?-[]CDATA&#x;ab:='\" \r\n\u{0}\u{FF}".utf8)
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            bytes.withUnsafeBytes { bytes in
                var reader = XMLReader(bytes)
                do {
                    try reader.openRoot()
                    if Bool.random(using: &random) { _ = try reader.text() }
                    try reader.finish()
                } catch {
                    let code = (error as? CodecError)?.code
                    #expect(code == .malformedDocument || code == .unexpectedDocument)
                }
            }
        }
    }
}

/// The same numbers for the same seed, so that a failure can be repeated (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
