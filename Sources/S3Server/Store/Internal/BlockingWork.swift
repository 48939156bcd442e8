import NIOPosix

/// Threads for calls that wait for the disk, so that none of them holds a thread of the cooperative pool.
enum BlockingWork {
    /// More than there are cores, since these threads mostly wait. Lives as long as the process.
    private static let pool: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 8)
        pool.start()
        return pool
    }()

    /// Runs work on one of the threads. Not cancelled once it has begun.
    ///
    /// - Throws: what the work throws, or `cancelled`.
    static func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError>
        do {
            result = try await pool.runIfActive {
                do throws(StoreError) { return .success(try work()) } catch { return .failure(error) }
            }
        } catch {
            throw .cancelled
        }
        return try result.get()
    }

    /// Runs work on one of the threads, soon.
    static func start(_ work: @escaping @Sendable () -> Void) {
        pool.submit { _ in work() }
    }
}
