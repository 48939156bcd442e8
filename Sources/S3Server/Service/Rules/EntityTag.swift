/// Entity tags on the wire are quoted; in the store they are not.
enum EntityTag {
    static func quoted(_ tag: String) -> String { "\"\(tag)\"" }

    /// The tag without its quotes and without the mark of a weak one.
    static func unquoted(_ text: some StringProtocol) -> String {
        var tag = text.drop { $0 == " " }
        while tag.last == " " { tag = tag.dropLast() }
        if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
        if tag.count >= 2, tag.first == "\"", tag.last == "\"" { tag = tag.dropFirst().dropLast() }
        return String(tag)
    }

    /// Whether a header's list of tags has this one, or is `*`.
    static func list(_ list: String, contains tag: String) -> Bool {
        list.split(separator: ",").contains { element in
            let element = unquoted(element)
            return element == "*" || element == tag
        }
    }
}
