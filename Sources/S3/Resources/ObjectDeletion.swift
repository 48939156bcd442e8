extension Bucket {
    /// Deletes any number of keys, in batches of 1,000. A key that is not there counts as deleted.
    ///
    /// ```swift
    /// let report = try await bucket.deleteObjects(["a", "b"])
    /// guard report.failures.isEmpty else { ... }
    /// ```
    ///
    /// - Parameter configure: sets further members of each `DeleteObjects`.
    /// - Returns: how many were deleted, and each key that was not with the service's reason.
    /// - Throws: `S3Error` when a whole batch failed. The refusal of single keys is not an error: see the report.
    @discardableResult
    public func deleteObjects(
        _ keys: some Sequence<String>,
        _ configure: (inout DeleteObjects) -> Void = { _ in }
    ) async throws(S3Error) -> DeletionReport {
        try await deleteObjects(keys.lazy.map { ObjectReference(key: $0) }, configure)
    }

    /// Deletes any number of objects or versions, in batches of 1,000.
    @discardableResult
    public func deleteObjects(
        _ objects: some Sequence<ObjectReference>,
        _ configure: (inout DeleteObjects) -> Void = { _ in }
    ) async throws(S3Error) -> DeletionReport {
        var report = DeletionReport()
        var batch: [ObjectReference] = []
        for object in objects {
            batch.append(object)
            if batch.count == DeletionReport.batchSize {
                try await delete(batch: batch, configure, into: &report)
                batch.removeAll(keepingCapacity: true)
            }
        }
        if !batch.isEmpty { try await delete(batch: batch, configure, into: &report) }
        return report
    }

    private func delete(
        batch: [ObjectReference],
        _ configure: (inout DeleteObjects) -> Void,
        into report: inout DeletionReport
    ) async throws(S3Error) {
        let deletion = Delete(objects: batch) { $0.quiet = true }
        let output = try await client.send(DeleteObjects(bucket: name, delete: deletion, configure))
        report.failures.append(contentsOf: output.errors)
        report.deletedCount += batch.count - output.errors.count
    }
}

/// What came of a bulk deletion.
public struct DeletionReport: Sendable, Equatable {
    /// The most keys that one request may name.
    static let batchSize = 1_000

    /// How many objects or versions were deleted, those that were not there included.
    public var deletedCount = 0
    /// Those that were not deleted, each with the service's reason.
    public var failures: [DeletionFailure] = []
}
