import NIOCore
import Synchronization

/// Blobs in memory.
final class MemoryBlobs: BlobStore {
    fileprivate struct Blob {
        var chunks: [ByteBuffer] = []
        /// Where each chunk begins.
        var starts: [Int] = []
        var length = 0

        mutating func append(_ chunk: ByteBuffer) {
            guard chunk.readableBytes > 0 else { return }
            chunks.append(chunk)
            starts.append(length)
            length += chunk.readableBytes
        }
    }

    private let blobs = Mutex<[Int: Blob]>([:])

    func makeBlob(id: Int) async throws(StoreError) -> any BlobSink { Sink(id: id, blobs: self) }

    func reader(for id: Int) -> any BlobReader {
        Reader(id: id, blob: blobs.withLock { $0[id] })
    }

    func remove(_ ids: [Int]) {
        // Freed after the lock is given back: a big blob takes a while.
        let removed = blobs.withLock { blobs in ids.compactMap { blobs.removeValue(forKey: $0) } }
        withExtendedLifetime(removed) {}
    }

    func settle() async {}

    /// The number of blobs.
    var count: Int { blobs.withLock { $0.count } }

    /// Gathers small buffers into chunks; takes over large ones as they are.
    private final class Sink: BlobSink {
        private struct State {
            var blob = Blob()
            var chunk = ByteBuffer()
        }

        private static let chunkSize = 64 * 1024

        private let id: Int
        private let blobs: MemoryBlobs
        private let state = Mutex(State())

        init(id: Int, blobs: MemoryBlobs) {
            self.id = id
            self.blobs = blobs
        }

        func write(_ buffers: [ByteBuffer]) async throws(StoreError) {
            state.withLock { state in
                for buffer in buffers { Self.append(buffer, to: &state) }
            }
        }

        private static func append(_ buffer: ByteBuffer, to state: inout State) {
            let size = buffer.readableBytes
            // A slice of a much larger buffer would keep all of that one.
            if size >= chunkSize / 2, size * 2 >= buffer.storageCapacity {
                state.blob.append(state.chunk)
                state.chunk = ByteBuffer()
                return state.blob.append(buffer)
            }
            var rest = buffer
            while rest.readableBytes > 0 {
                if state.chunk.capacity == 0 { state.chunk.reserveCapacity(chunkSize) }
                let room = min(rest.readableBytes, chunkSize - state.chunk.readableBytes)
                if var piece = rest.readSlice(length: room) { state.chunk.writeBuffer(&piece) }
                if state.chunk.readableBytes == chunkSize {
                    state.blob.append(state.chunk)
                    state.chunk = ByteBuffer()
                }
            }
        }

        func finish() async throws(StoreError) {
            let blob = state.withLock { state in
                var last = state.chunk
                // The last chunk may hold little: do not keep the room it was given.
                if last.readableBytes * 2 < last.storageCapacity { last = ByteBuffer(bytes: last.readableBytesView) }
                state.blob.append(last)
                return state.blob
            }
            blobs.blobs.withLock { $0[id] = blob }
        }
    }

    private struct Reader: BlobReader {
        let id: Int
        let blob: Blob?

        func read(_ range: Range<Int>) async throws(StoreError) -> ByteBuffer {
            guard let blob, range.lowerBound >= 0, range.lowerBound < blob.length else {
                throw .corrupt("blob \(id) does not reach byte \(range.lowerBound)")
            }
            var low = 0
            var high = blob.starts.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if blob.starts[middle] <= range.lowerBound { low = middle } else { high = middle }
            }
            let chunk = blob.chunks[low]
            let offset = range.lowerBound - blob.starts[low]
            let length = min(range.count, chunk.readableBytes - offset)
            guard let slice = chunk.getSlice(at: chunk.readerIndex + offset, length: length) else {
                throw .corrupt("blob \(id) is shorter than its index says")
            }
            return slice
        }
    }
}
