#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where a download goes.
enum DownloadTarget {
    /// A file to make or replace, with links followed.
    case file(String)
    /// A pipe, a terminal or another device: to be written into, never to be replaced.
    case stream(String)

    init(_ path: String) throws(S3Error) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            // A link that leads nowhere yet, or nothing at all: the rename will say what is wrong, if anything.
            self = .file(path)
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: self = .file(Self.followingLinks(path))
        case S_IFDIR: throw S3Error(.fileUnavailable, "\(path) is a folder.")
        default: self = .stream(path)
        }
    }

    private static func followingLinks(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
