/// The sections of a file in the form of AWS's shared `config` and `credentials` files.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
struct ProfileFile: Sendable, Equatable {
    /// Which of the two files it is: they name their profiles differently.
    enum Kind: Sendable {
        case config, credentials
    }

    /// `[profile name]`, `[default]`, and `[name]` in a credentials file, by name.
    private(set) var profiles: [String: Properties] = [:]
    /// `[services name]` and others of `config`, by kind and name.
    private(set) var others: [String: [String: Properties]] = [:]

    /// The properties of a section. Those nested below another are named `outer.inner`.
    typealias Properties = [String: String]

    init() {}

    /// - Parameter path: named in errors.
    /// - Throws: `ConfigurationError` for a line that is no section, property or comment.
    init(parsing text: String, as kind: Kind, path: String) throws(ConfigurationError) {
        var parser = Parser(kind: kind, path: path)
        // A carriage return and a newline are one Character: lines are cut by scalars.
        for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            try parser.take(Substring(line))
        }
        self = parser.file
    }

    private enum Section {
        case profile(String)
        case other(kind: String, name: String)
        /// A section whose properties are not looked at.
        case ignored
    }

    private mutating func set(_ name: String, to value: String, in section: Section) {
        switch section {
        case .profile(let profile): profiles[profile, default: [:]][name] = value
        case .other(let kind, let other): others[kind, default: [:]][other, default: [:]][name] = value
        case .ignored: break
        }
    }

    private struct Parser {
        let kind: Kind
        let path: String
        var file = ProfileFile()
        private var lineNumber = 0
        private var section: Section?
        /// The property that an indented line would belong to.
        private var property: (name: String, value: String)?
        private var isPrefixedDefaultSeen = false

        init(kind: Kind, path: String) {
            self.kind = kind
            self.path = path
        }

        mutating func take(_ line: Substring) throws(ConfigurationError) {
            lineNumber += 1
            let content = line.trimmed
            guard let first = content.first, first != "#", first != ";" else { return }
            if line.first?.isWhitespace == true, let section, let property {
                return continueProperty(property, with: content, in: section)
            }
            if first == "[" { return try beginSection(content) }
            guard let section else { throw error("a property before the first section") }
            guard let (name, value) = split(content) else { throw error("neither a section nor `name = value`") }
            property = (name, value)
            file.set(name, to: value, in: section)
        }

        /// Below a property without a value an indented line is one of its own; below any other it goes on with the value.
        private mutating func continueProperty(
            _ property: (name: String, value: String),
            with content: Substring,
            in section: Section
        ) {
            if property.value.isEmpty, let (name, value) = split(content) {
                file.set("\(property.name).\(name)", to: value, in: section)
            } else if !property.value.isEmpty {
                let value = "\(property.value)\n\(content)"
                self.property?.value = value
                file.set(property.name, to: value, in: section)
            }
        }

        private mutating func beginSection(_ line: Substring) throws(ConfigurationError) {
            property = nil
            guard let end = line.firstIndex(of: "]") else { throw error("a section without its closing bracket") }
            let words = line[line.index(after: line.startIndex)..<end].split(whereSeparator: \.isWhitespace)
            switch (kind, words.first, words.count) {
            case (.credentials, let name?, 1): begin(.profile(String(name)))
            case (.config, "default", 1):
                // `[profile default]` wins over `[default]` wherever it stands.
                begin(isPrefixedDefaultSeen ? .ignored : .profile("default"))
            case (.config, "profile", 2...):
                let name = words.dropFirst().joined(separator: " ").unquoted
                if name == "default", !isPrefixedDefaultSeen {
                    isPrefixedDefaultSeen = true
                    file.profiles["default"] = nil
                }
                begin(.profile(name))
            case (.config, let kind?, 2): section = .other(kind: String(kind), name: String(words[1]).unquoted)
            default: section = .ignored
            }
        }

        private mutating func begin(_ section: Section) {
            self.section = section
            if case .profile(let name) = section { file.profiles[name, default: [:]].merge([:]) { old, _ in old } }
        }

        private func split(_ line: Substring) -> (name: String, value: String)? {
            guard let equals = line.firstIndex(of: "=") else { return nil }
            let name = line[..<equals].trimmed.lowercased()
            guard !name.isEmpty else { return nil }
            return (name, String(line[line.index(after: equals)...].withoutComment.trimmed))
        }

        private func error(_ what: String) -> ConfigurationError {
            ConfigurationError("\(path), line \(lineNumber): \(what).")
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    /// A comment at a line's end begins with white space.
    fileprivate var withoutComment: Substring {
        var previous: Character?
        for index in indices {
            if self[index] == "#" || self[index] == ";", previous?.isWhitespace == true { return self[..<index] }
            previous = self[index]
        }
        return self
    }
}

extension String {
    fileprivate var unquoted: String {
        guard count >= 2, let first, first == last, first == "\"" || first == "'" else { return self }
        return String(dropFirst().dropLast())
    }
}
