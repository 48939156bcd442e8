public import NIOCore

/// The body of an HTTP message: an asynchronous sequence of buffers, in both directions.
///
/// A body is read once from start to end, unless ``isReplayable`` says that each iteration starts anew.
/// Dropping a received body before its end gives its connection up; nothing leaks.
public struct HTTPBody: Sendable {
    private enum Storage: Sendable {
        case buffer(ByteBuffer)
        case stream(makeIterator: @Sendable () -> AsyncIterator)
    }

    private let storage: Storage

    /// The number of bytes, where it is known beforehand.
    public let length: Int?

    /// Whether it can be iterated again from its first byte, so that a failed request can be sent again.
    public let isReplayable: Bool

    /// A body of no bytes.
    public static let empty = HTTPBody(ByteBuffer())

    /// A body held in memory.
    public init(_ buffer: ByteBuffer) {
        storage = .buffer(buffer)
        length = buffer.readableBytes
        isReplayable = true
    }

    /// A body held in memory.
    public init(bytes: some Sequence<UInt8> & Sendable) {
        self.init(ByteBuffer(bytes: bytes))
    }

    /// The UTF-8 bytes of a string.
    public init(_ string: String) {
        self.init(ByteBuffer(string: string))
    }

    /// A body from a stream that can be read once.
    ///
    /// - Parameter length: the number of bytes the stream will give; nil if that is not known.
    public init<Stream: AsyncSequence & Sendable>(_ stream: Stream, length: Int? = nil)
    where Stream.Element == ByteBuffer {
        self.length = length
        isReplayable = false
        storage = .stream { AsyncIterator(stream.makeAsyncIterator()) }
    }

    /// A body from a source that can be opened again, such as a file.
    ///
    /// - Parameters:
    ///   - length: the number of bytes the source will give; nil if that is not known.
    ///   - open: gives the source from its first byte. Called once for each iteration.
    public init<Stream: AsyncSequence & SendableMetatype>(
        length: Int?,
        replaying open: @escaping @Sendable () -> Stream
    ) where Stream.Element == ByteBuffer, Stream.AsyncIterator: SendableMetatype {
        self.length = length
        isReplayable = true
        storage = .stream { AsyncIterator(open().makeAsyncIterator()) }
    }

    /// The bytes, if they are in memory already.
    public var buffer: ByteBuffer? {
        if case .buffer(let buffer) = storage { buffer } else { nil }
    }

    /// Whether there is nothing to send.
    public var isEmpty: Bool { length == 0 }
}

extension HTTPBody: AsyncSequence {
    public typealias Element = ByteBuffer

    public struct AsyncIterator: AsyncIteratorProtocol {
        private var buffer: ByteBuffer?
        private var nextBuffer: (() async throws -> ByteBuffer?)?

        fileprivate init(buffer: ByteBuffer) {
            self.buffer = buffer.readableBytes > 0 ? buffer : nil
        }

        fileprivate init<Iterator: AsyncIteratorProtocol>(_ iterator: Iterator) where Iterator.Element == ByteBuffer {
            var iterator = iterator
            nextBuffer = { try await iterator.next() }
        }

        /// The next buffer, never an empty one; nil at the end.
        public mutating func next() async throws -> ByteBuffer? {
            if let buffer {
                self.buffer = nil
                return buffer
            }
            while let element = try await nextBuffer?() {
                if element.readableBytes > 0 { return element }
            }
            return nil
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        switch storage {
        case .buffer(let buffer): AsyncIterator(buffer: buffer)
        case .stream(let makeIterator): makeIterator()
        }
    }

    /// Reads the whole body into memory.
    ///
    /// - Parameter limit: the most bytes to take.
    /// - Throws: `CodecError` with `limitExceeded` when there are more, or whatever reading the source throws.
    public func collect(upTo limit: Int) async throws -> ByteBuffer {
        if let buffer, buffer.readableBytes <= limit { return buffer }
        var collected = ByteBuffer()
        for try await var part in self {
            guard collected.readableBytes + part.readableBytes <= limit else {
                throw CodecError(.limitExceeded, "The body is longer than \(limit) bytes.")
            }
            collected.writeBuffer(&part)
        }
        return collected
    }
}

extension HTTPBody {
    /// The same body, whose failures are put in other words.
    package func mappingFailures(_ map: @escaping @Sendable (any Error) -> any Error) -> HTTPBody {
        guard case .stream(let makeIterator) = storage else { return self }
        let mapped = Storage.stream {
            AsyncIterator(FailureMapping(iterator: makeIterator(), map: map))
        }
        return HTTPBody(storage: mapped, length: length, isReplayable: isReplayable)
    }

    private init(storage: Storage, length: Int?, isReplayable: Bool) {
        self.storage = storage
        self.length = length
        self.isReplayable = isReplayable
    }

    private struct FailureMapping: AsyncIteratorProtocol {
        var iterator: AsyncIterator
        let map: @Sendable (any Error) -> any Error

        mutating func next() async throws -> ByteBuffer? {
            do {
                return try await iterator.next()
            } catch {
                throw map(error)
            }
        }
    }
}

extension HTTPBody: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}

extension HTTPBody: CustomStringConvertible {
    public var description: String { length.map { "\($0) bytes" } ?? "a stream of bytes" }
}
