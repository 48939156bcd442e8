/// The part of a URL after `?`.
package enum QueryString {
    /// Splits a query into its items, in order, and removes their escapes. Empty items (`a&&b`) are passed over.
    ///
    /// - Parameters:
    ///   - query: without the `?`.
    ///   - plusIsSpace: reads `+` as a space, as HTML forms write it.
    /// - Returns: nil when an escape is malformed or a name or value is not UTF-8.
    package static func parse(_ query: some StringProtocol, plusIsSpace: Bool = false) -> [QueryItem]? {
        let query = Substring(query)
        guard !query.isEmpty else { return [] }
        var items: [QueryItem] = []
        for part in query.utf8.split(separator: UInt8(ascii: "&")) {
            let equals = part.firstIndex(of: UInt8(ascii: "="))
            let name = Substring(part[..<(equals ?? part.endIndex)])
            guard let name = PercentEncoding.decode(name, plusIsSpace: plusIsSpace) else { return nil }
            guard let equals else {
                items.append(QueryItem(name))
                continue
            }
            let value = Substring(part[part.index(after: equals)...])
            guard let value = PercentEncoding.decode(value, plusIsSpace: plusIsSpace) else { return nil }
            items.append(QueryItem(name, value))
        }
        return items
    }

    /// Joins items in the order given; `?` does not come before them.
    package static func format(_ items: [QueryItem]) -> String {
        var query = ""
        for item in items {
            if !query.isEmpty { query += "&" }
            query += PercentEncoding.encode(item.name)
            guard let value = item.value else { continue }
            query += "="
            query += PercentEncoding.encode(value)
        }
        return query
    }
}
