import AWSCore
import HTTPTypes
import NIOCore
import S3Server
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A server in memory with a clock that stands still, and requests for it signed by hand.
struct ServerFixture: Sendable {
    let s3: LocalS3
    let clock: StandingClock
    var accessKeyID = "test"
    var secret = "test"
    var region = "us-east-1"

    init(_ change: (inout LocalS3Configuration) -> Void = { _ in }) async throws {
        let clock = StandingClock()
        var configuration = LocalS3Configuration()
        configuration.now = { clock.now }
        change(&configuration)
        self.clock = clock
        s3 = try await LocalS3(configuration)
    }

    /// A server that has one bucket, `bucket`.
    static func withBucket(_ change: (inout LocalS3Configuration) -> Void = { _ in }) async throws -> ServerFixture {
        let fixture = try await ServerFixture(change)
        _ = try await fixture.send("PUT", "/bucket")
        return fixture
    }

    var signer: SigV4Signer {
        let keys = Credentials(accessKeyID: accessKeyID, secretAccessKey: SensitiveString(secret))
        return SigV4Signer(credentials: keys, region: region, service: "s3")
    }

    /// A head that is not signed yet.
    func head(_ method: String, _ path: String, _ headers: [String: String] = [:]) throws -> HTTPRequest {
        var fields = HTTPFields()
        for (name, value) in headers { fields[try HTTPField.Name.named(name)] = value }
        return HTTPRequest(
            method: try HTTPRequest.Method(rawValue: method).orThrow(),
            scheme: "http",
            authority: fields[.hostField] ?? "127.0.0.1:4566",
            path: path,
            headerFields: fields
        )
    }

    /// Signs and sends a request whose body is in memory.
    @discardableResult
    func send(
        _ method: String,
        _ path: String,
        _ headers: [String: String] = [:],
        body: String = "",
        payload: PayloadHash? = nil
    ) async throws -> Answer {
        try await send(method, path, headers, bytes: ByteBuffer(string: body), payload: payload)
    }

    @discardableResult
    func send(
        _ method: String,
        _ path: String,
        _ headers: [String: String] = [:],
        bytes: ByteBuffer,
        payload: PayloadHash? = nil
    ) async throws -> Answer {
        var head = try head(method, path, headers)
        if head.headerFields[.contentLength] == nil, bytes.readableBytes > 0 {
            head.headerFields[.contentLength] = String(bytes.readableBytes)
        }
        _ = signer.sign(&head, payload: payload ?? .sha256(of: bytes), at: clock.now)
        return try await send(head, HTTPBody(bytes))
    }

    /// Signs and sends a document, with the checksum that some operations demand.
    @discardableResult
    func send(_ method: String, _ path: String, document: String) async throws -> Answer {
        let digest = document.utf8.withContiguousStorageIfAvailable {
            ChecksumValue(.md5, of: UnsafeRawBufferPointer($0)).base64
        }
        return try await send(method, path, ["Content-MD5": digest ?? ""], body: document)
    }

    /// Sends a request as it is.
    func send(_ head: HTTPRequest, _ body: HTTPBody = .empty) async throws -> Answer {
        try await Answer(try await s3.send(TransportRequest(head: head, body: body)))
    }
}

/// An answer that has been read to its end.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: ByteBuffer

    init(_ response: TransportResponse) async throws {
        status = response.head.status.code
        headers = response.head.headerFields
        bytes = try await response.body.collect(upTo: 64 << 20)
    }

    var text: String { String(buffer: bytes) }

    /// The error's code, where the answer is one.
    var code: String? { text.contains("<Error>") ? self[element: "Code"] : nil }

    subscript(header name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// The text of the first element of this name.
    subscript(element name: String) -> String? { self[elements: name].first }

    /// The texts of all elements of this name, with the five entities resolved.
    subscript(elements name: String) -> [String] {
        text.components(between: "<\(name)>", and: "</\(name)>").map { text in
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")].reduce(text) {
                $0.split(separator: $1.0, omittingEmptySubsequences: false).joined(separator: $1.1)
            }
        }
    }
}

/// A clock that moves when it is told to. It begins at 2026-11-23T10:00:00Z.
final class StandingClock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_795_428_000))

    var now: Date { time.withLock { $0 } }

    func advance(by seconds: Double) {
        time.withLock { $0 += seconds }
    }
}

struct MissingValue: Error {}

extension Optional {
    func orThrow() throws -> Wrapped {
        guard let self else { throw MissingValue() }
        return self
    }
}

extension HTTPField.Name {
    static func named(_ name: String) throws -> HTTPField.Name { try HTTPField.Name(name).orThrow() }

    static let hostField = HTTPField.Name("host") ?? .userAgent
}

extension String {
    /// Bytes are compared: a combining mark at a text's beginning would make one character with the tag's end.
    fileprivate func components(between start: String, and end: String) -> [String] {
        var texts: [String] = []
        var rest = utf8[...]
        while let open = rest.firstRange(of: start.utf8) {
            rest = rest[open.upperBound...]
            guard let close = rest.firstRange(of: end.utf8) else { break }
            texts.append(String(Substring(rest[..<close.lowerBound])))
            rest = rest[close.upperBound...]
        }
        return texts
    }
}
