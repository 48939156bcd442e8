/// A message that could not be written or read.
public struct CodecError: Error, Sendable, CustomStringConvertible {
    /// What kind of thing went wrong.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String
        private init(_ description: String) { self.description = description }

        /// The document is not well-formed, or ends too early.
        public static let malformedDocument = Code("malformedDocument")
        /// The document is well-formed and not the one expected.
        public static let unexpectedDocument = Code("unexpectedDocument")
        /// A member the model requires is not there.
        public static let missingMember = Code("missingMember")
        /// A value does not have the form of its type.
        public static let invalidValue = Code("invalidValue")
        /// A limit on size, depth or number was passed.
        public static let limitExceeded = Code("limitExceeded")
    }

    public var code: Code
    /// What was wrong and where, in a sentence.
    public var message: String
    /// The wire name of the member at fault, where there is one.
    public var member: String?

    public init(_ code: Code, _ message: String, member: String? = nil) {
        self.code = code
        self.message = message
        self.member = member
    }

    public static func missingMember(_ member: String, of shape: String) -> CodecError {
        CodecError(.missingMember, "\(shape) lacks \(member), which is required.", member: member)
    }

    public static func invalidValue(_ value: String, for member: String, expected: String) -> CodecError {
        CodecError(.invalidValue, "\(member) is \"\(value.prefix(64))\", which is not \(expected).", member: member)
    }

    public var description: String { "\(code): \(message)" }
}
