import AWSCore
import S3Model

extension StorageService {
    func getObjectTagging(
        _ operation: GetObjectTagging,
        _ context: RequestContext
    ) async throws(ServiceError) -> GetObjectTagging.Output {
        let version = try await version(operation.versionID, of: operation.key, in: operation.bucket)
        let shown = try await shownVersionID(version, in: operation.bucket)
        let tags = version.attributes.tags.map { ResourceTag(key: $0.name, value: $0.value) }
        return GetObjectTagging.Output(tagSet: tags) { $0.versionID = shown }
    }

    func putObjectTagging(
        _ operation: PutObjectTagging,
        _ context: RequestContext
    ) async throws(ServiceError) -> PutObjectTagging.Output {
        let tags = try TagSet(operation.tagging.tagSet, of: .object)
        let shown = try await setTags(tags.tags, operation.versionID, of: operation.key, in: operation.bucket)
        return PutObjectTagging.Output { $0.versionID = shown }
    }

    func deleteObjectTagging(
        _ operation: DeleteObjectTagging,
        _ context: RequestContext
    ) async throws(ServiceError) -> DeleteObjectTagging.Output {
        let shown = try await setTags([], operation.versionID, of: operation.key, in: operation.bucket)
        return DeleteObjectTagging.Output { $0.versionID = shown }
    }

    private func setTags(
        _ tags: [NamedValue],
        _ versionID: String?,
        of key: String,
        in bucket: String
    ) async throws(ServiceError) -> String? {
        let selector = try VersionSelector(checking: versionID)
        let version = try await stored { () throws(StoreError) in
            try await store.update(selector, of: key, in: bucket) { version, attributes in
                try version.refuseDeleteMarker(selector)
                attributes.tags = tags
            }
        }
        return try await shownVersionID(version, in: bucket)
    }

    func getBucketTagging(
        _ operation: GetBucketTagging,
        _ context: RequestContext
    ) async throws(ServiceError) -> GetBucketTagging.Output {
        let put = try await setting(BucketSetting.tagging, as: PutBucketTagging.self, of: operation.bucket)
        guard let put else { throw .noSuchTagSet(bucket: operation.bucket) }
        return GetBucketTagging.Output(tagSet: put.tagging.tagSet)
    }

    func putBucketTagging(
        _ operation: PutBucketTagging,
        _ context: RequestContext
    ) async throws(ServiceError) -> PutBucketTagging.Output {
        _ = try TagSet(operation.tagging.tagSet, of: .bucket)
        try await setSetting(BucketSetting.tagging, to: operation, of: operation.bucket)
        return EmptyOutput()
    }

    func deleteBucketTagging(
        _ operation: DeleteBucketTagging,
        _ context: RequestContext
    ) async throws(ServiceError) -> DeleteBucketTagging.Output {
        try await removeSetting(BucketSetting.tagging, of: operation.bucket)
        return EmptyOutput()
    }
}
