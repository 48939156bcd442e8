/// Reads an XML 1.0 document element by element, over bytes that stay where they are.
///
/// It knows what the services send and no more: UTF-8, the five entities and character references. A document type
/// declaration is refused, so no entity can be defined or expanded. Names are compared without their prefix.
///
/// The bytes must outlive the reader, so it lives inside a `withUnsafeReadableBytes` call.
package struct XMLReader {
    private struct Attribute {
        var localName: Range<Int>
        var value: Range<Int>
    }

    /// The deepest nesting of elements that is read.
    package static let depthLimit = 64

    private var cursor: ByteCursor
    /// Where the names of the open elements are, with their prefixes.
    private var openElements: [Range<Int>] = []
    private var localName = 0..<0
    private var attributes: [Attribute] = []
    /// The element last opened was `<a/>`: its end is still to be reported.
    private var isEndPending = false

    package init(_ bytes: UnsafeRawBufferPointer) {
        cursor = ByteCursor(bytes)
    }

    /// How many elements are open.
    package var depth: Int { openElements.count }

    /// The name of the element opened last, without its prefix.
    package var name: String { String(decoding: cursor.slice(localName), as: UTF8.self) }

    /// Whether the element opened last has this name, prefix aside.
    @inline(__always)
    package func isNamed(_ name: String) -> Bool { cursor.matches(localName, name) }

    /// The value of an attribute of the element opened last, by its name without prefix.
    package func attribute(_ name: String) throws(CodecError) -> String? {
        guard let attribute = attributes.first(where: { cursor.matches($0.localName, name) }) else { return nil }
        return try Self.attributeValue(cursor.slice(attribute.value))
    }

    // MARK: - Moving

    /// Opens the root element: takes whatever stands before it and its start tag.
    package mutating func openRoot() throws(CodecError) {
        _ = cursor.skip("\u{FEFF}")
        while true {
            cursor.skip(while: isXMLSpace)
            guard cursor.peek() == UInt8(ascii: "<") else { throw malformed("has no root element") }
            if try !skipMarkup() { return try readStartTag() }
        }
    }

    /// Moves to the next child of the element that is open and opens it; false when that element ends instead,
    /// which closes it. Text between children is passed over.
    package mutating func nextElement() throws(CodecError) -> Bool {
        if closePendingElement() { return false }
        while true {
            cursor.skip { $0 != UInt8(ascii: "<") }
            switch cursor.peek(after: 1) {
            case UInt8(ascii: "/"):
                try readEndTag()
                return false
            case UInt8(ascii: "!") where cursor.skip("<![CDATA["):
                guard cursor.skip(past: "]]>") else { throw malformed("ends inside a CDATA section") }
            case UInt8(ascii: "!"), UInt8(ascii: "?"):
                _ = try skipMarkup()
            case nil:
                throw malformed("ends inside an element")
            default:
                try readStartTag()
                return true
            }
        }
    }

    /// Moves to the next child with this name and opens it, passing over the others.
    package mutating func nextElement(named name: String) throws(CodecError) -> Bool {
        while try nextElement() {
            if isNamed(name) { return true }
            try skipElement()
        }
        return false
    }

    /// Takes the element that is open to its end, whatever is in it, and closes it.
    package mutating func skipElement() throws(CodecError) {
        let outer = depth - 1
        while depth > outer { _ = try nextElement() }
    }

    /// Takes the text of the element that is open, exactly as it is, and closes it.
    package mutating func text() throws(CodecError) -> String {
        if closePendingElement() { return "" }
        let start = cursor.position
        cursor.skip(while: isPlainText)
        if cursor.peek() == UInt8(ascii: "<"), cursor.peek(after: 1) == UInt8(ascii: "/") {
            let text = try string(validating: cursor.slice(from: start))
            try readEndTag()
            return text
        }
        return try string(validating: composedText(startingWith: cursor.slice(from: start)))
    }

    /// Checks that nothing but comments and white space follows the root element.
    package mutating func finish() throws(CodecError) {
        while depth > 0 { try skipElement() }
        while true {
            cursor.skip(while: isXMLSpace)
            if cursor.isAtEnd { return }
            guard cursor.peek() == UInt8(ascii: "<"), try skipMarkup() else {
                throw malformed("goes on after its root element")
            }
        }
    }

    // MARK: - Text

    /// The text of an element that holds more than plain characters, collected piece by piece.
    private mutating func composedText(startingWith head: UnsafeRawBufferPointer) throws(CodecError) -> [UInt8] {
        var text = Array(head)
        while true {
            switch cursor.peek() {
            case UInt8(ascii: "&"):
                try cursor.takeXMLReference(into: &text)
            case UInt8(ascii: "\r"):
                takeLineEnd(into: &text)
            case UInt8(ascii: "<"):
                if cursor.peek(after: 1) == UInt8(ascii: "/") {
                    try readEndTag()
                    return text
                }
                if cursor.skip("<![CDATA[") {
                    try takeCharacterData(into: &text)
                } else if try !skipMarkup() {
                    guard cursor.peek(after: 1) != nil else { throw malformed("ends inside an element") }
                    throw CodecError(.unexpectedDocument, "\(name) holds elements where text is due.")
                }
            case nil:
                throw malformed("ends inside an element")
            default:
                let start = cursor.position
                cursor.skip(while: isPlainText)
                guard cursor.position > start else { throw malformed("has a control character in its text") }
                text.append(contentsOf: cursor.slice(from: start))
            }
        }
    }

    private mutating func takeCharacterData(into text: inout [UInt8]) throws(CodecError) {
        while true {
            let start = cursor.position
            cursor.skip { $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: "\r") && !isForbidden($0) }
            text.append(contentsOf: cursor.slice(from: start))
            switch cursor.peek() {
            case UInt8(ascii: "]"):
                if cursor.skip("]]>") { return }
                cursor.advance()
                text.append(UInt8(ascii: "]"))
            case UInt8(ascii: "\r"): takeLineEnd(into: &text)
            case nil: throw malformed("ends inside a CDATA section")
            default: throw malformed("has a control character in its text")
            }
        }
    }

    /// A literal carriage return, alone or before a line feed, reads as one line feed (XML 1.0, section 2.11).
    private mutating func takeLineEnd(into text: inout [UInt8]) {
        cursor.advance()
        if cursor.peek() == UInt8(ascii: "\n") { cursor.advance() }
        text.append(UInt8(ascii: "\n"))
    }

    private static func attributeValue(_ bytes: UnsafeRawBufferPointer) throws(CodecError) -> String {
        var cursor = ByteCursor(bytes)
        var value: [UInt8] = []
        while let byte = cursor.peek() {
            if byte == UInt8(ascii: "&") {
                try cursor.takeXMLReference(into: &value)
            } else {
                value.append(isXMLSpace(byte) ? UInt8(ascii: " ") : byte)
                cursor.advance()
            }
        }
        return try string(validating: value)
    }

    // MARK: - Markup

    /// Takes a comment or a processing instruction; false when an element's tag is next.
    private mutating func skipMarkup() throws(CodecError) -> Bool {
        if cursor.skip("<?") {
            guard cursor.skip(past: "?>") else { throw malformed("ends inside a processing instruction") }
            return true
        }
        if cursor.skip("<!--") {
            guard cursor.skip(past: "-->") else { throw malformed("ends inside a comment") }
            return true
        }
        guard cursor.peek(after: 1) != UInt8(ascii: "!") else {
            throw malformed("has a document type declaration, which is never read")
        }
        return false
    }

    private mutating func readStartTag() throws(CodecError) {
        guard depth < Self.depthLimit else {
            throw CodecError(.limitExceeded, "The XML document is more than \(Self.depthLimit) elements deep.")
        }
        cursor.advance()
        let (qualifiedName, localName) = try readName()
        if !attributes.isEmpty { attributes.removeAll(keepingCapacity: true) }
        while true {
            let start = cursor.position
            cursor.skip(while: isXMLSpace)
            if cursor.skip(UInt8(ascii: ">")) { break }
            if cursor.skip("/>") {
                isEndPending = true
                break
            }
            guard cursor.position > start else { throw malformed("has a broken start tag") }
            try readAttribute()
        }
        self.localName = localName
        openElements.append(qualifiedName)
    }

    private mutating func readAttribute() throws(CodecError) {
        let (qualifiedName, localName) = try readName()
        cursor.skip(while: isXMLSpace)
        guard cursor.skip(UInt8(ascii: "=")) else { throw malformed("has an attribute without a value") }
        cursor.skip(while: isXMLSpace)
        guard let quote = cursor.next(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw malformed("has an attribute without quotes")
        }
        let start = cursor.position
        cursor.skip { $0 != quote && $0 != UInt8(ascii: "<") && !isForbidden($0) }
        let value = start..<cursor.position
        guard cursor.next() == quote else { throw malformed("has a broken attribute value") }
        guard !cursor.slice(qualifiedName).starts(with: "xmlns".utf8) else { return }
        attributes.append(Attribute(localName: localName, value: value))
    }

    private mutating func readEndTag() throws(CodecError) {
        cursor.advance(by: 2)
        guard let open = openElements.popLast(), cursor.skip(bytesAt: open) else {
            throw malformed("has an end tag that matches no start tag")
        }
        cursor.skip(while: isXMLSpace)
        guard cursor.skip(UInt8(ascii: ">")) else { throw malformed("has a broken end tag") }
    }

    private mutating func readName() throws(CodecError) -> (qualified: Range<Int>, local: Range<Int>) {
        let start = cursor.position
        guard let first = cursor.peek(), isXMLName(first), !isNameContinuation(first) else {
            throw malformed("has markup without a name")
        }
        var localStart = start
        repeat {
            cursor.skip { isXMLName($0) && $0 != UInt8(ascii: ":") }
            if cursor.peek() == UInt8(ascii: ":") { localStart = cursor.position + 1 }
        } while cursor.skip(UInt8(ascii: ":"))
        return (start..<cursor.position, localStart..<cursor.position)
    }

    private mutating func closePendingElement() -> Bool {
        guard isEndPending else { return false }
        isEndPending = false
        _ = openElements.popLast()
        return true
    }

    private func malformed(_ what: String) -> CodecError {
        CodecError(.malformedDocument, "The XML document \(what) (byte \(cursor.position)).")
    }
}

/// Text as it is, or an error when it is not UTF-8.
private func string(validating bytes: UnsafeRawBufferPointer) throws(CodecError) -> String {
    guard let string = String(utf8: bytes) else { throw notUTF8 }
    return string
}

private func string(validating bytes: [UInt8]) throws(CodecError) -> String {
    guard let string = bytes.withUnsafeBytes({ String(utf8: $0) }) else { throw notUTF8 }
    return string
}

private var notUTF8: CodecError { CodecError(.malformedDocument, "The XML document is not UTF-8.") }

@inline(__always)
private func isXMLSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
}

/// A control character that XML allows in no form but a reference.
@inline(__always)
private func isForbidden(_ byte: UInt8) -> Bool { byte < 0x20 && !isXMLSpace(byte) }

/// A character of text that stands for itself.
@inline(__always)
private func isPlainText(_ byte: UInt8) -> Bool {
    byte >= 0x20
        ? byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&")
        : byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
}

@inline(__always)
private func isXMLName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...: true
    default: isNameContinuation(byte)
    }
}

/// What a name may hold and not begin with.
@inline(__always)
private func isNameContinuation(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
}
