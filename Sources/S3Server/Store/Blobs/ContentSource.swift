import NIOCore
import Synchronization

/// Where the content of a new version or part comes from.
enum ContentSource: Sendable {
    case empty
    /// Content that was streamed in.
    case new(NewContent)
    /// A range of another version's content, or all of it for nil. It is shared, not copied.
    case copy(of: StoredVersion, range: Range<Int>? = nil)

    /// In bytes.
    var size: Int {
        switch self {
        case .empty: 0
        case .new(let content): content.size
        case .copy(let version, let range): (range ?? 0..<version.size).clamped(to: 0..<version.size).count
        }
    }
}

/// Content that is durable but that no version or part holds yet. It is removed again when it is dropped before one does.
struct NewContent: Sendable {
    /// In bytes.
    let size: Int
    let segments: [Segment]
    let blob: UnclaimedBlob?
}

/// Removes a finished blob unless an index entry has come to name it.
final class UnclaimedBlob: Sendable {
    let id: Int
    private let pins: BlobPins
    private let isClaimed = Atomic(false)

    init(id: Int, in pins: BlobPins) {
        self.id = id
        self.pins = pins
        pins.noteUnclaimed(1)
    }

    /// Leaves the blob to the index from now on.
    func claim() {
        if !isClaimed.exchange(true, ordering: .acquiringAndReleasing) { pins.noteUnclaimed(-1) }
    }

    deinit {
        if isClaimed.load(ordering: .acquiring) { return }
        pins.remove([id])
        pins.noteUnclaimed(-1)
    }
}
