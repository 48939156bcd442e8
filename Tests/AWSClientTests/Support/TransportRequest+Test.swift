import AWSClient
import AWSCore
import HTTPTypes
import NIOCore

extension TransportRequest {
    static func test(
        _ method: HTTPRequest.Method = .get,
        port: Int,
        path: String = "/",
        headers: HTTPFields = [:],
        body: HTTPBody = .empty
    ) -> TransportRequest {
        let authority = "127.0.0.1:\(port)"
        let head = HTTPRequest(method: method, scheme: "http", authority: authority, path: path, headerFields: headers)
        return TransportRequest(head: head, body: body)
    }
}

extension TransportResponse {
    func text() async throws -> String {
        String(buffer: try await body.collect(upTo: 1 << 24))
    }
}

/// A source of bytes that can be read once.
func stream(_ parts: [String]) -> AsyncStream<ByteBuffer> {
    AsyncStream { continuation in
        for part in parts { continuation.yield(ByteBuffer(string: part)) }
        continuation.finish()
    }
}

struct SourceFailure: Error {}
