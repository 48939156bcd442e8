/// What the store could not do. Nothing here knows of HTTP: the rules above say which answer each case becomes.
enum StoreError: Error, Sendable {
    case noSuchBucket(String)
    /// A bucket of that name is there already.
    case bucketExists(StoredBucket)
    /// The bucket still holds versions or delete markers.
    case bucketNotEmpty(String)
    /// No version of the key exists. A delete marker does exist, so it is not this case.
    case noSuchKey(String)
    case noSuchVersion(key: String, versionID: String)
    case noSuchUpload(String)
    /// The part is not among the upload's parts, or is not the one that was meant.
    case noSuchPart(Int)
    /// A closure given by the caller refused the change, with its own error. Nothing was changed.
    case refused(any Error)
    /// Another process has the directory open.
    case locked(path: String)
    /// The directory was written by a newer program.
    case newerSchema(found: Int, supported: Int)
    case diskFull
    /// What is stored contradicts itself.
    case corrupt(String)
    /// A file operation failed; `number` is the system's errno.
    case io(operation: String, path: String, number: Int32)
    /// SQLite refused an operation; `code` is its extended result code.
    case database(code: Int32, message: String)
    /// The task was cancelled before anything was changed.
    case cancelled
    /// The store was closed.
    case closed
}

extension StoreError: CustomStringConvertible {
    var description: String {
        switch self {
        case .noSuchBucket(let name): "There is no bucket '\(name)'."
        case .bucketExists(let bucket): "The bucket '\(bucket.name)' exists already."
        case .bucketNotEmpty(let name): "The bucket '\(name)' is not empty."
        case .noSuchKey(let key): "There is no object '\(key)'."
        case .noSuchVersion(let key, let versionID): "The object '\(key)' has no version '\(versionID)'."
        case .noSuchUpload(let uploadID): "There is no multipart upload '\(uploadID)'."
        case .noSuchPart(let number): "The upload has no such part \(number)."
        case .refused(let error): "The change was refused: \(error)"
        case .locked(let path): "Another process has '\(path)' open."
        case .newerSchema(let found, let supported):
            "The directory has format \(found), written by a newer version; this one knows formats up to \(supported)."
        case .diskFull: "The disk is full."
        case .corrupt(let what): "The store is damaged: \(what)"
        case .io(let operation, let path, let number): "Cannot \(operation) '\(path)': \(SystemError.text(of: number))."
        case .database(let code, let message): "The index failed (SQLite \(code)): \(message)"
        case .cancelled: "The task was cancelled."
        case .closed: "The store is closed."
        }
    }
}
