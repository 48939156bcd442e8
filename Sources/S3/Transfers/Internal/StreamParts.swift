import AWSCore
import NIOCore

/// Cuts a stream into buffers of given sizes.
struct StreamParts {
    private var iterator: HTTPBody.AsyncIterator
    private var rest = ByteBuffer()
    private(set) var isAtEnd = false

    init(_ stream: HTTPBody, configuration: TransferConfiguration) {
        iterator = stream.makeAsyncIterator()
    }

    /// The next `limit` bytes; fewer at the end, which is known only once a byte more was asked for.
    mutating func next(limit: Int) async throws(S3Error) -> ByteBuffer {
        while rest.readableBytes <= limit, !isAtEnd {
            do {
                guard var more = try await iterator.next() else {
                    isAtEnd = true
                    break
                }
                rest.writeBuffer(&more)
            } catch let error as S3Error {
                throw error
            } catch {
                throw S3Error(.requestBodyFailed, "The stream to upload failed: \(error).", underlyingError: error)
            }
        }
        let part = rest.readSlice(length: min(limit, rest.readableBytes)) ?? ByteBuffer()
        guard rest.readableBytes > 0 else {
            rest = ByteBuffer()
            return part
        }
        // A buffer of its own: a slice would keep the whole of what was read alive while the part is sent.
        rest = ByteBuffer(bytes: rest.readableBytesView)
        return part
    }

    /// Gives back what was just taken, to be cut anew.
    mutating func putBack(_ part: ByteBuffer) {
        var part = part
        part.writeImmutableBuffer(rest)
        rest = part
    }
}
