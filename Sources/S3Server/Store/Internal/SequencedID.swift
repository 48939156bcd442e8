/// Names for versions and uploads: sixteen hexadecimal digits of their place in the store's order and sixteen at random.
///
/// So the order of upload ids is the order in which they began, and a version is found by its id without an index.
enum SequencedID {
    static func make(sequence: Int, random: UInt64) -> String {
        digits(UInt64(bitPattern: Int64(sequence))) + digits(random)
    }

    /// The sequence in an id; nil if it is not one.
    static func sequence(of id: String) -> Int? {
        guard id.utf8.count == 32 else { return nil }
        return Int(String(decoding: id.utf8.prefix(16), as: UTF8.self), radix: 16)
    }

    private static func digits(_ number: UInt64) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
