extension ByteCursor {
    /// Takes `&name;` or `&#number;` and appends the UTF-8 of the character it stands for.
    ///
    /// Control characters are taken although XML 1.0 has no form for them: services write keys with them so.
    mutating func takeXMLReference(into text: inout [UInt8]) throws(CodecError) {
        if skip("&lt;") { return text.append(UInt8(ascii: "<")) }
        if skip("&gt;") { return text.append(UInt8(ascii: ">")) }
        if skip("&amp;") { return text.append(UInt8(ascii: "&")) }
        if skip("&quot;") { return text.append(UInt8(ascii: "\"")) }
        if skip("&apos;") { return text.append(UInt8(ascii: "'")) }
        guard skip("&#") else { throw Self.undefinedReference }
        let radix: UInt32 = skip("x") ? 16 : 10
        var number: UInt32 = 0
        var digits = 0
        while let byte = next(), byte != UInt8(ascii: ";") {
            guard let digit = Hexadecimal.value(ofDigit: byte), digit < radix, number <= 0x10FFFF else {
                throw Self.undefinedReference
            }
            number = number * radix + UInt32(digit)
            digits += 1
        }
        guard digits > 0, number > 0, let scalar = Unicode.Scalar(number) else { throw Self.undefinedReference }
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private static var undefinedReference: CodecError {
        CodecError(.malformedDocument, "The XML document has a reference to nothing.")
    }
}
