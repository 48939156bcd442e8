import NIOCore

/// The content of a version, held so that it stays readable when the version is deleted or replaced meanwhile.
struct StoredContent: Sendable {
    let segments: [Segment]
    /// In bytes.
    let size: Int
    private let blobs: any BlobStore
    private let pin: BlobPin?

    init(segments: [Segment], blobs: any BlobStore, pin: BlobPin?) {
        self.segments = segments
        self.blobs = blobs
        self.pin = pin
        size = segments.length
    }

    /// The bytes of a range, or of everything for nil. What lies beyond the end is left out.
    func stream(_ range: Range<Int>? = nil) -> ContentStream {
        let selected = range.map { segments.slice($0) } ?? segments
        return ContentStream(segments: selected, blobs: blobs, pin: pin)
    }
}

/// The bytes of stored content, in buffers of at most 256 KiB. It can be read several times.
struct ContentStream: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    fileprivate static let bufferSize = 256 * 1024

    fileprivate let segments: [Segment]
    fileprivate let blobs: any BlobStore
    fileprivate let pin: BlobPin?

    /// In bytes.
    var length: Int { segments.length }

    /// All of it, if it is in memory already.
    var buffer: ByteBuffer? {
        switch segments.count {
        case 0: return ByteBuffer()
        case 1: if case .bytes(let buffer) = segments[0] { return buffer }
        default: break
        }
        return nil
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(stream: self) }

    struct AsyncIterator: AsyncIteratorProtocol {
        private let stream: ContentStream
        private var index = 0
        private var consumed = 0
        private var reader: (id: Int, reader: any BlobReader)?

        fileprivate init(stream: ContentStream) { self.stream = stream }

        /// The next buffer, never an empty one; nil at the end.
        ///
        /// - Throws: `StoreError`.
        mutating func next() async throws -> ByteBuffer? {
            while index < stream.segments.count {
                let segment = stream.segments[index]
                guard consumed < segment.length else {
                    index += 1
                    consumed = 0
                    continue
                }
                switch segment {
                case .bytes(let buffer):
                    consumed = segment.length
                    return buffer
                case .blob(let id, let range):
                    let start = range.lowerBound + consumed
                    let end = Swift.min(range.upperBound, start + ContentStream.bufferSize)
                    let buffer = try await reader(for: id).read(start..<end)
                    consumed += buffer.readableBytes
                    return buffer
                }
            }
            return nil
        }

        private mutating func reader(for id: Int) -> any BlobReader {
            if let reader, reader.id == id { return reader.reader }
            let opened = stream.blobs.reader(for: id)
            reader = (id, opened)
            return opened
        }
    }
}
