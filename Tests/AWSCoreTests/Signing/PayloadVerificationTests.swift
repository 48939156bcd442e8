import AWSCore
import NIOCore
import Testing

@Suite struct PayloadVerificationTests {
    private let bytes = Array("Welcome to Amazon S3.".utf8)
    private let digest = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"

    @Test func `a body with the right digest passes`() async throws {
        for digest in [digest, digest.uppercased()] {
            let body = PayloadVerification.body(HTTPBody(bytes: bytes), verifying: digest)
            #expect(body.length == bytes.count)
            for _ in 0..<2 { #expect(Array(buffer: try await body.collect(upTo: 100)) == bytes) }
        }
        let empty = PayloadVerification.body(.empty, verifying: PayloadHash.empty.headerValue)
        #expect(try await empty.collect(upTo: 0).readableBytes == 0)
    }

    @Test func `another body throws before its end, with both digests`() async throws {
        for body in [HTTPBody(bytes: bytes.dropLast()), HTTPBody(stream(bytes + [0])), .empty] {
            let error = await #expect(throws: SigningError.self) {
                try await PayloadVerification.body(body, verifying: digest).collect(upTo: 100)
            }
            #expect(error?.code == .payloadMismatch)
            #expect(error?.details.first == ServiceError.Detail("ClientComputedContentSHA256", digest))
        }
    }

    @Test func `with a known length the last buffer is held back`() async throws {
        let body = HTTPBody(stream(bytes + [0]), length: bytes.count + 1)
        var received = 0
        await #expect(throws: SigningError.self) {
            for try await buffer in PayloadVerification.body(body, verifying: digest) {
                received += buffer.readableBytes
            }
        }
        #expect(received == bytes.count)
    }

    private func stream(_ bytes: [UInt8]) -> AsyncStream<ByteBuffer> {
        AsyncStream { continuation in
            for byte in bytes { continuation.yield(ByteBuffer(bytes: [byte])) }
            continuation.finish()
        }
    }
}
