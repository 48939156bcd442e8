/// A change under way: the connection that makes it, and what is to happen to blobs when it is committed.
final class WriteTransaction {
    let connection: Connection
    /// Blobs that no entry names any more.
    private(set) var freed: [Int] = []
    private var claimed: [UnclaimedBlob] = []

    init(connection: Connection) { self.connection = connection }

    /// Notes that an entry now names this blob.
    func keep(_ blob: UnclaimedBlob) { claimed.append(blob) }

    /// Notes that no entry names this blob any more.
    func free(_ blob: Int) { freed.append(blob) }

    /// Gives the blobs that were kept over to the index.
    func claim() {
        for blob in claimed { blob.claim() }
    }

    /// Forgets what was noted, when the change is taken back.
    func rollBack() {
        freed = []
        claimed = []
    }
}
