import AWSCore
import NIOCore

/// Cuts a stream into buffers of given sizes, each with storage of its own.
struct StreamParts {
    private var iterator: HTTPBody.AsyncIterator
    /// What has arrived and is in no part yet.
    private var pending = ByteBuffer()
    private(set) var isAtEnd = false

    init(_ stream: HTTPBody) {
        iterator = stream.makeAsyncIterator()
    }

    /// The next `limit` bytes; fewer at the end, which is known only once a byte more was asked for.
    mutating func next(limit: Int) async throws(S3Error) -> ByteBuffer {
        var part = ByteBuffer()
        while true {
            if let taken = pending.readSlice(length: min(pending.readableBytes, limit - part.readableBytes)) {
                if part.readableBytes == 0, taken.readableBytes < limit { part.reserveCapacity(limit) }
                part.writeImmutableBuffer(taken)
            }
            guard pending.readableBytes == 0 else { return part }
            guard try await receive() else { return part }
        }
    }

    /// Waits for more of the stream; false at its end.
    private mutating func receive() async throws(S3Error) -> Bool {
        guard !isAtEnd else { return false }
        do {
            if let buffer = try await iterator.next() {
                pending = buffer
                return true
            }
        } catch let error as S3Error {
            throw error
        } catch {
            throw S3Error(.requestBodyFailed, "The stream to upload failed: \(error).", underlyingError: error)
        }
        isAtEnd = true
        return false
    }

    /// Gives back what was just taken, to be cut anew.
    mutating func putBack(_ part: ByteBuffer) {
        var part = part
        part.writeImmutableBuffer(pending)
        pending = part
    }
}
