public import HTTPTypes

/// An error as a service words it, on either end of the wire.
public struct ServiceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The service's code for it, such as `NoSuchKey`.
    public var code: ErrorCode
    public var message: String
    /// The HTTP status it came with or goes out with.
    public var status: Int
    /// The request's id, as `x-amz-request-id` and `RequestId` carry it.
    public var requestID: String?
    /// `x-amz-id-2` and `HostId`.
    public var hostID: String?
    /// The further elements of the error document by name, in order: `BucketName`, `Key`, `Condition`, `Region`.
    public var details: [Detail]
    /// Header fields that say more than the document: `x-amz-delete-marker`, `x-amz-bucket-region`, `Retry-After`.
    public var headers: HTTPFields

    /// One further element of an error document.
    public struct Detail: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(
        _ code: ErrorCode,
        _ message: String,
        status: Int,
        details: [Detail] = [],
        requestID: String? = nil,
        hostID: String? = nil,
        headers: HTTPFields = [:]
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.details = details
        self.requestID = requestID
        self.hostID = hostID
        self.headers = headers
    }

    /// The value of a further element.
    public subscript(detail name: String) -> String? {
        details.first { $0.name == name }?.value
    }

    public var description: String { "\(code) (HTTP \(status)): \(message)" }
}

/// A service's code for an error. Any code is kept; the known ones are static members beside the operations they belong to.
public struct ErrorCode: OpenEnum {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
}
