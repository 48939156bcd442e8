import AWSCore

/// The one byte range a `Range` header may ask for.
enum ByteRange: Sendable, Equatable {
    /// `bytes=5-`, `bytes=5-9`. The end is inclusive.
    case from(Int, through: Int?)
    /// `bytes=-5`
    case suffix(Int)

    /// Reads a `Range` header. Nil for anything that is not one well-formed range: S3 then answers with the whole object.
    init?(_ header: String) {
        guard header.hasPrefix("bytes=") else { return nil }
        let parts = header.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let first = Self.number(parts[0])
        let last = Self.number(parts[1])
        switch (parts[0].isEmpty, parts[1].isEmpty, first, last) {
        case (false, true, let first?, _): self = .from(first, through: nil)
        case (false, false, let first?, let last?) where first <= last: self = .from(first, through: last)
        case (true, false, _, let last?): self = .suffix(last)
        default: return nil
        }
    }

    /// The bytes meant of an object that has `size` of them; nil when there are none.
    func resolve(size: Int) -> Range<Int>? {
        switch self {
        case .from(let first, let last):
            guard first < size else { return nil }
            let end = min(last ?? size - 1, size - 1)
            return first..<(end + 1)
        case .suffix(let count):
            guard count > 0, size > 0 else { return nil }
            return max(0, size - count)..<size
        }
    }

    private static func number(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        // A number past what an object can have reads as the largest there is.
        return text.isEmpty ? nil : Int(text) ?? Int.max - 1
    }
}
