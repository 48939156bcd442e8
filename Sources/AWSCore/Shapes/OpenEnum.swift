/// A string that the service chooses, with a static member for each value known today.
///
/// A value not known today is kept as it is: a new storage class is never an error.
public protocol OpenEnum: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible
where RawValue == String {
    init(rawValue: String)
}

extension OpenEnum {
    public init(stringLiteral value: String) { self.init(rawValue: value) }
    public init(_ value: String) { self.init(rawValue: value) }
    public var description: String { rawValue }
}
