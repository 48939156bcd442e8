/// Base64 with the standard alphabet and padding (RFC 4648, section 4).
package enum Base64 {
    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        bytes.withContiguousStorageIfAvailable { encode(UnsafeRawBufferPointer($0)) }
            ?? Array(bytes).withUnsafeBytes { encode($0) }
    }

    package static func encode(_ bytes: UnsafeRawBufferPointer) -> String {
        let alphabet = alphabet.utf8Start
        return String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { output in
            var position = 0
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let left = bytes.count - start
                let first = bytes[start]
                let second = left > 1 ? bytes[start + 1] : 0
                let third = left > 2 ? bytes[start + 2] : 0
                output[position] = alphabet[Int(first >> 2)]
                output[position + 1] = alphabet[Int((first & 3) << 4 | second >> 4)]
                output[position + 2] = left > 1 ? alphabet[Int((second & 15) << 2 | third >> 6)] : padding
                output[position + 3] = left > 2 ? alphabet[Int(third & 63)] : padding
                position += 4
            }
            return position
        }
    }

    /// Reads exactly what ``encode(_:)-(UnsafeRawBufferPointer)`` writes.
    ///
    /// - Returns: nil for any other character, white space too, and for missing padding or stray bits before it.
    package static func decode(_ text: String) -> [UInt8]? {
        var text = text
        return text.withUTF8 { characters in values.withUnsafeBufferPointer { decode(characters, values: $0) } }
    }

    private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    private static let padding = UInt8(ascii: "=")
    private static let noValue: UInt8 = 255

    /// The six bits each byte stands for.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: noValue, count: 256)
        alphabet.withUTF8Buffer { alphabet in
            for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        }
        return values
    }()

    private static func decode(
        _ characters: UnsafeBufferPointer<UInt8>,
        values: UnsafeBufferPointer<UInt8>
    ) -> [UInt8]? {
        guard characters.count.isMultiple(of: 4) else { return nil }
        var unpadded = characters[...]
        for _ in 0..<2 where unpadded.last == padding { unpadded.removeLast() }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(unpadded.count * 3 / 4)
        var bits: UInt32 = 0
        var bitCount: UInt32 = 0
        for character in unpadded {
            let value = values[Int(character)]
            guard value != noValue else { return nil }
            bits = bits << 6 | UInt32(value)
            bitCount += 6
            guard bitCount >= 8 else { continue }
            bitCount -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
        }
        guard bits & (1 << bitCount - 1) == 0 else { return nil }
        return bytes
    }
}
