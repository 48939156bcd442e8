import AWSCore
import HummingbirdCore
import NIOCore
import Synchronization

/// A request's body as it arrives: read once, by one reader at a time, and whatever is left is drained afterwards.
final class IncomingBody: Sendable {
    /// Hummingbird's iterator is handed from reader to reader and never used by two at once: it is taken out of
    /// the mutex for the time of a read.
    private struct Source: @unchecked Sendable {
        var iterator: RequestBody.AsyncIterator
    }

    private struct State: Sendable {
        var source: Source?
        var received = 0
        var hasEnded: Bool
    }

    private let declaredLength: Int?
    private let state: Mutex<State>

    init(_ body: RequestBody, declaredLength: Int?) {
        self.declaredLength = declaredLength
        state = Mutex(State(source: Source(iterator: body.makeAsyncIterator()), hasEnded: declaredLength == 0))
    }

    var httpBody: HTTPBody {
        declaredLength == 0 ? .empty : HTTPBody(Stream(body: self), length: declaredLength)
    }

    /// Whether what is left to read is known to be no more than `limit` bytes.
    func mayDrain(upTo limit: Int) -> Bool {
        state.withLock { state in
            state.hasEnded || declaredLength.map { $0 - state.received <= limit } ?? false
        }
    }

    /// Reads and drops what is left, stopping after `limit` bytes.
    func drain(upTo limit: Int) async throws {
        var dropped = 0
        while dropped <= limit, let buffer = try await next() { dropped += buffer.readableBytes }
    }

    fileprivate func next() async throws -> ByteBuffer? {
        let taken = state.withLock { state -> Source? in
            guard !state.hasEnded else { return nil }
            defer { state.source = nil }
            return state.source
        }
        guard var source = taken else { return nil }
        let buffer = try await source.iterator.next()
        let received = state.withLock { [source] state in
            state.source = source
            state.received += buffer?.readableBytes ?? 0
            state.hasEnded = buffer == nil
            return state.received
        }
        if buffer == nil, let declaredLength, received < declaredLength {
            throw ServiceError.incompleteBody(expected: declaredLength, received: received)
        }
        return buffer
    }

    private struct Stream: AsyncSequence, Sendable {
        let body: IncomingBody

        struct AsyncIterator: AsyncIteratorProtocol {
            let body: IncomingBody

            mutating func next() async throws -> ByteBuffer? { try await body.next() }
        }

        func makeAsyncIterator() -> AsyncIterator { AsyncIterator(body: body) }
    }
}
