import AWSCore
import S3Model

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension StorageService {
    func deleteObject(
        _ operation: DeleteObject,
        _ context: RequestContext
    ) async throws(ServiceError) -> DeleteObject.Output {
        let conditions = DeletionConditions(
            key: operation.key,
            ifMatch: operation.ifMatch,
            lastModified: operation.ifMatchLastModifiedTime,
            size: operation.ifMatchSize
        )
        let request = DeletionRequest(
            key: operation.key,
            version: try VersionSelector(checking: operation.versionID),
            condition: conditions.condition
        )
        let deletion = try await stored { () throws(StoreError) in
            try await store.delete(request, in: operation.bucket, at: context.now, owner: configuration.ownerID)
        }
        return DeleteObject.Output {
            if deletion.isDeleteMarker { $0.deleteMarker = true }
            $0.versionID = deletion.versionID
        }
    }

    func deleteObjects(
        _ operation: DeleteObjects,
        _ context: RequestContext
    ) async throws(ServiceError) -> DeleteObjects.Output {
        let objects = operation.delete.objects
        guard (1...1_000).contains(objects.count) else { throw .malformedXML }
        var output = DeleteObjects.Output()
        var accepted: [(object: ObjectReference, request: DeletionRequest)] = []
        for object in objects {
            do {
                accepted.append((object, try deletion(of: object)))
            } catch {
                output.errors.append(DeletionFailure(object, error))
            }
        }
        let requests = accepted.map(\.request)
        let outcomes = try await stored { () throws(StoreError) in
            try await store.delete(requests, in: operation.bucket, at: context.now, owner: configuration.ownerID)
        }
        for (object, outcome) in zip(accepted.map(\.object), outcomes) {
            switch outcome {
            case .success(let deletion): output.deleted.append(DeletedObject(object, deletion))
            case .failure(let error): output.errors.append(DeletionFailure(object, ServiceError(error)))
            }
        }
        if operation.delete.quiet == true { output.deleted = [] }
        return output
    }

    private func deletion(of object: ObjectReference) throws(ServiceError) -> DeletionRequest {
        guard !object.key.isEmpty else {
            throw ServiceError("UserKeyMustBeSpecified", "Your key cannot be empty.", status: 400)
        }
        try ObjectKey.validate(object.key)
        let conditions = DeletionConditions(
            key: object.key,
            ifMatch: object.eTag,
            lastModified: object.lastModifiedTime,
            size: object.size
        )
        // SDKs send an empty element for "no version".
        let versionID = object.versionID.flatMap { $0.isEmpty ? nil : $0 }
        return DeletionRequest(
            key: object.key,
            version: try VersionSelector(checking: versionID),
            condition: conditions.condition
        )
    }
}

/// The conditions under which an object is deleted, checked against the version in the same transaction.
struct DeletionConditions: Sendable {
    let key: String
    let ifMatch: String?
    let lastModified: Date?
    let size: Int?

    /// What the store checks; nil when any version will do.
    var condition: WriteCondition? {
        guard ifMatch != nil || lastModified != nil || size != nil else { return nil }
        return { version in try check(version) }
    }

    private func check(_ version: StoredVersion?) throws(ServiceError) {
        guard let version else { throw .noSuchKey(key) }
        if let ifMatch, !EntityTag.list(ifMatch, contains: version.eTag) { throw .preconditionFailed("If-Match") }
        if let lastModified, HTTPDate.format(lastModified) != HTTPDate.format(version.lastModified) {
            throw .preconditionFailed("x-amz-if-match-last-modified-time")
        }
        if let size, size != version.size { throw .preconditionFailed("x-amz-if-match-size") }
    }
}

extension DeletedObject {
    fileprivate init(_ object: ObjectReference, _ deletion: Deletion) {
        self.init(key: object.key) {
            let named = object.versionID.flatMap { $0.isEmpty ? nil : $0 }
            $0.versionID = named
            guard deletion.isDeleteMarker else { return }
            $0.deleteMarker = true
            $0.deleteMarkerVersionID = deletion.versionID ?? named
        }
    }
}

extension DeletionFailure {
    fileprivate init(_ object: ObjectReference, _ error: ServiceError) {
        self.init(key: object.key, code: error.code.rawValue) {
            $0.versionID = object.versionID
            $0.message = error.message
        }
    }
}
