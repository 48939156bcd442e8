/// Turns the model's names into Swift's.
enum Naming {
    /// `SSEKMSKeyId` becomes `sseKMSKeyID`.
    static func member(_ name: String) -> String {
        lowerCamel(words(in: name)) { $0 }
    }

    /// `STANDARD_IA` becomes `standardIA`, `s3:ObjectCreated:*` becomes `objectCreatedAny`.
    static func enumCase(_ value: String) -> String {
        var value = value
        if value.hasPrefix("s3:") { value.removeFirst(3) }
        if value.hasSuffix(":*") { value = value.dropLast() + "Any" }
        return lowerCamel(words(in: value), capitalized)
    }

    /// `InvalidAccessKeyId` becomes `invalidAccessKeyID`.
    static func errorCode(_ code: String) -> String {
        lowerCamel(words(in: code)) { $0 }
    }

    /// The name in backticks where Swift would take it for a keyword.
    static func escaped(_ name: String) -> String {
        keywords.contains(name) ? "`\(name)`" : name
    }

    private static func lowerCamel(_ words: [String], _ spelling: (String) -> String) -> String {
        guard let first = words.first else { return "" }
        return first.lowercased() + words.dropFirst().map { spellings[$0.uppercased()] ?? spelling($0) }.joined()
    }

    /// `GLACIER` becomes `Glacier`; what has digits stays as it is.
    private static func capitalized(_ word: String) -> String {
        guard word == word.uppercased(), !word.contains(where: \.isNumber) else {
            return word.prefix(1).uppercased() + word.dropFirst()
        }
        return word.prefix(1) + word.dropFirst().lowercased()
    }

    /// Cuts a name where it changes from lower to upper case, after digits, and at punctuation.
    static func words(in name: String) -> [String] {
        name.split { !$0.isLetter && !$0.isNumber }.flatMap { wordsInCamelCase(Array($0)) }
    }

    private static func wordsInCamelCase(_ letters: [Character]) -> [String] {
        var words: [String] = []
        var word = ""
        for (index, letter) in letters.enumerated() {
            let next = index + 1 < letters.count ? letters[index + 1] : nil
            if letter.isUppercase, let last = word.last {
                let startsWord = next?.isLowercase ?? false
                if last.isLowercase || startsWord { words.append(contentsOf: knownWords(in: word)); word = "" }
            }
            word.append(letter)
        }
        words.append(contentsOf: knownWords(in: word))
        return words
    }

    /// Runs of capitals that are several words.
    private static func knownWords(in run: String) -> [String] {
        compounds[run] ?? [run]
    }

    private static let compounds: [String: [String]] = [
        "SSEKMS": ["SSE", "KMS"],
        "SSES3": ["SSE", "S3"],
        "ASNEEDED": ["AS", "NEEDED"],
        "ONEZONE": ["ONE", "ZONE"],
        "OPENZFS": ["OPEN", "ZFS"],
    ]

    /// Words that are not written as Xxxx.
    private static let spellings: [String: String] = {
        let acronyms = """
            ACL ACP ARN CORS CSV DSSE FSX HTTP HTTPS IA ID IR JSON JWT KMS MD5 MFA ONTAP S3 SAML SQL SSE URI URL ZFS
            """
        var spellings = ["ACLS": "ACLs", "ARNS": "ARNs", "IDS": "IDs"]
        for acronym in acronyms.split(whereSeparator: \.isWhitespace) { spellings[String(acronym)] = String(acronym) }
        return spellings
    }()

    private static let keywords: Set<String> = [
        "as", "break", "case", "catch", "class", "continue", "default", "defer", "do", "else", "enum", "extension",
        "false", "for", "func", "guard", "if", "import", "in", "init", "internal", "is", "let", "nil", "operator",
        "private", "protocol", "public", "repeat", "return", "self", "static", "struct", "subscript", "super",
        "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]
}
