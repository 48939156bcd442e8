/// A setting, or a file of settings, that makes no sense.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was wrong and where, in a sentence.
    public var message: String

    public init(_ message: String) { self.message = message }

    public var description: String { message }
}
