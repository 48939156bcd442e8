#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Keeps a directory from being opened twice, while it lives. The system gives it up when the process ends, however it ends.
final class DirectoryLock: Sendable {
    private let file: OpenFile

    /// - Throws: `locked` if somebody else has it.
    init(_ directory: String) throws(StoreError) {
        file = try OpenFile(directory + "/lock", O_RDWR | O_CREAT)
        while flock(file.descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else { throw SystemError.storeError("lock", file.path) }
            throw .locked(path: directory)
        }
    }
}
