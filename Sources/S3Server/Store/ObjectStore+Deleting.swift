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
        throw .closed
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
        throw .closed
    }
}
