/// A list in one header field: values with commas between them, quoted where they need it.
enum HeaderList {
    static func format(_ values: [String]) -> String {
        values.map { value in
            guard value.contains(where: { $0 == "," || $0 == "\"" }) else { return value }
            let escaped = value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
            return "\"\(escaped.joined())\""
        }.joined(separator: ", ")
    }

    static func parse(_ text: String) -> [String] {
        var values: [String] = []
        var value: [UInt8] = []
        var wasQuoted = false
        var bytes = text.utf8.makeIterator()
        func take() {
            let text = String(decoding: value, as: UTF8.self)
            let trimmed = wasQuoted ? text : Scalars.trimmed(text)
            if wasQuoted || !trimmed.isEmpty { values.append(trimmed) }
            value.removeAll(keepingCapacity: true)
            wasQuoted = false
        }
        while let byte = bytes.next() {
            if byte == UInt8(ascii: ",") {
                take()
            } else if byte == UInt8(ascii: "\""), value.allSatisfy({ $0 == UInt8(ascii: " ") }), !wasQuoted {
                wasQuoted = true
                value = quoted(&bytes)
            } else if !wasQuoted {
                value.append(byte)
            }
        }
        take()
        return values
    }

    /// What stands between the quote just taken and the one that closes it.
    private static func quoted(_ bytes: inout String.UTF8View.Iterator) -> [UInt8] {
        var value: [UInt8] = []
        while let byte = bytes.next(), byte != UInt8(ascii: "\"") {
            guard byte == UInt8(ascii: "\\") else {
                value.append(byte)
                continue
            }
            if let escaped = bytes.next() { value.append(escaped) }
        }
        return value
    }
}
