/// One name of a URL's query with its value, both without escapes.
public struct QueryItem: Sendable, Hashable {
    public var name: String
    /// nil when there is no `=`, as in `?versioning`.
    public var value: String?

    public init(_ name: String, _ value: String? = nil) {
        self.name = name
        self.value = value
    }
}
