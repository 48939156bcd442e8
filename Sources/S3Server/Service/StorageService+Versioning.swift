import AWSCore
import HTTPTypes
import S3Model

extension StorageService {
    func getBucketVersioning(
        _ operation: GetBucketVersioning,
        _ context: RequestContext
    ) async throws(ServiceError) -> GetBucketVersioning.Output {
        let versioning = try await bucket(operation.bucket).versioning
        return GetBucketVersioning.Output {
            switch versioning {
            case .unversioned: break
            case .enabled: $0.status = .enabled
            case .suspended: $0.status = .suspended
            }
        }
    }

    func putBucketVersioning(
        _ operation: PutBucketVersioning,
        _ context: RequestContext
    ) async throws(ServiceError) -> PutBucketVersioning.Output {
        let settings = operation.versioningConfiguration
        if settings.mfaDelete == .enabled { throw .notImplemented("MFA delete") }
        let versioning: StoredBucket.Versioning
        switch settings.status {
        case .enabled?: versioning = .enabled
        case .suspended?: versioning = .suspended
        case nil: throw .illegalVersioningConfiguration
        default: throw .malformedXML
        }
        _ = try await stored { () throws(StoreError) in
            try await store.updateBucket(operation.bucket) { $0.versioning = versioning }
        }
        return EmptyOutput()
    }
}

extension VersionSelector {
    /// - Throws: `InvalidArgument` for an id that can be none.
    init(checking versionID: String?) throws(ServiceError) {
        if let versionID {
            guard !versionID.isEmpty else {
                throw .invalidArgument("Version id cannot be the empty string", "versionId", "")
            }
            guard Self.isVersionID(versionID) else { throw .invalidVersionID(versionID) }
        }
        self.init(versionID)
    }

    /// `null`, or 32 hexadecimal digits as this server makes them.
    private static func isVersionID(_ text: String) -> Bool {
        text == StoredVersion.nullVersionID
            || (text.utf8.count == 32 && Hexadecimal.decode(text) != nil)
    }
}

extension StoredVersion {
    /// Refuses what cannot be done with a delete marker, telling the client that it is one.
    func refuseDeleteMarker(_ selector: VersionSelector, method: String = "GET") throws(ServiceError) {
        guard isDeleteMarker else { return }
        var error: ServiceError
        if case .latest = selector {
            error = .noSuchKey(key)
        } else {
            error = .methodNotAllowed(method, on: "DeleteMarker")
            error.headers[.allow] = "DELETE"
            error.headers[.lastModified] = HTTPDate.format(lastModified)
        }
        error.headers[.deleteMarker] = "true"
        error.headers[.versionID] = versionID
        throw error
    }
}
