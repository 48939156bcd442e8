import NIOCore

/// A value bound to a parameter of a statement.
enum SQLValue: Sendable {
    case null
    case integer(Int)
    case text(String)
    case bytes([UInt8])
    case buffer(ByteBuffer)
    /// A string's UTF-8 bytes as a blob, so that SQLite compares them byte by byte and never as text.
    case utf8(String)

    static func flag(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }

    static func optional(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
}
