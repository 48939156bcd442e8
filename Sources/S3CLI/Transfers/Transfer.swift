import S3

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What `cp` and `mv` do: finds the pairs of source and destination and carries each.
struct Transfer: Sendable {
    /// How many objects of a tree are under way at once.
    static let concurrentObjects = 16

    let client: S3Client
    let console: Console
    let options: TransferOptions
    let removesSource: Bool

    func run() async throws {
        switch (options.source, options.destination) {
        case (.file(let path), .s3(let location)):
            try await options.recursive ? uploadTree(path, to: location) : uploadOne(path, to: location)
        case (.s3(let location), .file(let path)):
            try await options.recursive ? downloadTree(location, to: path) : downloadOne(location, to: path)
        case (.s3(let source), .s3(let destination)):
            try await options.recursive ? copyTree(source, to: destination) : copyOne(source, to: destination)
        case (.standardStream, .s3(let location)):
            let transfer = TransferResult(
                action: "upload",
                source: "-",
                destination: location.description,
                isDryRun: options.isDryRun
            )
            try await carry(transfer) {
                try await object(location).upload(StandardStreams.input) { $0.contentType = contentType(location.key) }
                    .size
            }
        case (.s3(let location), .standardStream):
            try await StandardStreams.write(object(location))
        default:
            throw CommandFailure("neither side is an s3:// location")
        }
    }

    // MARK: Uploads

    private func uploadTree(_ path: String, to location: S3Location) async throws {
        guard LocalTree.isFolder(path) else { throw CommandFailure("\(path) is not a folder") }
        let top = location.asFolder
        try await withConcurrency { enqueue in
            try await LocalTree(path).forEachFile { entry in
                guard options.filter.admits(entry.relativePath) else { return }
                let target = S3Location(bucket: top.bucket, key: top.key + entry.relativePath)
                await enqueue { try await upload(entry.path, to: target) }
            } skipped: { path, reason in
                console.failure("upload \(path)", CommandFailure(reason))
            }
        }
    }

    private func uploadOne(_ path: String, to location: S3Location) async throws {
        guard !LocalTree.isFolder(path) else { throw CommandFailure("\(path) is a folder; --recursive takes it whole") }
        var target = location
        if target.isFolder { target.key += path.behindLastSlash }
        try await upload(path, to: target)
    }

    private func upload(_ path: String, to location: S3Location) async throws {
        let transfer = TransferResult(
            action: removesSource ? "move" : "upload",
            source: path,
            destination: location.description,
            isDryRun: options.isDryRun
        )
        try await carry(transfer) {
            let result = try await send(path, to: object(location))
            if removesSource, unlink(path) != 0 {
                throw CommandFailure("it was uploaded, but not removed: \(String(cString: strerror(errno)))")
            }
            return result.size
        }
    }

    private func send(_ path: String, to object: Object) async throws -> UploadResult {
        guard LocalTree.isStream(path) else {
            return try await object.upload(file: path) { $0.contentType = contentType(path) }
        }
        return try await object.upload(StandardStreams.input(from: path)) { $0.contentType = options.contentType }
    }

    // MARK: Downloads

    private func downloadTree(_ location: S3Location, to path: String) async throws {
        let (top, tree) = (location.asFolder, LocalTree(path))
        try await forEachObject(under: top) { key, relativeKey in
            // A key that ends with a slash stands for a folder in many tools, and holds nothing.
            guard !relativeKey.isEmpty, relativeKey.utf8.last != UInt8(ascii: "/") else { return }
            let target = try tree.path(forKey: relativeKey)
            try await download(S3Location(bucket: top.bucket, key: key), to: target) { () throws(CommandFailure) in
                try tree.makeFolders(above: relativeKey)
            }
        }
    }

    private func downloadOne(_ location: S3Location, to path: String) async throws {
        guard path.utf8.last == UInt8(ascii: "/") || LocalTree.isFolder(path) else {
            return try await download(location, to: path) { () throws(CommandFailure) in }
        }
        let (tree, name) = (LocalTree(path), location.lastComponent)
        try await download(location, to: tree.path(forKey: name)) { () throws(CommandFailure) in
            try tree.makeFolders(above: name)
        }
    }

    private func download(
        _ location: S3Location,
        to path: String,
        makeFolders: @escaping @Sendable () throws(CommandFailure) -> Void
    ) async throws {
        let transfer = TransferResult(
            action: removesSource ? "move" : "download",
            source: location.description,
            destination: path,
            isDryRun: options.isDryRun
        )
        try await carry(transfer) {
            try makeFolders()
            let output = try await object(location).download(to: path)
            if removesSource { try await object(location).delete() }
            return output.contentLength
        }
    }

    // MARK: Copies

    private func copyTree(_ location: S3Location, to destination: S3Location) async throws {
        let (top, destination) = (location.asFolder, destination.asFolder)
        guard !top.contains(destination) else {
            throw CommandFailure("\(destination) is beneath \(top): each copy would be copied again")
        }
        try await forEachObject(under: top) { key, relativeKey in
            let target = S3Location(bucket: destination.bucket, key: destination.key + relativeKey)
            guard !target.key.isEmpty else { return }
            try await copy(S3Location(bucket: top.bucket, key: key), to: target)
        }
    }

    private func copyOne(_ location: S3Location, to destination: S3Location) async throws {
        var target = destination
        if target.isFolder { target.key += location.lastComponent }
        try await copy(location, to: target)
    }

    private func copy(_ location: S3Location, to target: S3Location) async throws {
        let transfer = TransferResult(
            action: removesSource ? "move" : "copy",
            source: location.description,
            destination: target.description,
            isDryRun: options.isDryRun
        )
        try await carry(transfer) {
            guard location != target else { throw CommandFailure("source and destination are the same object") }
            try await object(location).copy(to: object(target))
            if removesSource { try await object(location).delete() }
            return nil
        }
    }

    // MARK: Parts of all of them

    private func object(_ location: S3Location) -> Object { client.bucket(location.bucket).object(location.key) }

    private func contentType(_ name: String) -> String? { options.contentType ?? ContentType.guess(name) }

    /// Does the work unless this is a dry run, and reports it.
    private func carry(_ transfer: TransferResult, _ work: () async throws -> Int?) async throws {
        var transfer = transfer
        if !transfer.isDryRun { transfer.size = try await work() }
        console.result(transfer)
    }

    /// Calls `body` for each object of a tree that the filter admits, several at once. One that fails is noted; the
    /// others go on.
    private func forEachObject(
        under top: S3Location,
        _ body: @escaping @Sendable (_ key: String, _ relativeKey: String) async throws -> Void
    ) async throws {
        try await withConcurrency { enqueue in
            for try await object in client.bucket(top.bucket).objects(prefix: top.key) {
                let relativeKey = object.key.behind(top.key)
                guard options.filter.admits(relativeKey) else { continue }
                await enqueue {
                    do {
                        try await body(object.key, relativeKey)
                    } catch {
                        console.failure("s3://\(top.bucket)/\(object.key)", error)
                    }
                }
            }
        }
    }

    /// Runs what `produce` enqueues, at most ``concurrentObjects`` at once. Failures are noted, not thrown.
    private func withConcurrency(
        _ produce: (_ enqueue: (_ work: @escaping @Sendable () async throws -> Void) async -> Void) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var running = 0
            try await produce { work in
                if running == Self.concurrentObjects {
                    _ = await group.nextResult()
                    running -= 1
                }
                running += 1
                group.addTask {
                    do { try await work() } catch { console.failure("transfer", error) }
                }
            }
            try await group.waitForAll()
        }
    }
}
