import AWSCore
import S3Model

/// The rules of S3: what each operation does to the store, and what it answers. One file a concept.
struct StorageService: Sendable {
    let store: ObjectStore
    let configuration: LocalS3Configuration

    /// The one account there is.
    var owner: Owner {
        Owner { $0.id = configuration.ownerID }
    }

    /// - Throws: `NoSuchBucket`.
    func bucket(_ name: String) async throws(ServiceError) -> StoredBucket {
        try await stored { () throws(StoreError) in try await store.bucket(name) }
    }

    /// The version id an answer shows: none where the bucket was never versioned.
    func shownVersionID(_ version: StoredVersion, in bucket: String) async throws(ServiceError) -> String? {
        guard version.versionID == StoredVersion.nullVersionID else { return version.versionID }
        return try await self.bucket(bucket).versioning == .unversioned ? nil : version.versionID
    }
}

extension WrittenVersion {
    /// The version id an answer shows: none where the bucket was never versioned.
    var shownVersionID: String? { versioning == .unversioned ? nil : version.versionID }
}
