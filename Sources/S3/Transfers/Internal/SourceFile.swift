#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file to upload, as it was when the upload began.
struct SourceFile: Sendable {
    let path: String
    let size: Int
    private let identity: Identity

    private struct Identity: Equatable {
        var device: dev_t
        var inode: ino_t
        var size: off_t
        var modifiedSeconds: Int
        var modifiedNanoseconds: Int
    }

    init(_ path: String) throws(S3Error) {
        self.path = path
        size = try OpenFile(reading: path).size()
        identity = try Self.identity(of: path)
    }

    func checkUnchanged() throws(S3Error) {
        guard try Self.identity(of: path) == identity else {
            throw S3Error(.fileUnavailable, "\(path) was changed while it was uploaded: nothing was stored.")
        }
    }

    private static func identity(of path: String) throws(S3Error) -> Identity {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .file(path, "can't be examined", errno) }
        #if canImport(Darwin)
        let modified = status.st_mtimespec
        #else
        let modified = status.st_mtim
        #endif
        return Identity(
            device: status.st_dev,
            inode: status.st_ino,
            size: status.st_size,
            modifiedSeconds: Int(modified.tv_sec),
            modifiedNanoseconds: Int(modified.tv_nsec)
        )
    }
}
