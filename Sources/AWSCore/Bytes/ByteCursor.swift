/// A place in bytes that belong to somebody else. Every look is checked against the end.
///
/// The bytes must outlive the cursor, so it lives inside a `withUnsafeReadableBytes` call.
package struct ByteCursor {
    private let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position >= bytes.count }

    /// The next byte, not taken.
    @inline(__always)
    func peek() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    /// The byte after `offset` others, not taken.
    @inline(__always)
    func peek(after offset: Int) -> UInt8? {
        offset < bytes.count - position ? bytes[position + offset] : nil
    }

    /// Takes the next byte.
    @inline(__always)
    mutating func next() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    /// Takes `count` bytes, or as many as are left.
    @inline(__always)
    mutating func advance(by count: Int = 1) {
        position = min(position + count, bytes.count)
    }

    /// Takes bytes for as long as they satisfy `condition`.
    @inline(__always)
    mutating func skip(while condition: (UInt8) -> Bool) {
        while position < bytes.count, condition(bytes[position]) { position += 1 }
    }

    /// Takes `byte` if it comes next.
    @inline(__always)
    mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Takes the same bytes as those at `range` if they come next.
    @inline(__always)
    mutating func skip(bytesAt range: Range<Int>) -> Bool {
        guard range.count <= bytes.count - position, range.upperBound <= position else { return false }
        for offset in 0..<range.count where bytes[range.lowerBound + offset] != bytes[position + offset] {
            return false
        }
        position += range.count
        return true
    }

    /// Takes `literal` if it comes next.
    mutating func skip(_ literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard length <= bytes.count - position else { return false }
        for index in 0..<length where bytes[position + index] != literal.utf8Start[index] { return false }
        position += length
        return true
    }

    /// Takes everything up to `literal` and `literal` itself; false when it does not come.
    mutating func skip(past literal: StaticString) -> Bool {
        guard literal.utf8CodeUnitCount > 0 else { return true }
        let first = literal.utf8Start[0]
        while true {
            skip { $0 != first }
            if isAtEnd { return false }
            if skip(literal) { return true }
            advance()
        }
    }

    /// The bytes from `start` to here.
    func slice(from start: Int) -> UnsafeRawBufferPointer {
        slice(start..<position)
    }

    func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)])
    }

    /// Whether the bytes at `range` are those of `text`.
    @inline(__always)
    func matches(_ range: Range<Int>, _ text: String) -> Bool {
        guard range.count == text.utf8.count else { return false }
        let own = slice(range)
        let isEqual = text.utf8.withContiguousStorageIfAvailable { other in
            for index in 0..<min(own.count, other.count) where own[index] != other[index] { return false }
            return true
        }
        return isEqual ?? own.elementsEqual(text.utf8)
    }
}

extension String {
    /// The text that UTF-8 bytes spell; nil when they are not UTF-8.
    init?(utf8 bytes: UnsafeRawBufferPointer) {
        // Nearly all text is ASCII, which needs no closer look.
        var union: UInt8 = 0
        for byte in bytes { union |= byte }
        if union < 0x80 {
            self.init(decoding: bytes, as: UTF8.self)
        } else {
            self.init(validating: bytes, as: UTF8.self)
        }
    }
}
