package import NIOCore

/// Writes a JSON text into a buffer.
package struct JSONWriter {
    package private(set) var buffer = ByteBuffer()
    private var needsComma = false

    package init() {}

    package mutating func beginObject() { begin("{") }
    package mutating func endObject() { end("}") }
    package mutating func beginArray() { begin("[") }
    package mutating func endArray() { end("]") }

    package mutating func key(_ key: String) {
        string(key)
        buffer.writeStaticString(":")
        needsComma = false
    }

    package mutating func string(_ text: String) {
        separate()
        buffer.writeStaticString("\"")
        escape(text)
        buffer.writeStaticString("\"")
    }

    package mutating func boolean(_ value: Bool) {
        separate()
        buffer.writeStaticString(value ? "true" : "false")
    }

    /// Writes a number that is in JSON's form already.
    package mutating func number(_ text: String) {
        separate()
        buffer.writeString(text)
    }

    private mutating func begin(_ bracket: StaticString) {
        separate()
        buffer.writeStaticString(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: StaticString) {
        buffer.writeStaticString(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { buffer.writeStaticString(",") }
        needsComma = true
    }

    /// Writes runs of ordinary characters as they are, and escapes for the rest.
    private mutating func escape(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            for (index, byte) in bytes.enumerated()
            where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                buffer.writeBytes(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<index])))
                writeEscape(of: byte)
                start = index + 1
            }
            buffer.writeBytes(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start...])))
        }
    }

    private mutating func writeEscape(of byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): buffer.writeStaticString("\\\"")
        case UInt8(ascii: "\\"): buffer.writeStaticString("\\\\")
        case UInt8(ascii: "\n"): buffer.writeStaticString("\\n")
        case UInt8(ascii: "\r"): buffer.writeStaticString("\\r")
        case UInt8(ascii: "\t"): buffer.writeStaticString("\\t")
        default: buffer.writeString("\\u00" + Hexadecimal.encode(CollectionOfOne(byte)))
        }
    }
}
