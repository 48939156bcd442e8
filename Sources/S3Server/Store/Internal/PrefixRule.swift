/// How a prefix and a delimiter sort keys into single ones and common prefixes. Works on bytes, since keys are opaque.
struct PrefixRule: Sendable {
    let prefix: [UInt8]
    let delimiter: [UInt8]

    init(prefix: String, delimiter: String) {
        self.prefix = Array(prefix.utf8)
        self.delimiter = Array(delimiter.utf8)
    }

    /// The length of the common prefix that a key is rolled up into: through the first delimiter after the prefix.
    /// Nil for a key that is listed by itself, or is outside the prefix.
    func commonPrefixLength(of key: [UInt8]) -> Int? {
        key.withUnsafeBytes { commonPrefixLength(of: $0) }
    }

    func commonPrefixLength(of key: UnsafeRawBufferPointer) -> Int? {
        guard let first = delimiter.first, key.count >= prefix.count + delimiter.count else { return nil }
        guard key.starts(with: prefix) else { return nil }
        for start in prefix.count...(key.count - delimiter.count)
        where key[start] == first && key[start...].starts(with: delimiter) {
            return start + delimiter.count
        }
        return nil
    }

    /// The first byte string after every string that begins with `prefix`.
    ///
    /// For an empty one it is a byte that no UTF-8 has, so it comes after every key.
    static func end(of prefix: some Collection<UInt8>) -> [UInt8] {
        var end = Array(prefix)
        while let last = end.popLast() {
            guard last == 0xFF else { return end + [last + 1] }
        }
        return [0xFF]
    }

    /// The first byte string after `key` itself.
    static func successor(of key: String) -> [UInt8] {
        Array(key.utf8) + [0]
    }
}
