import NIOCore

/// Buckets, objects with their versions, and uploads, in memory or in a directory.
///
/// Every operation is atomic. With a directory, what has returned is durable: content is synchronised before the index
/// names it, and the index before the operation returns.
final class ObjectStore: Sendable {
    /// Where the store keeps what it is given.
    enum Location: Sendable {
        case memory
        /// A directory of this path, made if it is missing. One process at a time may have it open.
        case directory(String)
    }

    /// Opens a store, and puts in order what an earlier process left when it was killed.
    ///
    /// - Throws: `StoreError`: `locked`, `newerSchema`, `corrupt`, or what the file system refused.
    init(_ location: Location) async throws(StoreError) {
        throw .closed
    }

    /// Finishes what is under way and gives the directory up. Operations throw `closed` afterwards.
    ///
    /// Without it nothing is lost, but the next opening takes longer.
    func close() async {}

    /// Begins to take content. See ``ContentSource/new(_:)``.
    func makeContentWriter() -> ContentWriter {
        fatalError()
    }
}
