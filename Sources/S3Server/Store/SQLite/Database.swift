import Synchronization

/// The index: one writer and any number of readers of a file, or one connection to a database in memory.
///
/// Reads run where they are called: each is a few indexed look-ups or one bounded page, well under the time a thread
/// of the cooperative pool may be held, and a hop to another thread would cost more. Writes to a file wait for the disk, so
/// they run on a thread for blocking work, one after the other; those that come while one commits share the next commit.
final class Database: Sendable {
    private struct State {
        var isClosed = false
        var readers: [Connection] = []
        var queue: [WriteJob] = []
        var isDraining = false
        var closing: [CheckedContinuation<Void, Never>] = []
        /// Whether a commit failed, so that blobs may be left that no entry names.
        var hasFailed = false
    }

    /// A write and what becomes of it.
    private struct WriteJob: Sendable {
        /// Runs the body; nil when it succeeded.
        let run: @Sendable (WriteTransaction) -> StoreError?
        /// Tells the caller. The error is that of the commit, if it failed.
        let finish: @Sendable (StoreError?) -> Void
    }

    /// The most writes in one commit.
    private static let batchLimit = 256

    private let path: String?
    private let writer: Connection
    /// In memory, held by whoever uses the one connection; for a file, by the thread that writes.
    private let writing = Mutex<Void>(())
    private let state = Mutex(State())
    private let freed: @Sendable ([Int]) -> Void

    /// Opens the index and brings its schema about.
    ///
    /// - Parameters:
    ///   - path: the file; nil for one in memory.
    ///   - freed: gets the blobs that no entry names any more, after the commit that made it so.
    init(path: String?, freed: @escaping @Sendable ([Int]) -> Void) throws(StoreError) {
        self.path = path
        self.freed = freed
        writer = try Connection(path: path)
        if path != nil {
            try writer.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192;")
        } else {
            // All pages are in the cache here, and a commit that follows the splitting of a page looks at each of them:
            // four times as large, they are a quarter as many and split a quarter as often.
            try writer.execute("PRAGMA page_size = 16384")
        }
        try Schema.prepare(writer)
    }

    /// Runs look-ups on one consistent state.
    func read<Value: Sendable>(
        _ body: (Connection) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        guard path != nil else {
            return try writing.withLock { _ throws(StoreError) in
                if state.withLock({ $0.isClosed }) { throw .closed }
                return try body(writer)
            }
        }
        let connection = try reader()
        defer { state.withLock { if !$0.isClosed { $0.readers.append(connection) } } }
        try connection.run("BEGIN")
        defer { _ = try? connection.run("COMMIT") }
        return try body(connection)
    }

    /// A reading connection. There are never more than there are threads that read at once.
    private func reader() throws(StoreError) -> Connection {
        let idle = try state.withLock { state throws(StoreError) in
            if state.isClosed { throw .closed }
            return state.readers.popLast()
        }
        if let idle { return idle }
        let connection = try Connection(path: path)
        try connection.execute("PRAGMA query_only = 1; PRAGMA cache_size = -4096;")
        return connection
    }

    /// Runs changes as one transaction, durable when it returns. When the body throws, nothing is changed.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        if Task.isCancelled { throw .cancelled }
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            let slot = Mutex<Result<Value, StoreError>>(.failure(.closed))
            submit(
                WriteJob(
                    run: { transaction in
                        let result: Result<Value, StoreError>
                        do throws(StoreError) { result = .success(try body(transaction)) } catch {
                            result = .failure(error)
                        }
                        slot.withLock { $0 = result }
                        if case .failure(let error) = result { return error }
                        return nil
                    },
                    finish: { error in
                        continuation.resume(returning: error.map { .failure($0) } ?? slot.withLock { $0 })
                    }
                )
            )
        }
        return try result.get()
    }

    private func submit(_ job: WriteJob) {
        guard path != nil else {
            writing.withLock { _ in
                if state.withLock({ $0.isClosed }) { job.finish(.closed) } else { commit([job]) }
            }
            return
        }
        let (isClosed, starts) = state.withLock { state in
            if state.isClosed { return (true, false) }
            state.queue.append(job)
            defer { state.isDraining = true }
            return (false, !state.isDraining)
        }
        if isClosed { return job.finish(.closed) }
        if starts { BlockingWork.start { self.drain() } }
    }

    private func drain() {
        while true {
            let batch = state.withLock { state in
                let batch = Array(state.queue.prefix(Self.batchLimit))
                state.queue.removeFirst(batch.count)
                if batch.isEmpty { state.isDraining = false }
                return batch
            }
            guard !batch.isEmpty else { break }
            writing.withLock { _ in commit(batch) }
        }
        let closing = state.withLock { state in
            guard !state.isDraining else { return [CheckedContinuation<Void, Never>]() }
            defer { state.closing = [] }
            return state.closing
        }
        for continuation in closing { continuation.resume() }
    }

    /// Runs each job by itself, so that one that fails leaves the others alone, and commits them together.
    private func commit(_ jobs: [WriteJob]) {
        var transactions: [WriteTransaction] = []
        do throws(StoreError) {
            try writer.run("BEGIN IMMEDIATE")
            for job in jobs { transactions.append(try run(job)) }
            // After a failed commit it is not certain what the disk holds: blobs stay until the next opening decides.
            for transaction in transactions { transaction.claim() }
            try writer.run("COMMIT")
        } catch {
            if writer.isInTransaction { _ = try? writer.run("ROLLBACK") }
            state.withLock { $0.hasFailed = true }
            for job in jobs { job.finish(error) }
            return
        }
        for (job, transaction) in zip(jobs, transactions) {
            if !transaction.freed.isEmpty { freed(transaction.freed) }
            job.finish(nil)
        }
    }

    /// Runs one job of a transaction and takes back what it did if it fails.
    ///
    /// - Throws: what ended the whole transaction, and with it the jobs before this one.
    private func run(_ job: WriteJob) throws(StoreError) -> WriteTransaction {
        let transaction = WriteTransaction(connection: writer)
        try writer.run("SAVEPOINT job")
        if let error = job.run(transaction) {
            guard writer.isInTransaction else { throw error }
            try writer.run("ROLLBACK TO job")
            transaction.rollBack()
        }
        try writer.run("RELEASE job")
        return transaction
    }

    /// Waits for the writes under way and refuses later ones.
    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                state.readers = []
                guard state.isDraining else { return true }
                state.closing.append(continuation)
                return false
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Puts in order what a process left that did not close the store, and notes that this one has not either. Blocks.
    func recover(_ body: (Connection) throws(StoreError) -> Void) throws(StoreError) {
        try writing.withLock { _ throws(StoreError) in
            let isTidy = try writer.first("SELECT value FROM facts WHERE name = 'is_tidy'") { row in row.flag(0) }
            if isTidy != true { try body(writer) }
            try writer.run("INSERT OR REPLACE INTO facts (name, value) VALUES ('is_tidy', 0)")
        }
    }

    /// Notes whether the next opening may trust that every blob is named, and folds the log into the file.
    func recordClosing(isTidy: Bool) async {
        guard path != nil else { return }
        // A failure here costs the next opening a look at every blob, nothing else.
        _ = try? await BlockingWork.run { [self] () throws(StoreError) in
            try writing.withLock { _ throws(StoreError) in
                let isTidy = isTidy && !state.withLock { $0.hasFailed }
                try writer.run("INSERT OR REPLACE INTO facts (name, value) VALUES ('is_tidy', ?)", [.flag(isTidy)])
                try writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            }
        }
    }
}
