/// Walks an index in the order of keys and rolls keys up into common prefixes.
///
/// A common prefix costs one seek: the walk goes on behind it without looking at the keys beneath.
struct KeyScan {
    /// Gives rows from `key >= ?2` to `key < ?3` of the bucket `?1`, in order of keys, the key in column 1.
    let sql: String
    let bucket: Int
    let rule: PrefixRule
    let limit: Int

    private(set) var commonPrefixes: [String] = []
    private(set) var isTruncated = false
    private var count = 0
    private var last: Last?

    private enum Last {
        case entry
        case commonPrefix(String)
    }

    init(sql: String, bucket: BucketRow, prefix: String, delimiter: String, limit: Int) {
        self.sql = sql
        self.bucket = bucket.id
        self.limit = limit
        rule = PrefixRule(prefix: prefix, delimiter: delimiter)
    }

    /// The first byte string that a listing from a position may give.
    static func start(_ position: ListingPosition?) -> [UInt8] {
        switch position {
        case nil: []
        case .afterKey(let key): PrefixRule.successor(of: key)
        case .afterPrefix(let prefix): PrefixRule.end(of: prefix.utf8)
        }
    }

    /// Whether a key is listed by itself.
    func lists(_ key: String) -> Bool {
        key.utf8.starts(with: rule.prefix) && rule.commonPrefixLength(of: Array(key.utf8)) == nil
    }

    /// Takes the rows of one key, the rest of which an earlier page has listed.
    mutating func takeRest(
        _ row: Statement,
        _ take: (Statement) throws(StoreError) -> Void
    ) throws(StoreError) {
        defer { row.reset() }
        while try row.step() {
            guard hasRoom() else { return }
            try take(row)
            last = .entry
        }
    }

    /// Takes rows until the page is full or the prefix ends.
    mutating func run(
        from start: [UInt8],
        on connection: Connection,
        _ take: (Statement) throws(StoreError) -> Void
    ) throws(StoreError) {
        guard limit > 0, !isTruncated else { return }
        let start = start.lexicographicallyPrecedes(rule.prefix) ? rule.prefix : start
        let end = SQLValue.bytes(PrefixRule.end(of: rule.prefix))
        let row = try connection.statement(sql, [.integer(bucket), .bytes(start), end])
        defer { row.reset() }
        while try row.step() {
            guard hasRoom() else { return }
            guard let length = row.withBytes(1, { rule.commonPrefixLength(of: $0) }) else {
                try take(row)
                last = .entry
                continue
            }
            let common = row.withBytes(1) { Array($0.prefix(length)) }
            let text = String(decoding: common, as: UTF8.self)
            commonPrefixes.append(text)
            last = .commonPrefix(text)
            try row.bind([.integer(bucket), .bytes(PrefixRule.end(of: common)), end])
        }
    }

    private mutating func hasRoom() -> Bool {
        guard count < limit else {
            isTruncated = limit > 0
            return false
        }
        count += 1
        return true
    }

    /// Where the next page begins, given the last key that was taken; nil if there is none.
    func next(after key: String?) -> ListingPosition? {
        guard isTruncated else { return nil }
        switch last {
        case .commonPrefix(let prefix): return .afterPrefix(prefix)
        case .entry: return key.map { .afterKey($0) }
        case nil: return nil
        }
    }
}
