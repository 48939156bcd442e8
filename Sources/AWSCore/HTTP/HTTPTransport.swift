public import HTTPTypes

/// Carries one request to a server and brings its answer back.
///
/// One implementation speaks HTTP over sockets, another hands requests to a server in the same process.
public protocol HTTPTransport: Sendable {
    /// Sends a request. Returns as soon as the answer's head is there; its body is read afterwards.
    ///
    /// Cancelling the task ends the request and closes its connection.
    ///
    /// - Throws: `TransportError` when no answer came. An answer with any status is not an error.
    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse
}

/// A request as it goes on the wire.
public struct TransportRequest: Sendable {
    /// Method, scheme, authority, path with query (percent-encoded, never normalised) and header fields.
    public var head: HTTPRequest
    public var body: HTTPBody

    public init(head: HTTPRequest, body: HTTPBody = .empty) {
        self.head = head
        self.body = body
    }
}

/// An answer as it comes from the wire.
public struct TransportResponse: Sendable {
    public var head: HTTPResponse
    public var body: HTTPBody

    public init(head: HTTPResponse, body: HTTPBody = .empty) {
        self.head = head
        self.body = body
    }
}

/// A request that got no answer, or an answer that broke off.
public struct TransportError: Error, Sendable, CustomStringConvertible {
    /// What kind of thing went wrong.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String
        private init(_ description: String) { self.description = description }

        /// No connection could be made: nothing was sent.
        public static let cannotConnect = Code("cannotConnect")
        /// The connection ended before the whole answer was there.
        public static let connectionClosed = Code("connectionClosed")
        /// A time limit passed.
        public static let timedOut = Code("timedOut")
        /// The answer was not HTTP, or its body was not as long as announced.
        public static let invalidResponse = Code("invalidResponse")
        /// The request's own body failed or was not as long as announced.
        public static let requestBodyFailed = Code("requestBodyFailed")
        /// The request cannot be sent as it is: its target or a header field is malformed.
        public static let invalidRequest = Code("invalidRequest")
        /// The task was cancelled.
        public static let cancelled = Code("cancelled")
    }

    public var code: Code
    /// What was wrong, in a sentence.
    public var message: String
    public var underlyingError: (any Error)?

    public init(_ code: Code, _ message: String, underlyingError: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlyingError = underlyingError
    }

    public var description: String { "\(code): \(message)" }
}
