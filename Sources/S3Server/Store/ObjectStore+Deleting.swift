#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension ObjectStore {
    /// Deletes an object or one version of it.
    ///
    /// Without a version: removes the null version in a bucket that was never versioned; adds a delete marker in a
    /// versioned one; puts a null delete marker in place of the null version where versioning is suspended.
    /// With a version: removes that one for good. That there is none is no error.
    ///
    /// - Parameters:
    ///   - date: the delete marker's time.
    ///   - owner: the delete marker's owner.
    /// - Throws: `noSuchBucket`; `refused` with what the request's condition throws.
    func delete(
        _ request: DeletionRequest,
        in bucket: String,
        at date: Date,
        owner: String
    ) async throws(StoreError) -> Deletion {
        try await database.write { [self] transaction throws(StoreError) in
            let row = try transaction.connection.bucket(bucket)
            return try delete(request, in: row, at: date, owner: owner, transaction)
        }
    }

    /// Deletes several in one transaction; one that is refused does not hinder the others.
    ///
    /// - Returns: an outcome for each request, in order.
    /// - Throws: `noSuchBucket`, or what keeps the whole transaction from being made.
    func delete(
        _ requests: [DeletionRequest],
        in bucket: String,
        at date: Date,
        owner: String
    ) async throws(StoreError) -> [Result<Deletion, StoreError>] {
        try await database.write { [self] transaction throws(StoreError) in
            let row = try transaction.connection.bucket(bucket)
            var outcomes: [Result<Deletion, StoreError>] = []
            outcomes.reserveCapacity(requests.count)
            for request in requests {
                do throws(StoreError) {
                    outcomes.append(.success(try delete(request, in: row, at: date, owner: owner, transaction)))
                } catch .refused(let error) {
                    // A condition is asked before anything is changed, so there is nothing to take back.
                    outcomes.append(.failure(.refused(error)))
                }
            }
            return outcomes
        }
    }

    private func delete(
        _ request: DeletionRequest,
        in bucket: BucketRow,
        at date: Date,
        owner: String,
        _ transaction: WriteTransaction
    ) throws(StoreError) -> Deletion {
        switch request.version {
        case .id(let versionID):
            try removeVersion(versionID, request, in: bucket, transaction)
        case .latest where bucket.bucket.versioning == .unversioned:
            try removeObject(request, in: bucket, transaction)
        case .latest:
            try addMarker(request, in: bucket, at: date, owner: owner, transaction)
        }
    }

    private func removeVersion(
        _ versionID: String,
        _ request: DeletionRequest,
        in bucket: BucketRow,
        _ transaction: WriteTransaction
    ) throws(StoreError) -> Deletion {
        let found = try transaction.connection.version(request.version, of: request.key, in: bucket)
        if let condition = request.condition { try StoreError.refusing { try condition(found) } }
        if let found { try transaction.remove(found, in: bucket) }
        return Deletion(
            key: request.key,
            versionID: versionID,
            isDeleteMarker: found?.isDeleteMarker ?? false,
            didRemove: found != nil
        )
    }

    private func removeObject(
        _ request: DeletionRequest,
        in bucket: BucketRow,
        _ transaction: WriteTransaction
    ) throws(StoreError) -> Deletion {
        let found = try transaction.connection.version(.latest, of: request.key, in: bucket)
        if let condition = request.condition { try StoreError.refusing { try condition(found) } }
        if let found { try transaction.remove(found, in: bucket) }
        return Deletion(key: request.key, versionID: nil, isDeleteMarker: false, didRemove: found != nil)
    }

    private func addMarker(
        _ request: DeletionRequest,
        in bucket: BucketRow,
        at date: Date,
        owner: String,
        _ transaction: WriteTransaction
    ) throws(StoreError) -> Deletion {
        try transaction.check(request.condition, key: request.key, in: bucket)
        let sequence = nextSequence()
        let marker = StoredVersion(
            sequence: sequence,
            key: request.key,
            versionID: versionID(sequence: sequence, in: bucket),
            isLatest: true,
            isDeleteMarker: true,
            lastModified: date,
            size: 0,
            eTag: "",
            owner: owner,
            checksums: [],
            partCount: 0,
            attributes: ObjectAttributes()
        )
        let replaced =
            bucket.bucket.versioning == .suspended
            ? try transaction.connection.version(.id(StoredVersion.nullVersionID), of: request.key, in: bucket) : nil
        try transaction.insert(marker, in: bucket)
        return Deletion(
            key: request.key,
            versionID: marker.versionID,
            isDeleteMarker: true,
            didRemove: replaced?.isDeleteMarker == false
        )
    }
}
