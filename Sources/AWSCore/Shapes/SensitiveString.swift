/// A secret in text form. Printing, dumping or interpolating it shows `<redacted>`; `rawValue` is the secret.
public struct SensitiveString: OpenEnum, CustomDebugStringConvertible, CustomReflectable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public var description: String { "<redacted>" }
    public var debugDescription: String { "<redacted>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
