import AWSCore
import HTTPTypes
import NIOCore
import Synchronization

/// Answers requests with what it was given, one after another, and keeps what it was sent.
final class ScriptedTransport: HTTPTransport {
    enum Step: Sendable {
        case answer(Int, HTTPFields = [:], String = "")
        case failure(TransportError.Code)
        /// Answers with a body that breaks off.
        case brokenBody(Int)
    }

    struct Sent: Sendable {
        var head: HTTPRequest
        var body: String

        func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { head.headerFields[$0] } }
    }

    private let steps: Mutex<ArraySlice<Step>>
    private let log = Mutex<[Sent]>([])

    init(_ steps: [Step]) { self.steps = Mutex(steps[...]) }

    var sent: [Sent] { log.withLock { $0 } }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: 1 << 20)
        } catch {
            throw TransportError(.requestBodyFailed, "\(error)", underlyingError: error)
        }
        log.withLock { $0.append(Sent(head: request.head, body: String(buffer: body))) }
        guard let step = steps.withLock({ $0.popFirst() }) else {
            throw TransportError(.invalidRequest, "The script has ended.")
        }
        switch step {
        case .failure(let code): throw TransportError(code, "as scripted")
        case .answer(let status, let fields, let text):
            let head = HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: fields)
            return TransportResponse(head: head, body: HTTPBody(text))
        case .brokenBody(let status):
            let stream = AsyncThrowingStream<ByteBuffer, any Error> { continuation in
                continuation.yield(ByteBuffer(string: "<Resu"))
                continuation.finish(throwing: TransportError(.connectionClosed, "as scripted"))
            }
            let head = HTTPResponse(status: HTTPResponse.Status(code: status))
            return TransportResponse(head: head, body: HTTPBody(stream, length: 100))
        }
    }
}

/// An error document as S3 sends it.
func errorDocument(_ code: String, _ details: String = "") -> String {
    "<?xml version=\"1.0\"?><Error><Code>\(code)</Code><Message>as scripted</Message>\(details)<RequestId>R1</RequestId></Error>"
}
