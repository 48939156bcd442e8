import HTTPTypes

/// What the wire needs to know about a structure.
public struct Schema: Sendable {
    /// The shape's name in the service's model; errors name it.
    public let name: String
    /// The members in the model's order.
    public let members: [Member]
    /// Whether some members are attributes of the element that holds the others.
    let hasAttributes: Bool

    public init(_ name: String, _ members: [Member]) {
        self.name = name
        self.members = members
        hasAttributes = members.contains { $0.location == .attribute }
    }
}

/// What the wire needs to know about one member of a structure.
public struct Member: Sendable {
    /// Which part of an HTTP message holds the member.
    public enum Location: Sendable {
        /// An element of the XML or JSON document, or a query-protocol parameter.
        case body
        /// An attribute of the enclosing XML element.
        case attribute
        /// The whole HTTP body: a document of its own, or bytes.
        case payload
        /// A header field of this name.
        case header
        /// Every header field whose name starts with this prefix.
        case headerPrefix
        /// A query item of this name.
        case query
        /// A placeholder of the path.
        case label
        /// The HTTP status code itself.
        case statusCode
    }

    /// The name on the wire: element, header, query item or placeholder.
    public let name: String
    public let location: Location
    public let isRequired: Bool
    /// For lists: elements repeat under `name` itself, with no wrapper around them.
    public let isFlattened: Bool
    /// For wrapped lists: the name of each element inside the wrapper.
    public let elementName: String
    /// How a timestamp is written. Nil: the protocol's default for the location.
    public let timestampFormat: TimestampFormat?
    /// The namespace an XML element of this member declares, with its prefix where it has one.
    public let namespace: XMLNamespace?
    /// The name as that of a header field, where it is one.
    let fieldName: HTTPField.Name?

    public init(
        _ name: String,
        _ location: Location = .body,
        required: Bool = false,
        flattened: Bool = false,
        element: String = "member",
        timestamp: TimestampFormat? = nil,
        namespace: XMLNamespace? = nil
    ) {
        self.name = name
        self.location = location
        self.isRequired = required
        self.isFlattened = flattened
        self.elementName = element
        self.timestampFormat = timestamp
        self.namespace = namespace
        fieldName = location == .header ? HTTPField.Name(name) : nil
    }
}

/// How a point in time is spelled on the wire.
public enum TimestampFormat: Sendable {
    /// `2026-11-23T10:00:00.000Z`, the default in XML documents.
    case iso8601
    /// `Mon, 23 Nov 2026 10:00:00 GMT`, the default in headers.
    case httpDate
    /// Seconds since 1970, the default in JSON.
    case epochSeconds
}

/// A namespace that an XML element declares.
public struct XMLNamespace: Sendable, Equatable {
    public let uri: String
    public let prefix: String?

    public init(_ uri: String, prefix: String? = nil) {
        self.uri = uri
        self.prefix = prefix
    }
}
