#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files of a folder and of the folders below it.
struct LocalTree {
    /// The folder's path, without a slash at its end.
    let root: String

    struct Entry {
        /// To open it by.
        var path: String
        /// From the root, with slashes: what becomes of it in a key.
        var relativePath: String
    }

    init(_ path: String) {
        var root = path.utf8[...]
        while root.count > 1, root.last == UInt8(ascii: "/") { root.removeLast() }
        self.root = String(decoding: root, as: UTF8.self)
    }

    static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

    /// Whether bytes come from there as from a pipe or a terminal: in order, once, and nobody knows how many.
    static func isStream(_ path: String) -> Bool {
        switch kind(of: path) {
        case S_IFIFO, S_IFCHR, S_IFSOCK: true
        default: false
        }
    }

    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// Calls `body` for each regular file, in the order of names, and `skipped` for each entry that can't be taken.
    /// Links to files are followed; links to folders that lead back to a folder above are skipped.
    func forEachFile(
        _ body: (Entry) async throws -> Void,
        skipped: (_ path: String, _ reason: String) -> Void
    ) async throws {
        try await walk(root, relativePath: "", above: [], body, skipped)
    }

    private func walk(
        _ path: String,
        relativePath: String,
        above: [FolderIdentity],
        _ body: (Entry) async throws -> Void,
        _ skipped: (String, String) -> Void
    ) async throws {
        var status = stat()
        guard stat(path, &status) == 0 else { return skipped(path, String(cString: strerror(errno))) }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            try await body(Entry(path: path, relativePath: relativePath))
        case S_IFDIR:
            let identity = FolderIdentity(device: status.st_dev, inode: status.st_ino)
            guard !above.contains(identity) else { return skipped(path, "it leads back to a folder above it") }
            guard let names = names(in: path, skipped) else { return }
            for name in names {
                let below = relativePath.isEmpty ? name : "\(relativePath)/\(name)"
                try await walk("\(path)/\(name)", relativePath: below, above: above + [identity], body, skipped)
            }
        default:
            skipped(path, "it is neither a file nor a folder")
        }
    }

    private struct FolderIdentity: Equatable {
        var device: dev_t
        var inode: ino_t
    }

    private func names(in path: String, _ skipped: (String, String) -> Void) -> [String]? {
        guard let folder = opendir(path) else {
            skipped(path, String(cString: strerror(errno)))
            return nil
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name else {
                skipped(path, "it holds a name that is not UTF-8")
                continue
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Makes the folders above a file below the root.
    func makeFolders(above relativePath: String) throws(CommandFailure) {
        try Self.makeFolder(root)
        var path = root
        for component in relativePath.pathComponents.dropLast() {
            path += "/\(component)"
            try Self.makeFolder(path)
        }
    }

    /// Makes a folder, and those above it that are missing.
    private static func makeFolder(_ path: String) throws(CommandFailure) {
        if mkdir(path, 0o777) == 0 { return }
        var reason = errno
        if reason == ENOENT, case let above = path.utf8.dropLast(path.behindLastSlash.utf8.count + 1), !above.isEmpty {
            try makeFolder(String(decoding: above, as: UTF8.self))
            if mkdir(path, 0o777) == 0 { return }
            reason = errno
        }
        guard reason == EEXIST, isFolder(path) else {
            throw CommandFailure("\(path) can't be made: \(String(cString: strerror(reason)))")
        }
    }

    /// Where the object with this key, relative to the prefix that is downloaded, goes below the root.
    ///
    /// - Throws: when the key could lead out of the root, or two keys could meet in one path.
    func path(forKey relativeKey: String) throws(CommandFailure) -> String {
        let components = relativeKey.pathComponents
        guard components.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
            throw CommandFailure(
                "the key has an empty part, \".\" or \"..\" and is no path below \(root); copy it alone to a file you name"
            )
        }
        return "\(root)/\(relativeKey)"
    }
}
