/// Fills a string's storage with fixed forms.
struct ASCIIWriter {
    private let output: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    private init(_ output: UnsafeMutableBufferPointer<UInt8>) { self.output = output }

    /// - Parameter capacity: no less than the bytes `body` writes.
    static func string(capacity: Int, _ body: (inout ASCIIWriter) -> Void) -> String {
        String(unsafeUninitializedCapacity: capacity) { output in
            var writer = ASCIIWriter(output)
            body(&writer)
            return writer.count
        }
    }

    mutating func write(_ text: StaticString) {
        text.withUTF8Buffer { text in
            for byte in text {
                output[count] = byte
                count += 1
            }
        }
    }

    /// Writes a number that is not negative with leading zeros.
    mutating func write(_ number: Int, digits: Int) {
        var number = number
        for position in stride(from: count + digits - 1, through: count, by: -1) {
            output[position] = UInt8(ascii: "0") + UInt8(number % 10)
            number /= 10
        }
        count += digits
    }
}
