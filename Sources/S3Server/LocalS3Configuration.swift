public import AWSCore
public import Logging

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// What a ``LocalS3`` keeps, whom it lets in and which limits it holds requests to.
public struct LocalS3Configuration: Sendable {
    /// Where buckets and objects are kept.
    public struct Storage: Sendable, Hashable {
        enum Place: Sendable, Hashable {
            case memory
            case directory(String)
        }

        let place: Place

        /// In memory: gone with the server.
        public static let memory = Storage(place: .memory)

        /// In a directory of this path, made if it is missing. One server at a time may have it open.
        public static func directory(_ path: String) -> Storage { Storage(place: .directory(path)) }
    }

    public var storage: Storage
    /// Where buckets are made when the client names no place.
    public var region: String
    /// Whether a signature may name any region; otherwise it must name ``region``.
    public var acceptsAnyRegion: Bool
    /// The keys that may do everything.
    public var credentials: [Credentials]
    /// The canonical user id of the one account there is: 64 hexadecimal digits.
    public var ownerID: String
    /// The number of the one account there is: 12 digits.
    public var accountID: String
    /// Hosts whose sub-domains name buckets: `photos.localhost` is the bucket `photos`. Requests to other hosts name
    /// the bucket in the path.
    public var baseDomains: [String]
    public var limits: Limits
    /// Tells the time.
    public var now: @Sendable () -> Date
    /// Hears of each request at info, of what went wrong inside at error.
    public var logger: Logger

    public init(_ storage: Storage = .memory) {
        self.storage = storage
        region = "us-east-1"
        acceptsAnyRegion = true
        credentials = [Credentials(accessKeyID: "test", secretAccessKey: "test")]
        ownerID = "5f2d1c0b9a8e7f6d5c4b3a29180716253443526170819a8b7c6d5e4f30211203"
        accountID = "000000000000"
        baseDomains = [
            "localhost", "s3.localhost", "localhost.localstack.cloud", "s3.localhost.localstack.cloud",
            "s3.amazonaws.com", "s3.us-east-1.amazonaws.com",
        ]
        limits = Limits()
        now = { Date() }
        logger = Logger(label: "s3.server", factory: { _ in SwiftLogNoOpLogHandler() })
    }

    /// The limits of S3, in bytes where nothing else is said.
    public struct Limits: Sendable, Hashable {
        /// One put, one part or one copy.
        public var largestPut = 5 * 1_024 * 1_024 * 1_024
        /// Each part but the last.
        public var smallestPart = 5 * 1_024 * 1_024
        /// The number of parts of an upload.
        public var mostParts = 10_000
        /// The names and values of an object's own metadata together.
        public var largestMetadata = 2 * 1_024
        /// A document in a request.
        public var largestDocument = 2 * 1_024 * 1_024
        /// The number of keys on a page of a listing, and of keys in one bulk delete.
        public var largestPage = 1_000
        /// The number of buckets.
        public var mostBuckets = 10_000

        public init() {}
    }
}
