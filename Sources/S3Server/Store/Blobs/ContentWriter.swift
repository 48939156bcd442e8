import NIOCore

/// Takes the content of a version or part as it arrives, in bounded memory. Dropping it before the end leaves nothing behind.
struct ContentWriter: Sendable {
    /// What is gathered before it is written in one go.
    private static let batchSize = 512 * 1024

    private let pins: BlobPins
    private let inlineLimit: Int
    private let makeID: @Sendable () -> Int

    private var pending: [ByteBuffer] = []
    private var pendingBytes = 0
    private var sink: (id: Int, sink: any BlobSink)?
    /// The bytes taken so far.
    private(set) var size = 0

    init(pins: BlobPins, inlineLimit: Int, makeID: @escaping @Sendable () -> Int) {
        self.pins = pins
        self.inlineLimit = inlineLimit
        self.makeID = makeID
    }

    /// Takes the next bytes. Returns when there is room for more.
    mutating func append(_ buffer: ByteBuffer) async throws(StoreError) {
        guard buffer.readableBytes > 0 else { return }
        pending.append(buffer)
        pendingBytes += buffer.readableBytes
        size += buffer.readableBytes
        if pendingBytes >= Self.batchSize { try await flush() }
    }

    /// Makes the content durable. Nothing may be appended afterwards.
    mutating func finish() async throws(StoreError) -> NewContent {
        guard size > inlineLimit else { return NewContent(size: size, segments: inlineSegments(), blob: nil) }
        try await flush()
        guard let (id, sink) = sink else { return NewContent(size: 0, segments: [], blob: nil) }
        let blob = UnclaimedBlob(id: id, in: pins)
        try await sink.finish()
        return NewContent(size: size, segments: [.blob(id: id, range: 0..<size)], blob: blob)
    }

    private func inlineSegments() -> [Segment] {
        guard size > 0 else { return [] }
        if let only = pending.first, pending.count == 1 { return [.bytes(only)] }
        var joined = ByteBuffer()
        joined.reserveCapacity(size)
        for buffer in pending { joined.writeImmutableBuffer(buffer) }
        return [.bytes(joined)]
    }

    private mutating func flush() async throws(StoreError) {
        guard pendingBytes > 0 else { return }
        let target: any BlobSink
        if let sink {
            target = sink.sink
        } else {
            let id = makeID()
            target = try await pins.blobs.makeBlob(id: id)
            sink = (id, target)
        }
        let batch = pending
        pending.removeAll(keepingCapacity: true)
        pendingBytes = 0
        try await target.write(batch)
    }
}
