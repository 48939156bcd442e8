import AWSCore
import S3Model

/// Access control lists as buckets have them since 2023: they can be read and say that the owner has everything.
extension StorageService {
    func getBucketAcl(
        _ operation: GetBucketAcl,
        _ context: RequestContext
    ) async throws(ServiceError) -> GetBucketAcl.Output {
        _ = try await bucket(operation.bucket)
        return GetBucketAcl.Output {
            $0.owner = owner
            $0.grants = [ownersGrant]
        }
    }

    func putBucketAcl(
        _ operation: PutBucketAcl,
        _ context: RequestContext
    ) async throws(ServiceError) -> PutBucketAcl.Output {
        _ = try await bucket(operation.bucket)
        try AccessControl.refuseLists(in: context.headers)
        try refuse(operation.accessControlPolicy)
        return EmptyOutput()
    }

    func getObjectAcl(
        _ operation: GetObjectAcl,
        _ context: RequestContext
    ) async throws(ServiceError) -> GetObjectAcl.Output {
        _ = try await version(operation.versionID, of: operation.key, in: operation.bucket)
        return GetObjectAcl.Output {
            $0.owner = owner
            $0.grants = [ownersGrant]
        }
    }

    func putObjectAcl(
        _ operation: PutObjectAcl,
        _ context: RequestContext
    ) async throws(ServiceError) -> PutObjectAcl.Output {
        _ = try await version(operation.versionID, of: operation.key, in: operation.bucket)
        try AccessControl.refuseLists(in: context.headers)
        try refuse(operation.accessControlPolicy)
        return PutObjectAcl.Output()
    }

    private var ownersGrant: Grant {
        Grant(grantee: Grantee(type: .canonicalUser) { $0.id = configuration.ownerID }, permission: .fullControl)
    }

    /// The list that says what is so anyway may be put.
    private func refuse(_ policy: AccessControlPolicy?) throws(ServiceError) {
        guard let policy else { return }
        let isOwners = policy.grants.allSatisfy {
            $0.permission == .fullControl && $0.grantee.id == configuration.ownerID
        }
        guard isOwners else { throw .accessControlListNotSupported }
    }
}
