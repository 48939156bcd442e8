enum ConstantTime {
    /// Compares without telling by its time how much is equal; the lengths are no secret.
    static func areEqual(_ first: String, _ second: String) -> Bool {
        var (first, second) = (first, second)
        return first.withUTF8 { first in
            second.withUTF8 { second in
                guard first.count == second.count else { return false }
                var difference: UInt8 = 0
                for position in first.indices { difference |= first[position] ^ second[position] }
                return difference == 0
            }
        }
    }
}
