import AWSCore

extension ServiceError {
    /// What a failure of the store is to the client.
    init(_ error: StoreError) {
        switch error {
        case .noSuchBucket(let name): self = .noSuchBucket(name)
        case .bucketExists(let bucket): self = .bucketAlreadyOwnedByYou(bucket.name)
        case .bucketNotEmpty(let name): self = .bucketNotEmpty(name, isVersioned: false)
        case .noSuchKey(let key): self = .noSuchKey(key)
        case .noSuchVersion(let key, let versionID): self = .noSuchVersion(versionID, of: key)
        case .noSuchUpload(let uploadID): self = .noSuchUpload(uploadID)
        case .noSuchPart(let number): self = .invalidPart(number, eTag: nil, uploadID: "")
        case .refused(let reason): self = reason as? ServiceError ?? .internalError
        case .diskFull: self = .insufficientStorage
        case .cancelled, .closed: self = .serviceUnavailable
        case .locked, .newerSchema, .corrupt, .io, .database: self = .internalError
        }
    }

    static let insufficientStorage = ServiceError(
        "InsufficientStorage",
        "The disk that holds the data directory is full.",
        status: 507
    )

    static let serviceUnavailable = ServiceError(
        "ServiceUnavailable",
        "The server is stopping. Please try again.",
        status: 503
    )
}

/// Runs work on the store and words its failures as S3 does.
func stored<Value: Sendable>(
    _ work: () async throws(StoreError) -> Value
) async throws(ServiceError) -> Value {
    do {
        return try await work()
    } catch {
        throw ServiceError(error)
    }
}
