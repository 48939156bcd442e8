import NIOCore

/// Keeps blobs: byte strings written once, named by a number, never by a key.
///
/// One implementation keeps them in memory, the other in files.
protocol BlobStore: Sendable {
    /// Begins a blob. It is gone again if it is dropped before it is finished and kept.
    func makeBlob(id: Int) async throws(StoreError) -> any BlobSink

    /// A reader that stays valid however long it is kept, if the blob exists when the first byte is read.
    func reader(for id: Int) -> any BlobReader

    /// Removes blobs, soon and not necessarily before it returns. One that does not exist is not an error.
    func remove(_ ids: [Int])

    /// Waits until everything that was to be removed has been.
    func settle() async
}

/// Takes the bytes of one blob, from one task.
protocol BlobSink: Sendable {
    /// Returns when the bytes need no more of the caller's memory.
    func write(_ buffers: [ByteBuffer]) async throws(StoreError)

    /// Makes the blob durable, so that an index may name it.
    func finish() async throws(StoreError)
}

/// Reads one blob.
protocol BlobReader: Sendable {
    /// At least one byte of the range and at most all of it.
    func read(_ range: Range<Int>) async throws(StoreError) -> ByteBuffer
}
