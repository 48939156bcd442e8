/// Reads a JSON text value by value, over bytes that stay where they are.
///
/// The bytes must outlive the reader, so it lives inside a `withUnsafeReadableBytes` call.
package struct JSONReader {
    private struct Container {
        var isObject: Bool
        var isAtFirst = true
    }

    /// The kinds of values.
    package enum Kind: Sendable {
        case object, array, string, number, boolean, null
    }

    /// The deepest nesting of objects and arrays that is read.
    package static let depthLimit = 64

    private var cursor: ByteCursor
    private var containers: [Container] = []
    /// The key of the value at hand, in an object.
    package private(set) var key = ""

    package init(_ bytes: UnsafeRawBufferPointer) {
        cursor = ByteCursor(bytes)
    }

    /// How many objects and arrays are open.
    package var depth: Int { containers.count }

    // MARK: - Containers

    package mutating func beginObject() throws(CodecError) {
        try begin(UInt8(ascii: "{"), isObject: true)
    }

    package mutating func beginArray() throws(CodecError) {
        try begin(UInt8(ascii: "["), isObject: false)
    }

    private mutating func begin(_ bracket: UInt8, isObject: Bool) throws(CodecError) {
        skipSpace()
        guard cursor.peek() == bracket else {
            throw CodecError(
                .unexpectedDocument,
                "The JSON text has no \(isObject ? "object" : "array") where one is due."
            )
        }
        guard depth < Self.depthLimit else {
            throw CodecError(.limitExceeded, "The JSON text is more than \(Self.depthLimit) levels deep.")
        }
        cursor.advance()
        containers.append(Container(isObject: isObject))
    }

    /// Moves to the next value of the container that is open; false when the container ends, which closes it.
    /// In an object, that value's key is then at hand.
    package mutating func next() throws(CodecError) -> Bool {
        guard let container = containers.last else { return false }
        skipSpace()
        if cursor.peek() == (container.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            cursor.advance()
            containers.removeLast()
            return false
        }
        if container.isAtFirst {
            containers[containers.count - 1].isAtFirst = false
        } else {
            guard cursor.next() == UInt8(ascii: ",") else { throw malformed("lacks a comma or a bracket") }
            skipSpace()
        }
        if container.isObject { try readKey() }
        return true
    }

    private mutating func readKey() throws(CodecError) {
        guard cursor.peek() == UInt8(ascii: "\"") else { throw malformed("lacks a key") }
        key = try string()
        skipSpace()
        guard cursor.next() == UInt8(ascii: ":") else { throw malformed("lacks a colon") }
    }

    // MARK: - Values

    /// What the value at hand is.
    package mutating func kind() throws(CodecError) -> Kind {
        skipSpace()
        switch cursor.peek() {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        case let byte? where byte == UInt8(ascii: "-") || isDigit(byte): return .number
        case nil: throw malformed("ends too early")
        default: throw malformed("has something that is no value")
        }
    }

    package mutating func boolean() throws(CodecError) -> Bool {
        skipSpace()
        if cursor.skip("true") { return true }
        guard cursor.skip("false") else { throw malformed("has something that is neither true nor false") }
        return false
    }

    package mutating func null() throws(CodecError) {
        skipSpace()
        guard cursor.skip("null") else { throw malformed("has something that is no value") }
    }

    /// A number as it is written.
    package mutating func number() throws(CodecError) -> String {
        skipSpace()
        let start = cursor.position
        _ = cursor.skip("-")
        if !cursor.skip("0") { try digits() }
        if cursor.skip(".") { try digits() }
        if cursor.skip("e") || cursor.skip("E") {
            if !cursor.skip("-") { _ = cursor.skip("+") }
            try digits()
        }
        return String(decoding: cursor.slice(from: start), as: UTF8.self)
    }

    private mutating func digits() throws(CodecError) {
        let start = cursor.position
        cursor.skip(while: isDigit)
        guard cursor.position > start else { throw malformed("has a broken number") }
    }

    package mutating func string() throws(CodecError) -> String {
        skipSpace()
        guard cursor.skip("\"") else { throw malformed("has no string where one is due") }
        let start = cursor.position
        cursor.skip(while: isPlain)
        if cursor.peek() == UInt8(ascii: "\"") {
            let text = try string(validating: cursor.slice(from: start))
            cursor.advance()
            return text
        }
        var text = Array(cursor.slice(from: start))
        while !cursor.skip("\"") {
            if cursor.skip("\\") {
                try takeEscape(into: &text)
                continue
            }
            let start = cursor.position
            cursor.skip(while: isPlain)
            guard cursor.position > start else { throw malformed("has a string that does not end") }
            text.append(contentsOf: cursor.slice(from: start))
        }
        return try string(validating: text)
    }

    /// Takes the value at hand, whatever it is.
    package mutating func skipValue() throws(CodecError) {
        let outer = depth
        repeat {
            switch try kind() {
            case .object: try beginObject()
            case .array: try beginArray()
            case .string: _ = try string()
            case .number: _ = try number()
            case .boolean: _ = try boolean()
            case .null: try null()
            }
            while depth > outer, try !next() {}
        } while depth > outer
    }

    /// Checks that nothing but white space follows.
    package mutating func finish() throws(CodecError) {
        while depth > 0 {
            while try next() { try skipValue() }
        }
        skipSpace()
        guard cursor.isAtEnd else { throw malformed("goes on after its end") }
    }

    // MARK: - Bytes

    private mutating func skipSpace() {
        cursor.skip {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t")
        }
    }

    private mutating func takeEscape(into text: inout [UInt8]) throws(CodecError) {
        switch cursor.next() {
        case UInt8(ascii: "\""): text.append(UInt8(ascii: "\""))
        case UInt8(ascii: "\\"): text.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "/"): text.append(UInt8(ascii: "/"))
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            let scalar = try takeScalar()
            text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        default: throw malformed("has an unknown escape")
        }
    }

    /// One UTF-16 unit, or two that make a pair.
    private mutating func takeScalar() throws(CodecError) -> Unicode.Scalar {
        let first = try takeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), cursor.skip("\\u") else {
            throw malformed("has half a surrogate pair")
        }
        let second = try takeUnit()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw malformed("has half a surrogate pair") }
        return scalar
    }

    private mutating func takeUnit() throws(CodecError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = cursor.next().flatMap(Hexadecimal.value(ofDigit:)) else {
                throw malformed("has a broken escape")
            }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    private func string(validating bytes: some Sequence<UInt8>) throws(CodecError) -> String {
        guard let string = String(validating: bytes, as: UTF8.self) else { throw malformed("is not UTF-8") }
        return string
    }

    private func malformed(_ what: String) -> CodecError {
        CodecError(.malformedDocument, "The JSON text \(what) (byte \(cursor.position)).")
    }
}

/// A character of a string that stands for itself.
@inline(__always)
private func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
}

@inline(__always)
private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
