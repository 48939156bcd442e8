import AWSCore
import NIOCore
import NIOPosix
import S3

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard input as a body and standard output as a place for one.
enum StandardStreams {
    /// What comes in on standard input, read as it is needed.
    static var input: HTTPBody { HTTPBody(InputChunks()) }

    /// Writes an object's bytes to standard output.
    static func write(_ object: Object) async throws {
        let body = try await object.get { $0.checksumMode = .enabled }.body
        for try await buffer in body {
            let isWritten = try await NIOThreadPool.singleton.runIfActive {
                writeAll(buffer.readableBytesView, to: STDOUT_FILENO)
            }
            guard isWritten else { throw CommandFailure("standard output can't be written") }
        }
    }

    private struct InputChunks: AsyncSequence, AsyncIteratorProtocol, Sendable {
        func makeAsyncIterator() -> InputChunks { self }

        func next() async throws -> ByteBuffer? {
            let buffer = try await NIOThreadPool.singleton.runIfActive { try Self.read() }
            return buffer.readableBytes > 0 ? buffer : nil
        }

        private static func read() throws -> ByteBuffer {
            let count = 256 * 1024
            var buffer = ByteBufferAllocator().buffer(capacity: count)
            var failure: CInt = 0
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { space in
                while true {
                    let received = readBytes(STDIN_FILENO, space.baseAddress, count)
                    if received >= 0 { return received }
                    if errno == EINTR { continue }
                    failure = errno
                    return 0
                }
            }
            guard failure == 0 else {
                throw CommandFailure("standard input can't be read: \(String(cString: strerror(failure)))")
            }
            return buffer
        }
    }
}

private func readBytes(_ descriptor: CInt, _ space: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, space, count)
}
