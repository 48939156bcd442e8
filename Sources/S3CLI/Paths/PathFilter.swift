import ArgumentParser
import Synchronization

/// Which files or keys of a tree take part: patterns in the order they were given, the last that matches decides.
struct PathFilter: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Leave out what matches (* ? [set]). Later patterns win over earlier ones.",
            valueName: "pattern"
        )
    )
    var exclude: [OrderedPattern] = []

    @Option(name: .long, help: ArgumentHelp("Take what matches even if left out before.", valueName: "pattern"))
    var include: [OrderedPattern] = []

    /// - Parameter path: relative to the top of the tree, with slashes.
    func admits(_ path: String) -> Bool {
        guard !exclude.isEmpty || !include.isEmpty else { return true }
        var rules = exclude.map { ($0, false) } + include.map { ($0, true) }
        rules.sort { $0.0.position < $1.0.position }
        return rules.last { $0.0.glob.matches(path) }?.1 ?? true
    }
}

/// A pattern that knows its place among all patterns of the command line, whichever option it belongs to.
struct OrderedPattern: ExpressibleByArgument {
    private static let count = Mutex(0)

    let glob: Glob
    let position: Int

    init?(argument: String) {
        glob = Glob(argument)
        position = Self.count.withLock { count in
            count += 1
            return count
        }
    }
}

/// A shell pattern in which `*` and `?` match slashes too, as in `aws s3`.
struct Glob: Sendable {
    private enum Token {
        case character(Character)
        case any
        case anyRun
        case set([ClosedRange<Character>], isNegated: Bool)
    }

    private let tokens: [Token]

    init(_ pattern: String) {
        var tokens: [Token] = []
        var rest = pattern[...]
        while let character = rest.popFirst() {
            switch character {
            case "*": tokens.append(.anyRun)
            case "?": tokens.append(.any)
            case "[":
                if let set = Self.takeSet(&rest) { tokens.append(set) } else { tokens.append(.character("[")) }
            default: tokens.append(.character(character))
            }
        }
        self.tokens = tokens
    }

    /// The set behind an opening bracket; nil, and nothing taken, if it is never closed.
    private static func takeSet(_ rest: inout Substring) -> Token? {
        var inner = rest
        let isNegated = inner.first == "!"
        if isNegated { inner.removeFirst() }
        guard let first = inner.first, let close = inner.dropFirst().firstIndex(of: "]") else { return nil }
        var ranges: [ClosedRange<Character>] = []
        var members = [first] + inner[inner.index(after: inner.startIndex)..<close]
        while let low = members.first {
            members.removeFirst()
            if members.count >= 2, members[0] == "-", low <= members[1] {
                ranges.append(low...members[1])
                members.removeFirst(2)
            } else {
                ranges.append(low...low)
            }
        }
        rest = inner[inner.index(after: close)...]
        return .set(ranges, isNegated: isNegated)
    }

    /// Whether the pattern matches the whole text. Takes at most pattern times text steps.
    func matches(_ text: String) -> Bool {
        let text = Array(text)
        var (position, token) = (0, 0)
        var retry: (position: Int, token: Int)?
        while position < text.count {
            if token < tokens.count, case .anyRun = tokens[token] {
                retry = (position, token)
                token += 1
            } else if token < tokens.count, matchesOne(tokens[token], text[position]) {
                position += 1
                token += 1
            } else if let last = retry {
                retry = (last.position + 1, last.token)
                position = last.position + 1
                token = last.token + 1
            } else {
                return false
            }
        }
        return tokens[token...].allSatisfy { if case .anyRun = $0 { true } else { false } }
    }

    private func matchesOne(_ token: Token, _ character: Character) -> Bool {
        switch token {
        case .character(let expected): expected == character
        case .any: true
        case .anyRun: false
        case .set(let ranges, let isNegated): ranges.contains { $0.contains(character) } != isNegated
        }
    }
}
