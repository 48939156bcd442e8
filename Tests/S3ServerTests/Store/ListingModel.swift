@testable import S3Server

/// What a listing is to give, said the slow way: look at every item.
struct ListingModel {
    struct Item: Equatable {
        var key: String
        var id: String
    }

    struct Page: Equatable {
        var items: [Item] = []
        var commonPrefixes: [String] = []
        var isTruncated = false
    }

    /// In the order they are listed in.
    var items: [Item]

    /// - Parameter start: only items for which it says true.
    func page(prefix: String, delimiter: String, limit: Int, from start: (Item) -> Bool) -> Page {
        var page = Page()
        for item in items where start(item) && Array(item.key.utf8).starts(with: Array(prefix.utf8)) {
            let common = Self.commonPrefix(of: item.key, prefix: prefix, delimiter: delimiter)
            if let common, let last = page.commonPrefixes.last, Array(last.utf8) == Array(common.utf8) { continue }
            if page.items.count + page.commonPrefixes.count == limit {
                page.isTruncated = limit > 0
                break
            }
            if let common { page.commonPrefixes.append(common) } else { page.items.append(item) }
        }
        return page
    }

    private static func commonPrefix(of key: String, prefix: String, delimiter: String) -> String? {
        if delimiter.isEmpty { return nil }
        let key = Array(key.utf8)
        let delimiter = Array(delimiter.utf8)
        for end in stride(from: prefix.utf8.count + delimiter.count, through: key.count, by: 1)
        where Array(key[(end - delimiter.count)..<end]) == delimiter {
            return String(decoding: key[..<end], as: UTF8.self)
        }
        return nil
    }

    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// Whether a key comes after a position.
    static func comes(_ key: String, after position: ListingPosition?) -> Bool {
        switch position {
        case nil: true
        case .afterKey(let marker): precedes(marker, key)
        case .afterPrefix(let prefix): precedes(prefix, key) && !key.utf8.starts(with: prefix.utf8)
        }
    }

    /// Keys of few letters, so that prefixes and delimiters meet.
    static func randomKey(_ random: inout SeededRandom) -> String {
        let letters = ["a", "b", "/", "//", "é", "-", "😀", "\u{1}"]
        return (0..<Int.random(in: 1...5, using: &random))
            .map { _ in letters.randomElement(using: &random) ?? "a" }.joined()
    }
}
