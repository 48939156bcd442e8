import AWSCore
import NIOCore
import NIOPosix
import Synchronization

/// Hands out the right to use a connection, first come first served, to a limited number of requests at once.
final class ConnectionSlots: Sendable {
    private struct State {
        var free: Int
        var lastID = 0
        var waiting: [Int: CheckedContinuation<Bool, Never>] = [:]
        /// The order of arrival. Those who gave up stay in it until their turn.
        var order = CircularBuffer<Int>()
        /// Those who are about to wait. One that gives up before it does is taken out.
        var arriving: Set<Int> = []
    }

    private let state: Mutex<State>
    private let timeout: Duration

    init(limit: Int, timeout: Duration) {
        state = Mutex(State(free: max(limit, 1)))
        self.timeout = timeout
    }

    /// Waits for a free slot, which goes back when the value returned is released or dropped.
    func acquire() async throws(TransportError) -> ConnectionSlot {
        if takeFree() { return ConnectionSlot(self) }
        let id = state.withLock { state in
            state.lastID += 1
            state.arriving.insert(state.lastID)
            return state.lastID
        }
        let timer = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: TimeAmount(timeout)) {
            self.giveUp(id)
        }
        let acquired = await withTaskCancellationHandler {
            await withCheckedContinuation { wait(id, $0) }
        } onCancel: {
            giveUp(id)
        }
        timer.cancel()
        if acquired { return ConnectionSlot(self) }
        if Task.isCancelled { throw TransportError(.cancelled, "Cancelled while waiting for a free connection.") }
        throw TransportError(.timedOut, "No connection became free within \(timeout).")
    }

    fileprivate func release() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            while let id = state.order.popFirst() {
                if let continuation = state.waiting.removeValue(forKey: id) { return continuation }
            }
            state.free += 1
            return nil
        }
        next?.resume(returning: true)
    }

    private func takeFree() -> Bool {
        state.withLock { state in
            guard state.free > 0 else { return false }
            state.free -= 1
            return true
        }
    }

    private func wait(_ id: Int, _ continuation: CheckedContinuation<Bool, Never>) {
        let outcome = state.withLock { state -> Bool? in
            guard state.arriving.remove(id) != nil else { return false }
            if state.free > 0 {
                state.free -= 1
                return true
            }
            state.waiting[id] = continuation
            state.order.append(id)
            return nil
        }
        if let outcome { continuation.resume(returning: outcome) }
    }

    private func giveUp(_ id: Int) {
        let continuation = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            state.arriving.remove(id)
            return state.waiting.removeValue(forKey: id)
        }
        continuation?.resume(returning: false)
    }
}

/// The right to use one connection, given back once: when released, or with the last reference.
final class ConnectionSlot: Sendable {
    private let slots: ConnectionSlots
    private let isHeld = Atomic(true)

    fileprivate init(_ slots: ConnectionSlots) {
        self.slots = slots
    }

    deinit { release() }

    func release() {
        if isHeld.exchange(false, ordering: .acquiringAndReleasing) { slots.release() }
    }
}
