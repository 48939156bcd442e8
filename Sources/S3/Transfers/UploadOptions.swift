/// What is said of an object when it is stored, whether in one request or in parts.
public struct UploadOptions: Sendable {
    public var acl: ObjectCannedACL?
    public var cacheControl: String?
    public var contentDisposition: String?
    public var contentEncoding: String?
    public var contentLanguage: String?
    public var contentType: String?
    /// Without the `x-amz-meta-` prefix.
    public var metadata: [String: String] = [:]
    public var serverSideEncryption: ServerSideEncryption?
    public var sseKMSKeyID: String?
    public var storageClass: StorageClass?
    /// As a query string: `project=blue&kind=log`.
    public var tagging: String?
    /// `*`: only if no object has the key yet. Otherwise the upload fails with `PreconditionFailed`.
    public var ifNoneMatch: String?

    public init() {}

    func apply(to operation: inout PutObject) {
        operation.acl = acl
        operation.cacheControl = cacheControl
        operation.contentDisposition = contentDisposition
        operation.contentEncoding = contentEncoding
        operation.contentLanguage = contentLanguage
        operation.contentType = contentType
        operation.metadata = metadata
        operation.serverSideEncryption = serverSideEncryption
        operation.sseKMSKeyID = sseKMSKeyID
        operation.storageClass = storageClass
        operation.tagging = tagging
        operation.ifNoneMatch = ifNoneMatch
    }

    func apply(to operation: inout CreateMultipartUpload) {
        operation.acl = acl
        operation.cacheControl = cacheControl
        operation.contentDisposition = contentDisposition
        operation.contentEncoding = contentEncoding
        operation.contentLanguage = contentLanguage
        operation.contentType = contentType
        operation.metadata = metadata
        operation.serverSideEncryption = serverSideEncryption
        operation.sseKMSKeyID = sseKMSKeyID
        operation.storageClass = storageClass
        operation.tagging = tagging
    }
}
