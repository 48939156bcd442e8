import NIOPosix

/// Runs calls that block on NIO's threads for such calls, so that they never hold one of Swift's few.
enum BlockingWork {
    static func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws(S3Error) -> Value
    ) async throws(S3Error) -> Value {
        do {
            return try await NIOThreadPool.singleton.runIfActive(work)
        } catch let error as S3Error {
            throw error
        } catch {
            throw S3Error(.fileUnavailable, "The work was cut short: \(error).", underlyingError: error)
        }
    }
}
