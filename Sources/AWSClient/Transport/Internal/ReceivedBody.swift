import AWSCore
import AsyncHTTPClient
import NIOCore
import Synchronization

/// The bytes of an answer. Its connection goes back to the pool at the end, and is closed when the body is dropped before.
struct ReceivedBody: AsyncSequence, Sendable {
    private let body: HTTPClientResponse.Body
    private let length: Int?
    private let lease: Lease

    init(_ body: HTTPClientResponse.Body, length: Int?, slot: ConnectionSlot, transport: AsyncHTTPClientTransport) {
        self.body = body
        self.length = length
        lease = Lease(slot: slot, transport: transport)
    }

    /// Takes the end of a body that has no bytes, so that its connection can be used again.
    func finish() async throws(TransportError) {
        var iterator = makeAsyncIterator()
        while try await iterator.nextBuffer() != nil {}
    }

    func makeAsyncIterator() -> AsyncIterator {
        // A second iterator would trap further down.
        guard lease.begin() else { return AsyncIterator(nil, length: length, lease: lease) }
        return AsyncIterator(body.makeAsyncIterator(), length: length, lease: lease)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        private var iterator: HTTPClientResponse.Body.AsyncIterator?
        private let isSecond: Bool
        private let length: Int?
        private var received = 0
        private let reading: Reading

        fileprivate init(_ iterator: HTTPClientResponse.Body.AsyncIterator?, length: Int?, lease: Lease) {
            self.iterator = iterator
            isSecond = iterator == nil
            self.length = length
            reading = Reading(lease: isSecond ? nil : lease)
        }

        mutating func next() async throws -> ByteBuffer? {
            try await nextBuffer()
        }

        mutating func nextBuffer() async throws(TransportError) -> ByteBuffer? {
            if isSecond { throw TransportError(.invalidResponse, "The body can be read only once.") }
            guard iterator != nil else { return nil }
            do {
                if let buffer = try await iterator?.next() {
                    received += buffer.readableBytes
                    return buffer
                }
            } catch {
                close()
                var error = TransportError(mapping: error)
                error.message += " \(progress)"
                throw error
            }
            close()
            // The library gives a body whose task was cancelled a plain end.
            if let length, received != length {
                if Task.isCancelled { throw TransportError(.cancelled, "The task was cancelled. \(progress)") }
                throw TransportError(.connectionClosed, "The answer ended early. \(progress)")
            }
            return nil
        }

        private var progress: String {
            length.map { "\(received) of \($0) bytes had come." } ?? "\(received) bytes had come."
        }

        private mutating func close() {
            iterator = nil
            reading.end()
        }
    }

    /// What a body holds on to until it is read or dropped.
    fileprivate final class Lease: Sendable {
        private let slot: ConnectionSlot
        /// The transport closes its connections with its last reference; an answer being read is one.
        private let transport: AsyncHTTPClientTransport
        private let isBegun = Atomic(false)

        init(slot: ConnectionSlot, transport: AsyncHTTPClientTransport) {
            self.slot = slot
            self.transport = transport
        }

        func begin() -> Bool { !isBegun.exchange(true, ordering: .acquiringAndReleasing) }

        func end() { slot.release() }
    }

    /// Gives the connection up when its iterator is dropped, even while the body is still held.
    fileprivate final class Reading: Sendable {
        private let lease: Lease?

        init(lease: Lease?) { self.lease = lease }

        deinit { end() }

        func end() { lease?.end() }
    }
}
