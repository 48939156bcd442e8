import AWSCore
import NIOCore
import Synchronization

/// A client's own request body in the same process: remembers what reading it threw, which is the client's failure and
/// no answer of the server.
final class SourceBody: Sendable {
    private let source: HTTPBody
    private let failures = Mutex<(any Error)?>(nil)

    init(_ source: HTTPBody) {
        self.source = source
    }

    var failure: (any Error)? { failures.withLock { $0 } }

    var body: HTTPBody {
        source.buffer == nil ? HTTPBody(Stream(source: self), length: source.length) : source
    }

    private struct Stream: AsyncSequence, Sendable {
        let source: SourceBody

        struct AsyncIterator: AsyncIteratorProtocol {
            let source: SourceBody
            var buffers: HTTPBody.AsyncIterator

            mutating func next() async throws -> ByteBuffer? {
                do {
                    return try await buffers.next()
                } catch {
                    source.failures.withLock { $0 = error }
                    throw error
                }
            }
        }

        func makeAsyncIterator() -> AsyncIterator {
            AsyncIterator(source: source, buffers: source.source.makeAsyncIterator())
        }
    }
}
