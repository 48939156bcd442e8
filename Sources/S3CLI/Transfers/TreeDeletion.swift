import S3

/// Deletes what a listing finds, a thousand keys a request.
struct TreeDeletion {
    let bucket: Bucket
    let console: Console
    var isDryRun = false

    func run(prefix: String, where admits: (_ relativeKey: String) -> Bool) async throws {
        var batch: [String] = []
        for try await object in bucket.objects(prefix: prefix) where admits(object.key.behind(prefix)) {
            batch.append(object.key)
            if batch.count == 1_000 {
                try await delete(batch)
                batch.removeAll(keepingCapacity: true)
            }
        }
        try await delete(batch)
    }

    private func delete(_ keys: [String]) async throws {
        guard !keys.isEmpty else { return }
        let failures = isDryRun ? [] : try await bucket.deleteObjects(keys).failures
        var failed: Set<[UInt8]> = []
        for failure in failures {
            failed.insert(Array(failure.key.utf8))
            console.failure(
                "delete s3://\(bucket.name)/\(failure.key)",
                CommandFailure("\(failure.code): \(failure.message ?? "no reason given")")
            )
        }
        for key in keys where !failed.contains(Array(key.utf8)) {
            let target = S3Location(bucket: bucket.name, key: key)
            console.result(.init(action: "delete", source: target.description, isDryRun: isDryRun))
        }
    }
}
