/// Reads fixed forms from bytes. Nothing is consumed when a method returns nil or false.
struct ASCIIScanner {
    private var bytes: Slice<UnsafeBufferPointer<UInt8>>

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes[...] }

    var isAtEnd: Bool { bytes.isEmpty }

    mutating func skip(_ text: StaticString) -> Bool {
        let matches = text.withUTF8Buffer { bytes.starts(with: $0) }
        if matches { bytes.removeFirst(text.utf8CodeUnitCount) }
        return matches
    }

    /// One digit's value.
    mutating func digit() -> Int? {
        guard let byte = bytes.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        bytes.removeFirst()
        return Int(byte - UInt8(ascii: "0"))
    }

    /// The number that exactly so many digits make.
    mutating func number(digits: Int) -> Int? {
        let start = self
        var number = 0
        for _ in 0..<digits {
            guard let digit = digit() else {
                self = start
                return nil
            }
            number = number * 10 + digit
        }
        return number
    }

    /// The place of the first of the names that comes next.
    mutating func index(in names: [StaticString]) -> Int? {
        names.firstIndex { skip($0) }
    }
}
