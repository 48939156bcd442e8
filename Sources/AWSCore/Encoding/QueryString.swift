/// The part of a URL after `?`.
package enum QueryString {
    /// Splits a query into its items, in order, and removes their escapes. Empty items (`a&&b`) are passed over.
    ///
    /// - Parameters:
    ///   - query: without the `?`.
    ///   - plusIsSpace: reads `+` as a space, as HTML forms write it.
    /// - Returns: nil when an escape is malformed or a name or value is not UTF-8.
    package static func parse(_ query: some StringProtocol, plusIsSpace: Bool = false) -> [QueryItem]? {
        var query = Substring(query)
        return query.withUTF8 { query in
            var items: [QueryItem] = []
            var rest = query[...]
            while !rest.isEmpty {
                let end = rest.firstIndex(of: UInt8(ascii: "&")) ?? rest.endIndex
                let part = UnsafeBufferPointer(rebasing: rest[..<end])
                rest = rest[end...].dropFirst()
                guard !part.isEmpty else { continue }
                guard let item = item(part, plusIsSpace: plusIsSpace) else { return nil }
                items.append(item)
            }
            return items
        }
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

    private static func item(_ part: UnsafeBufferPointer<UInt8>, plusIsSpace: Bool) -> QueryItem? {
        let equals = part.firstIndex(of: UInt8(ascii: "="))
        let name = UnsafeBufferPointer(rebasing: part[..<(equals ?? part.endIndex)])
        guard let name = PercentEncoding.decode(name, plusIsSpace: plusIsSpace) else { return nil }
        guard let equals else { return QueryItem(name) }
        let value = UnsafeBufferPointer(rebasing: part[(equals + 1)...])
        guard let value = PercentEncoding.decode(value, plusIsSpace: plusIsSpace) else { return nil }
        return QueryItem(name, value)
    }
}
