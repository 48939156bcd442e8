/// One operation of a service, as a value: the members are its input, ``Output`` is what it answers.
public protocol ServiceOperation: Shape {
    associatedtype Output: Shape

    static var traits: OperationTraits { get }
}

/// An operation whose answers come in pages.
public protocol PaginatedOperation: ServiceOperation {
    /// The same operation for the page after `output`, or nil when that was the last.
    func next(after output: Output) -> Self?
}

/// What a client and a server need to know about an operation beyond its members.
public struct OperationTraits: Sendable {
    /// The service the operation belongs to.
    public var service: ServiceTraits
    /// The operation's name in the service's model, `GetObject`.
    public var name: String
    /// The HTTP method, `GET`.
    public var method: String
    /// The path with placeholders, `/{Bucket}/{Key+}`. A `+` marks a placeholder that keeps its slashes.
    public var path: String
    /// Query items that are always sent, in order; a nil value is a name alone (`?acl`).
    public var query: [QueryItem]
    /// The status of a success that has no `statusCode` member of its own.
    public var successStatus: Int
    /// The name of the request document's root element. Nil: the request has no document of its own members.
    public var inputElement: String?
    /// The name of the answer document's root element. Nil: the answer has no document of its own members.
    public var outputElement: String?
    /// What the request must say about its body's integrity.
    public var requestChecksum: RequestChecksum
    /// The checksum algorithms an answer's body may carry, as their header suffixes name them.
    public var responseChecksums: [String]
    /// A 200 answer may still hold an error document (`CopyObject`).
    public var mayFailAfterSuccessStatus: Bool
    /// The request's body is a stream whose hash may be left out of the signature.
    public var hasUnsignedPayload: Bool
    /// A prefix for the host, `{RequestRoute}.`.
    public var hostPrefix: String?

    public init(
        service: ServiceTraits,
        name: String,
        method: String,
        path: String,
        query: [QueryItem] = [],
        successStatus: Int = 200,
        inputElement: String? = nil,
        outputElement: String? = nil,
        requestChecksum: RequestChecksum = .none,
        responseChecksums: [String] = [],
        mayFailAfterSuccessStatus: Bool = false,
        hasUnsignedPayload: Bool = false,
        hostPrefix: String? = nil
    ) {
        self.service = service
        self.name = name
        self.method = method
        self.path = path
        self.query = query
        self.successStatus = successStatus
        self.inputElement = inputElement
        self.outputElement = outputElement
        self.requestChecksum = requestChecksum
        self.responseChecksums = responseChecksums
        self.mayFailAfterSuccessStatus = mayFailAfterSuccessStatus
        self.hasUnsignedPayload = hasUnsignedPayload
        self.hostPrefix = hostPrefix
    }

    /// How an operation treats the checksum of its request body.
    public enum RequestChecksum: Sendable {
        /// The service takes none.
        case none
        /// The service takes one.
        case supported
        /// The service refuses a request without one.
        case required
    }
}

/// What all operations of a service share.
public struct ServiceTraits: Sendable {
    /// The wire protocol.
    public enum WireProtocol: Sendable {
        case restXML, query, json
    }

    /// `S3`, `STS`.
    public var name: String
    /// The name in signatures and host names, `s3`.
    public var signingName: String
    public var apiVersion: String
    public var wireProtocol: WireProtocol
    /// The XML namespace of its documents.
    public var namespace: String?
    /// For JSON: what stands before the operation's name in `X-Amz-Target`. Nil: the service has resources and
    /// methods in REST's way.
    public var targetPrefix: String?
    /// For JSON with a target: the version in the content type, `1.0` or `1.1`.
    public var jsonVersion: String

    public init(
        name: String,
        signingName: String,
        apiVersion: String,
        wireProtocol: WireProtocol,
        namespace: String? = nil,
        targetPrefix: String? = nil,
        jsonVersion: String = "1.0"
    ) {
        self.name = name
        self.signingName = signingName
        self.apiVersion = apiVersion
        self.wireProtocol = wireProtocol
        self.namespace = namespace
        self.targetPrefix = targetPrefix
        self.jsonVersion = jsonVersion
    }
}
