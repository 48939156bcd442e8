extension [UInt8] {
    mutating func append(_ text: String) { append(contentsOf: text.utf8) }

    /// Appends text with everything escaped but RFC 3986's unreserved characters.
    ///
    /// Works on bytes, so that text which is not UTF-8 gives a signature that differs and no failure.
    ///
    /// - Parameters:
    ///   - decodingFirst: replaces each well-formed escape by its byte beforehand.
    ///   - plusIsSpace: reads `+` as a space when decoding.
    mutating func appendEscaping(
        _ text: UnsafeBufferPointer<UInt8>,
        keepingSlashes: Bool,
        decodingFirst: Bool = false,
        plusIsSpace: Bool = false
    ) {
        var position = 0
        while position < text.count {
            var byte = text[position]
            position += 1
            if decodingFirst {
                if byte == UInt8(ascii: "%"), let decoded = text.escapedByte(after: position) {
                    byte = decoded
                    position += 2
                } else if plusIsSpace, byte == UInt8(ascii: "+") {
                    byte = UInt8(ascii: " ")
                }
            }
            if byte.isUnreserved || (keepingSlashes && byte == UInt8(ascii: "/")) {
                append(byte)
            } else {
                append(UInt8(ascii: "%"))
                append(Hexadecimal.upperCaseDigit(byte >> 4))
                append(Hexadecimal.upperCaseDigit(byte & 15))
            }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func escapedByte(after position: Int) -> UInt8? {
        guard position + 1 < count,
            let high = Hexadecimal.value(ofDigit: self[position]),
            let low = Hexadecimal.value(ofDigit: self[position + 1])
        else { return nil }
        return high << 4 | low
    }
}

extension UInt8 {
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
