import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file descriptor that closes itself.
final class OpenFile: Sendable {
    let path: String
    private let descriptor: CInt

    init(reading path: String) throws(S3Error) {
        self.path = path
        // Without O_NONBLOCK a pipe that nobody writes into would hold the caller here.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .file(path, "can't be opened", errno) }
    }

    /// Creates a file that must not exist yet, readable for its owner as `mode` and the process's mask say.
    init(creating path: String, mode: mode_t = 0o666) throws(S3Error) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .file(path, "can't be created", errno) }
    }

    /// Opens something to write into that is no file of its own, such as a pipe or a device.
    init(writingInto path: String) throws(S3Error) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file(path, "can't be opened", errno) }
    }

    deinit { close(descriptor) }

    /// The number of bytes of a regular file.
    func size() throws(S3Error) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .file(path, "can't be examined", errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw S3Error(.fileUnavailable, "\(path) is not a regular file.")
        }
        return Int(status.st_size)
    }

    /// Up to `count` bytes from `offset` on; none at the end.
    func read(_ count: Int, at offset: Int) throws(S3Error) -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: count)
        var failure: CInt = 0
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { space in
            while true {
                let received = pread(descriptor, space.baseAddress, count, off_t(offset))
                if received >= 0 { return received }
                if errno == EINTR { continue }
                failure = errno
                return 0
            }
        }
        guard failure == 0 else { throw .file(path, "can't be read", failure) }
        return buffer
    }

    /// Writes all of the buffer at the file's current end.
    func append(_ buffer: ByteBuffer) throws(S3Error) {
        var failure: CInt = 0
        buffer.withUnsafeReadableBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written >= 0 {
                    rest = rest.dropFirst(written)
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        guard failure == 0 else { throw .file(path, "can't be written", failure) }
    }
}

extension S3Error {
    static func file(_ path: String, _ what: String, _ error: CInt) -> S3Error {
        S3Error(.fileUnavailable, "\(path) \(what): \(String(cString: strerror(error))).")
    }
}
