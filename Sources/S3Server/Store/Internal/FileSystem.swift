#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The few file operations that the store needs. They block.
enum FileSystem {
    /// Makes a directory for its owner only. One that exists is left as it is.
    static func makeDirectory(_ path: String) throws(StoreError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        throw SystemError.storeError("make the directory", path)
    }

    /// Makes a directory and those above it.
    static func makeDirectories(_ path: String) throws(StoreError) {
        var made = path.utf8.first == UInt8(ascii: "/") ? "/" : ""
        for name in path.split(separator: "/") {
            made += name
            try makeDirectory(made)
            made += "/"
        }
    }

    /// Waits until the names in a directory are on the disk.
    static func synchronizeDirectory(_ path: String) throws(StoreError) {
        try OpenFile(path, O_RDONLY | O_DIRECTORY).synchronize()
    }

    /// The names in a directory, without `.` and `..`; none for what is not a directory.
    static func entries(of path: String) throws(StoreError) -> [String] {
        guard let directory = opendir(path) else {
            if errno == ENOTDIR { return [] }
            throw SystemError.storeError("list", path)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }
}
