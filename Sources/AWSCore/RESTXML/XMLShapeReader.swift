#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import NIOCore

/// Reads structures from XML elements, whose order and namespaces do not matter.
struct XMLShapeReader: DocumentReader {
    /// Where the reader is within one structure.
    private struct Frame {
        /// How many elements are open while the structure's own is the innermost.
        var depth: Int
        var members: [Member] = []
        /// The member at hand.
        var current = 0
        /// The next attribute member to look for.
        var nextAttribute = 0
        /// The value at hand, when it is an attribute's.
        var attribute: String?
    }

    private var xml: XMLReader
    private var frame: Frame

    init(_ bytes: UnsafeRawBufferPointer) throws(CodecError) {
        var xml = XMLReader(bytes)
        try xml.openRoot()
        self.init(xml)
    }

    /// Reads from the element that is open.
    init(_ xml: XMLReader) {
        self.xml = xml
        frame = Frame(depth: xml.depth)
    }

    mutating func finish() throws(CodecError) {
        try xml.finish()
    }

    mutating func contents<S: Shape>(as type: S.Type) throws(CodecError) -> S {
        let outer = frame
        frame = Frame(depth: xml.depth)
        let value = try S(from: &self)
        while xml.depth >= frame.depth { try xml.skipElement() }
        frame = outer
        return value
    }

    mutating func content() throws(CodecError) -> String {
        try xml.text()
    }

    // MARK: - Members

    mutating func next(in schema: Schema) throws(CodecError) -> Int? {
        frame.members = schema.members
        if schema.hasAttributes, let index = try nextAttribute() { return index }
        while xml.depth > frame.depth { try xml.skipElement() }
        guard xml.depth == frame.depth else { return nil }
        while try xml.nextElement() {
            if let index = memberAtHand() { return index }
            try xml.skipElement()
        }
        return nil
    }

    private mutating func nextAttribute() throws(CodecError) -> Int? {
        while frame.nextAttribute < frame.members.count {
            let index = frame.nextAttribute
            frame.nextAttribute += 1
            let member = frame.members[index]
            guard member.location == .attribute else { continue }
            let localName = member.name.split(separator: ":").last.map(String.init) ?? member.name
            guard let value = try xml.attribute(localName) else { continue }
            frame.attribute = value
            frame.current = index
            return index
        }
        return nil
    }

    /// The member whose element is open. Documents mostly keep the model's order, so the search begins where the
    /// last one ended.
    private mutating func memberAtHand() -> Int? {
        let count = frame.members.count
        for offset in 0..<count {
            let sum = frame.current + offset
            let index = sum < count ? sum : sum - count
            guard frame.members[index].location == .body, xml.isNamed(frame.members[index].name) else { continue }
            frame.current = index
            return index
        }
        return nil
    }

    private var member: Member? {
        frame.current < frame.members.count ? frame.members[frame.current] : nil
    }

    private var memberName: String { member?.name ?? xml.name }

    // MARK: - Values

    mutating func string() throws(CodecError) -> String {
        if let attribute = frame.attribute {
            frame.attribute = nil
            return attribute
        }
        return try xml.text()
    }

    private mutating func scalar<Value>(
        expected: String,
        _ parse: (String) -> Value?
    ) throws(CodecError) -> Value {
        let text = Scalars.trimmed(try string())
        guard let value = parse(text) else { throw .invalidValue(text, for: memberName, expected: expected) }
        return value
    }

    mutating func boolean() throws(CodecError) -> Bool {
        try scalar(expected: "true or false", Scalars.parseBoolean)
    }

    mutating func integer() throws(CodecError) -> Int {
        try scalar(expected: "an integer") { Int($0) }
    }

    mutating func double() throws(CodecError) -> Double {
        try scalar(expected: "a number", Scalars.parseDouble)
    }

    mutating func date() throws(CodecError) -> Date {
        try scalar(expected: "a point in time", TimestampFormat.parse)
    }

    mutating func blob() throws(CodecError) -> ByteBuffer {
        ByteBuffer(bytes: try scalar(expected: "Base64", Base64.decode))
    }

    mutating func body() throws(CodecError) -> HTTPBody {
        HTTPBody(try blob())
    }

    // MARK: - Structures, lists and maps

    mutating func structure<S: Shape>(_ type: S.Type) throws(CodecError) -> S {
        try contents(as: type)
    }

    mutating func list<S: Shape>(appendingTo list: inout [S]) throws(CodecError) {
        guard let elementName = wrappedElementName else { return list.append(try contents(as: S.self)) }
        while try xml.nextElement(named: elementName) { list.append(try contents(as: S.self)) }
    }

    mutating func list(appendingTo list: inout [String]) throws(CodecError) {
        guard let elementName = wrappedElementName else { return list.append(try xml.text()) }
        while try xml.nextElement(named: elementName) { list.append(try xml.text()) }
    }

    mutating func map(mergingInto map: inout [String: String]) throws(CodecError) {
        if member?.isFlattened == true { return try entry(into: &map) }
        while try xml.nextElement(named: "entry") { try entry(into: &map) }
    }

    private mutating func entry(into map: inout [String: String]) throws(CodecError) {
        var key: String?
        var value = ""
        while try xml.nextElement() {
            if xml.isNamed("key") {
                key = try xml.text()
            } else if xml.isNamed("value") {
                value = try xml.text()
            } else {
                try xml.skipElement()
            }
        }
        guard let key else { throw CodecError.missingMember("key", of: memberName) }
        map[key] = value
    }

    /// The name of each element inside the wrapper; nil when the list has no wrapper.
    private var wrappedElementName: String? {
        guard let member, !member.isFlattened else { return nil }
        return member.elementName
    }
}
