import AWSCore
import ArgumentParser
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

/// Standard input, pipes and devices as bodies, and standard output as a place for one.
enum StandardStreams {
    /// What comes in on standard input, read as it is needed.
    static var input: HTTPBody { HTTPBody(InputChunks(source: Input(descriptor: STDIN_FILENO, closes: false))) }

    /// What comes from a pipe or device, read as it is needed.
    static func input(from path: String) async throws -> HTTPBody {
        // Opening a pipe waits for whoever writes into it.
        let descriptor = try await NIOThreadPool.singleton.runIfActive { open(path, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else {
            throw CommandFailure("\(path) can't be opened: \(String(cString: strerror(errno)))")
        }
        return HTTPBody(InputChunks(source: Input(descriptor: descriptor, closes: true)))
    }

    /// Writes an object's bytes to standard output.
    static func write(_ object: Object) async throws {
        let body = try await object.get { $0.checksumMode = .enabled }.body
        for try await buffer in body {
            let isWritten = try await NIOThreadPool.singleton.runIfActive {
                writeAll(buffer.readableBytesView, to: STDOUT_FILENO)
            }
            // Whoever read has gone, as `head` does: that is no failure to talk about.
            guard isWritten else { throw ExitCode.failure }
        }
    }

    private final class Input: Sendable {
        let descriptor: CInt
        private let closes: Bool

        init(descriptor: CInt, closes: Bool) {
            self.descriptor = descriptor
            self.closes = closes
        }

        deinit { if closes { close(descriptor) } }
    }

    private struct InputChunks: AsyncSequence, AsyncIteratorProtocol, Sendable {
        let source: Input

        func makeAsyncIterator() -> InputChunks { self }

        func next() async throws -> ByteBuffer? {
            let buffer = try await NIOThreadPool.singleton.runIfActive { try read() }
            return buffer.readableBytes > 0 ? buffer : nil
        }

        private func read() throws -> ByteBuffer {
            let count = 256 * 1024
            var buffer = ByteBufferAllocator().buffer(capacity: count)
            var failure: CInt = 0
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { space in
                while true {
                    let received = readBytes(source.descriptor, space.baseAddress, count)
                    if received >= 0 { return received }
                    if errno == EINTR { continue }
                    failure = errno
                    return 0
                }
            }
            guard failure == 0 else {
                throw CommandFailure("the input can't be read: \(String(cString: strerror(failure)))")
            }
            return buffer
        }
    }
}

private func readBytes(_ descriptor: CInt, _ space: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, space, count)
}
