/// Why a source gave no keys. It never holds a secret.
public struct CredentialError: Error, Sendable, CustomStringConvertible {
    /// What kind of thing went wrong.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String
        private init(_ description: String) { self.description = description }

        /// The source is not set up. A chain goes on to its next one.
        public static let notConfigured = Code("notConfigured")
        /// The source is set up and makes no sense. A chain stops, rather than sign as somebody else.
        public static let invalid = Code("invalid")
        /// The source could not be reached, or refused.
        public static let unavailable = Code("unavailable")
    }

    public var code: Code
    /// The name of the source.
    public var source: String
    /// What was missing or wrong, in a sentence.
    public var message: String
    /// What each of the sources of a chain said.
    public var causes: [CredentialError]

    public init(_ code: Code, source: String, _ message: String, causes: [CredentialError] = []) {
        self.code = code
        self.source = source
        self.message = message
        self.causes = causes
    }

    public var description: String {
        causes.isEmpty
            ? "\(source): \(message)"
            : "\(message) " + causes.map { "[\($0)]" }.joined(separator: " ")
    }
}
