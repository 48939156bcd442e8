import NIOCore
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Blobs in files, named by their numbers in a two-level fan-out that fills one directory after the other.
///
/// A blob is written under a temporary name, synchronised, and renamed; its directory is synchronised before the
/// index may name it. What a killed process leaves is either a temporary or a file that no index entry names, and
/// ``sweep(keeping:)`` removes both.
final class DirectoryBlobs: BlobStore {
    private static let blobsPerDirectory = 1024

    let blobDirectory: String
    private let temporaryDirectory: String
    /// The directories that are known to be durable.
    private let directories = Mutex<Set<Int>>([])
    private let removals = Mutex((pending: 0, waiting: [CheckedContinuation<Void, Never>]()))

    /// Makes the directories if they are missing.
    init(in directory: String) throws(StoreError) {
        blobDirectory = directory + "/blobs"
        temporaryDirectory = directory + "/incoming"
        try FileSystem.makeDirectory(blobDirectory)
        try FileSystem.makeDirectory(temporaryDirectory)
        try FileSystem.synchronizeDirectory(directory)
    }

    private func directory(of id: Int) -> (outer: String, inner: String) {
        let number = id / Self.blobsPerDirectory
        let outer = blobDirectory + "/" + Self.hexadecimal(number / Self.blobsPerDirectory, digits: 6)
        return (outer, outer + "/" + Self.hexadecimal(number % Self.blobsPerDirectory, digits: 3))
    }

    func path(of id: Int) -> String {
        directory(of: id).inner + "/" + Self.hexadecimal(id, digits: 12)
    }

    private static func hexadecimal(_ number: Int, digits: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    func makeBlob(id: Int) async throws(StoreError) -> any BlobSink {
        let path = temporaryDirectory + "/" + Self.hexadecimal(id, digits: 12)
        return try await BlockingWork.run { () throws(StoreError) in
            let file = try OpenFile(path, O_WRONLY | O_CREAT | O_TRUNC)
            return FileBlobSink(id: id, file: file, blobs: self)
        }
    }

    func reader(for id: Int) -> any BlobReader { FileBlobReader(path: path(of: id)) }

    func remove(_ ids: [Int]) { removeFiles(ids.map { path(of: $0) }) }

    fileprivate func removeFiles(_ paths: [String]) {
        removals.withLock { $0.pending += 1 }
        BlockingWork.start { [self] in
            // One that cannot be removed now is removed by the next sweep.
            for path in paths { unlink(path) }
            let waiting = removals.withLock { state in
                state.pending -= 1
                guard state.pending == 0 else { return [CheckedContinuation<Void, Never>]() }
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in waiting { continuation.resume() }
        }
    }

    func settle() async {
        await withCheckedContinuation { continuation in
            let isSettled = removals.withLock { state in
                if state.pending > 0 { state.waiting.append(continuation) }
                return state.pending == 0
            }
            if isSettled { continuation.resume() }
        }
    }

    /// Gives a synchronised temporary file its place. Blocks.
    fileprivate func publish(_ temporary: String, as id: Int) throws(StoreError) {
        let (outer, inner) = directory(of: id)
        let number = id / Self.blobsPerDirectory
        if !directories.withLock({ $0.contains(number) }) {
            try FileSystem.makeDirectory(outer)
            try FileSystem.makeDirectory(inner)
            try FileSystem.synchronizeDirectory(blobDirectory)
            try FileSystem.synchronizeDirectory(outer)
            _ = directories.withLock { $0.insert(number) }
        }
        let path = path(of: id)
        guard rename(temporary, path) == 0 else { throw SystemError.storeError("rename", temporary) }
        try FileSystem.synchronizeDirectory(inner)
    }

    /// Removes every temporary.
    func removeTemporaries() throws(StoreError) {
        for name in try FileSystem.entries(of: temporaryDirectory) { unlink(temporaryDirectory + "/" + name) }
    }

    /// Removes every blob that is not to be kept.
    func sweep(keeping isNeeded: (Int) throws(StoreError) -> Bool) throws(StoreError) {
        for outer in try FileSystem.entries(of: blobDirectory) {
            let outer = blobDirectory + "/" + outer
            for inner in try FileSystem.entries(of: outer) {
                let inner = outer + "/" + inner
                for name in try FileSystem.entries(of: inner) {
                    guard let id = Int(name, radix: 16), path(of: id) == inner + "/" + name else { continue }
                    if try !isNeeded(id) { unlink(inner + "/" + name) }
                }
                rmdir(inner)
            }
            rmdir(outer)
        }
    }
}

/// Writes one blob's file.
private final class FileBlobSink: BlobSink {
    private let id: Int
    private let file: OpenFile
    private let blobs: DirectoryBlobs
    private let offset = Atomic(0)
    private let isPublished = Atomic(false)

    init(id: Int, file: OpenFile, blobs: DirectoryBlobs) {
        self.id = id
        self.file = file
        self.blobs = blobs
    }

    func write(_ buffers: [ByteBuffer]) async throws(StoreError) {
        let start = offset.load(ordering: .relaxed)
        let end = try await BlockingWork.run { [file] () throws(StoreError) in
            var position = start
            for buffer in buffers { position += try file.write(buffer, at: position) }
            return position
        }
        offset.store(end, ordering: .relaxed)
    }

    func finish() async throws(StoreError) {
        try await BlockingWork.run { [self] () throws(StoreError) in
            try file.synchronize()
            try blobs.publish(file.path, as: id)
            isPublished.store(true, ordering: .relaxed)
        }
    }

    deinit {
        if !isPublished.load(ordering: .relaxed) { blobs.removeFiles([file.path]) }
    }
}

/// Reads one blob's file, which is opened with the first read.
private final class FileBlobReader: BlobReader {
    private let path: String
    private let file = Mutex<OpenFile?>(nil)

    init(path: String) { self.path = path }

    func read(_ range: Range<Int>) async throws(StoreError) -> ByteBuffer {
        try await BlockingWork.run { [self] () throws(StoreError) in
            try open().read(range)
        }
    }

    private func open() throws(StoreError) -> OpenFile {
        try file.withLock { file throws(StoreError) in
            if let file { return file }
            let opened = try OpenFile(path, O_RDONLY)
            file = opened
            return opened
        }
    }
}
