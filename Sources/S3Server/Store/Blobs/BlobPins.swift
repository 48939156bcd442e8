import Synchronization

/// Puts off the removal of blobs that are being read.
final class BlobPins: Sendable {
    private struct State {
        var counts: [Int: Int] = [:]
        var condemned: Set<Int> = []
        /// Finished blobs that the index does not name yet.
        var unclaimed = 0
    }

    let blobs: any BlobStore
    private let state = Mutex(State())

    init(_ blobs: any BlobStore) { self.blobs = blobs }

    /// Keeps blobs from being removed while the pin lives.
    ///
    /// A removal may have come before it: look once more, after pinning, that the index still names them.
    func pin(_ ids: Set<Int>) -> BlobPin {
        state.withLock { state in
            for id in ids { state.counts[id, default: 0] += 1 }
        }
        return BlobPin(ids: ids, pins: self)
    }

    /// Removes blobs that no index entry names any more: now, or when the last pin on them goes.
    func remove(_ ids: [Int]) {
        let free = state.withLock { state in
            ids.filter { id in
                guard state.counts[id] != nil else { return true }
                state.condemned.insert(id)
                return false
            }
        }
        if !free.isEmpty { blobs.remove(free) }
    }

    fileprivate func unpin(_ ids: Set<Int>) {
        let free = state.withLock { state in
            ids.filter { id in
                let count = (state.counts[id] ?? 1) - 1
                state.counts[id] = count > 0 ? count : nil
                return count <= 0 && state.condemned.remove(id) != nil
            }
        }
        if !free.isEmpty { blobs.remove(Array(free)) }
    }

    /// Counts the blobs that wait for the index to name them.
    func noteUnclaimed(_ change: Int) { state.withLock { $0.unclaimed += change } }

    /// Whether no blob waits for its removal or for the index to name it.
    var isTidy: Bool { state.withLock { $0.condemned.isEmpty && $0.unclaimed == 0 } }
}

/// Blobs that stay while this lives.
final class BlobPin: Sendable {
    private let ids: Set<Int>
    private let pins: BlobPins

    fileprivate init(ids: Set<Int>, pins: BlobPins) {
        self.ids = ids
        self.pins = pins
    }

    deinit { pins.unpin(ids) }
}
