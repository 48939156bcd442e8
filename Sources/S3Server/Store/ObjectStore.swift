import Synchronization

/// Buckets, objects with their versions, and uploads, in memory or in a directory.
///
/// Every operation is atomic. With a directory, what has returned is durable: content is synchronised before the index
/// names it, and the index before the operation returns.
///
/// Closures that are given to an operation run inside its transaction: they must be quick and must not call the store.
final class ObjectStore: Sendable {
    /// Where the store keeps what it is given.
    enum Location: Sendable {
        case memory
        /// A directory of this path, made if it is missing. One process at a time may have it open.
        case directory(String)
    }

    /// Content up to this size is kept in the index itself: one synchronisation instead of three, and no file.
    static let inlineLimit = 16 * 1024

    let database: Database
    let pins: BlobPins
    private let lock: Mutex<DirectoryLock?>
    private let sequences: Atomic<Int>
    private let blobIDs: Atomic<Int>
    private let random: @Sendable () -> UInt64

    /// Opens a store, and puts in order what an earlier process left when it was killed.
    ///
    /// - Parameter random: the random half of version and upload ids.
    /// - Throws: `StoreError`: `locked`, `newerSchema`, `corrupt`, or what the file system refused.
    init(
        _ location: Location,
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    ) async throws(StoreError) {
        let parts: StoreParts
        switch location {
        case .memory: parts = try StoreParts.inMemory()
        case .directory(let path):
            parts = try await BlockingWork.run { () throws(StoreError) in try StoreParts.inDirectory(path) }
        }
        database = parts.database
        pins = parts.pins
        lock = Mutex(parts.lock)
        sequences = Atomic(parts.lastSequence)
        blobIDs = Atomic(parts.lastBlob)
        self.random = random
    }

    /// Finishes what is under way and gives the directory up. Operations throw `closed` afterwards.
    ///
    /// Without it nothing is lost, but the next opening takes longer.
    func close() async {
        await database.close()
        await pins.blobs.settle()
        let isTidy = pins.isTidy
        await database.recordClosing(isTidy: isTidy)
        lock.withLock { $0 = nil }
    }

    /// Begins to take content. See ``ContentSource/new(_:)``.
    func makeContentWriter() -> ContentWriter {
        ContentWriter(pins: pins, inlineLimit: Self.inlineLimit) { [self] in
            blobIDs.add(1, ordering: .relaxed).newValue
        }
    }

    /// The next place in the store's order. Drawn inside a transaction, so that the order is that of the commits.
    func nextSequence() -> Int { sequences.add(1, ordering: .relaxed).newValue }

    func makeID(sequence: Int) -> String { SequencedID.make(sequence: sequence, random: random()) }
}
