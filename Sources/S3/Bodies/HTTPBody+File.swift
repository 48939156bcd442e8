public import AWSCore
import NIOCore
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension HTTPBody {
    /// The bytes of a file, read while they are sent, in bounded memory.
    ///
    /// The file is opened at each iteration, so a failed request can be sent again. A file that has become shorter
    /// meanwhile fails the request instead of sending what is left.
    ///
    /// - Parameters:
    ///   - path: the file's path.
    ///   - range: the bytes to send, counted from 0; nil for all of them.
    /// - Throws: `S3Error` with code `FileUnavailable` when the file can't be opened, is not a regular file, or ends
    ///   before the range does.
    public static func file(_ path: String, range: Range<Int>? = nil) throws(S3Error) -> HTTPBody {
        let descriptor = try OpenFile(reading: path)
        let size = try descriptor.size()
        let range = range ?? 0..<size
        guard range.upperBound <= size else {
            throw S3Error(
                .fileUnavailable,
                "\(path) has \(size) bytes, fewer than the \(range.upperBound) to be read."
            )
        }
        return HTTPBody(length: range.count) { FileChunks(path: path, range: range) }
    }
}

/// A range of a file as a sequence of buffers. Reading happens on threads where blocking does no harm.
struct FileChunks: AsyncSequence, Sendable {
    static let chunkSize = 256 * 1024

    let path: String
    let range: Range<Int>

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(path: path, range: range) }

    struct AsyncIterator: AsyncIteratorProtocol {
        let path: String
        var range: Range<Int>
        var file: OpenFile?

        mutating func next() async throws(S3Error) -> ByteBuffer? {
            guard !range.isEmpty else { return nil }
            let file = try opened()
            let (offset, count) = (range.lowerBound, Swift.min(range.count, FileChunks.chunkSize))
            let buffer = try await BlockingWork.run { () throws(S3Error) in try file.read(count, at: offset) }
            guard buffer.readableBytes > 0 else {
                throw S3Error(
                    .fileUnavailable,
                    "\(path) ended at byte \(offset), before all of it was read: it was changed."
                )
            }
            range = (offset + buffer.readableBytes)..<range.upperBound
            return buffer
        }

        private mutating func opened() throws(S3Error) -> OpenFile {
            if let file { return file }
            let opened = try OpenFile(reading: path)
            file = opened
            return opened
        }
    }
}
