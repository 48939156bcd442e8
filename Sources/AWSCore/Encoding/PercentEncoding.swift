/// Percent-encoding as Signature Version 4 wants it: every byte but RFC 3986's unreserved characters is escaped,
/// with upper-case digits.
package enum PercentEncoding {
    /// Escapes everything but letters, digits, `-`, `.`, `_` and `~`.
    ///
    /// - Parameter keepingSlashes: leaves `/` as it is, which paths of keys need.
    package static func encode(_ text: String, keepingSlashes: Bool = false) -> String {
        var text = text
        return text.withUTF8 { encode($0, keepingSlashes: keepingSlashes) } ?? text
    }

    package static func encode(_ text: Substring, keepingSlashes: Bool = false) -> String {
        var text = text
        return text.withUTF8 { encode($0, keepingSlashes: keepingSlashes) } ?? String(text)
    }

    /// Replaces each escape by its byte.
    ///
    /// - Parameter plusIsSpace: reads `+` as a space, as HTML forms write it.
    /// - Returns: nil when an escape is not two hexadecimal digits, or when the bytes are not UTF-8.
    package static func decode(_ text: String, plusIsSpace: Bool = false) -> String? {
        var text = text
        return text.withUTF8 { decode($0, plusIsSpace: plusIsSpace) }
    }

    package static func decode(_ text: Substring, plusIsSpace: Bool = false) -> String? {
        var text = text
        return text.withUTF8 { decode($0, plusIsSpace: plusIsSpace) }
    }
}

extension PercentEncoding {
    /// The escaped text; nil when there is nothing to escape.
    private static func encode(_ bytes: UnsafeBufferPointer<UInt8>, keepingSlashes: Bool) -> String? {
        let kept = ASCIISet.unreserved(andSlash: keepingSlashes)
        var escapes = 0
        for byte in bytes where !kept.contains(byte) { escapes += 1 }
        guard escapes > 0 else { return nil }
        return String(unsafeUninitializedCapacity: bytes.count + 2 * escapes) { output in
            var position = 0
            for byte in bytes {
                if kept.contains(byte) {
                    output[position] = byte
                    position += 1
                } else {
                    output[position] = UInt8(ascii: "%")
                    output[position + 1] = Hexadecimal.upperCaseDigit(byte >> 4)
                    output[position + 2] = Hexadecimal.upperCaseDigit(byte & 15)
                    position += 3
                }
            }
            return position
        }
    }

    /// - Parameter bytes: UTF-8, as every part of a string's storage between two ASCII characters is.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, plusIsSpace: Bool) -> String? {
        let percent = UInt8(ascii: "%")
        let plus = UInt8(ascii: "+")
        guard bytes.contains(where: { $0 == percent || (plusIsSpace && $0 == plus) }) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { output in
            var count = 0
            var position = 0
            var combined: UInt8 = 0
            while position < bytes.count {
                var byte = bytes[position]
                if byte == percent {
                    guard position + 2 < bytes.count,
                        let high = Hexadecimal.value(ofDigit: bytes[position + 1]),
                        let low = Hexadecimal.value(ofDigit: bytes[position + 2])
                    else { return nil }
                    byte = high << 4 | low
                    position += 2
                } else if plusIsSpace && byte == plus {
                    byte = UInt8(ascii: " ")
                }
                output[count] = byte
                combined |= byte
                count += 1
                position += 1
            }
            let decoded = UnsafeBufferPointer(rebasing: output[..<count])
            // Validating costs a multiple of decoding, which repairs instead; ASCII needs neither.
            return combined < 128
                ? String(decoding: decoded, as: UTF8.self) : String(validating: decoded, as: UTF8.self)
        }
    }
}

/// Characters below 128, one bit each.
private struct ASCIISet {
    var below64: UInt64
    var from64: UInt64

    /// Letters, digits, `-`, `.`, `_` and `~`, and `/` if asked.
    static func unreserved(andSlash: Bool) -> ASCIISet {
        ASCIISet(below64: 0x03FF_6000_0000_0000 | (andSlash ? 1 << 47 : 0), from64: 0x47FF_FFFE_87FF_FFFE)
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        guard byte < 128 else { return false }
        return (byte < 64 ? below64 : from64) >> UInt64(byte & 63) & 1 == 1
    }
}
