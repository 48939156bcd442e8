public import AWSCore

/// How bodies are checked on their way.
public struct ChecksumSettings: Sendable, Hashable {
    /// When a checksum goes with a request, or is checked in an answer.
    public enum Use: String, Sendable, Hashable {
        /// Wherever the operation takes one.
        case whenSupported
        /// Only where the service insists, or the caller asks.
        case whenRequired
    }

    /// Where a request's checksum is put.
    public enum Placement: String, Sendable, Hashable {
        /// In a header for a body in memory. For a stream in a trailer, though only over TLS to AWS itself: other stores may
        /// take trailers for part of the object.
        case automatic
        /// Always in a header. A stream is read twice for it, so it must be replayable.
        case header
        /// In a trailer for every streamed body, wherever it goes.
        case trailer
    }

    public var requests: Use = .whenSupported
    public var responses: Use = .whenSupported
    public var placement: Placement = .automatic
    /// The function for requests that name none themselves.
    public var function: ChecksumFunction = .crc32
    /// Whether `Content-MD5` is added where the service insists on a checksum. Some older stores know no other.
    public var addsContentMD5 = false

    public init() {}
}
