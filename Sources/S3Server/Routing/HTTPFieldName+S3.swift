import HTTPTypes

/// The header fields the server reads or writes itself; the model's bindings see to the others.
extension HTTPField.Name {
    static let requestID = constant("x-amz-request-id")
    static let hostID = constant("x-amz-id-2")
    static let contentSHA256 = constant("x-amz-content-sha256")
    static let contentMD5 = constant("Content-MD5")
    static let decodedContentLength = constant("x-amz-decoded-content-length")
    static let declaredTrailer = constant("x-amz-trailer")
    static let checksumAlgorithm = constant("x-amz-sdk-checksum-algorithm")
    static let copySource = constant("x-amz-copy-source")
    static let deleteMarker = constant("x-amz-delete-marker")
    static let versionID = constant("x-amz-version-id")
    static let bucketRegion = constant("x-amz-bucket-region")
    static let expectedBucketOwner = constant("x-amz-expected-bucket-owner")
    static let sourceExpectedBucketOwner = constant("x-amz-source-expected-bucket-owner")

    /// A name that is known to have the form of one; the alternative is never taken.
    static func constant(_ name: StaticString) -> HTTPField.Name {
        HTTPField.Name(name.description) ?? .contentType
    }
}

extension HTTPField.Name {
    static let cannedACL = constant("x-amz-acl")
    static let redirectLocation = constant("x-amz-website-redirect-location")
    static let storageClass = constant("x-amz-storage-class")
    static let tagging = constant("x-amz-tagging")
    static let encryption = constant("x-amz-server-side-encryption")
    static let encryptionKeyID = constant("x-amz-server-side-encryption-aws-kms-key-id")
    static let encryptionContext = constant("x-amz-server-side-encryption-context")
    static let bucketKeyEnabled = constant("x-amz-server-side-encryption-bucket-key-enabled")
    static let customerAlgorithm = constant("x-amz-server-side-encryption-customer-algorithm")
    static let sourceCustomerAlgorithm = constant("x-amz-copy-source-server-side-encryption-customer-algorithm")
    static let metadataDirective = constant("x-amz-metadata-directive")
    static let taggingDirective = constant("x-amz-tagging-directive")
}
