import Testing

@testable import ModelCompiler

@Suite struct `Names in Swift` {
    @Test(arguments: [
        ("Bucket", "bucket"),
        ("VersionId", "versionID"),
        ("ETag", "eTag"),
        ("SSEKMSKeyId", "sseKMSKeyID"),
        ("SSES3", "sseS3"),
        ("SseKmsEncryptedObjects", "sseKMSEncryptedObjects"),
        ("KMSMasterKeyID", "kmsMasterKeyID"),
        ("ContentMD5", "contentMD5"),
        ("ChecksumCRC64NVME", "checksumCRC64NVME"),
        ("BucketArn", "bucketARN"),
        ("CORSRules", "corsRules"),
        ("GrantReadACP", "grantReadACP"),
        ("BlockPublicAcls", "blockPublicACLs"),
        ("HttpErrorCodeReturnedEquals", "httpErrorCodeReturnedEquals"),
        ("S3BucketDestination", "s3BucketDestination"),
        ("URI", "uri"),
        ("MFADelete", "mfaDelete"),
        ("arn", "arn"),
        ("PolicyArns", "policyARNs"),
    ])
    func `of members`(_ model: String, _ swift: String) {
        #expect(Naming.member(model) == swift)
    }

    @Test(arguments: [
        ("STANDARD", "standard"),
        ("STANDARD_IA", "standardIA"),
        ("GLACIER_IR", "glacierIR"),
        ("EXPRESS_ONEZONE", "expressOneZone"),
        ("AES256", "aes256"),
        ("aws:kms", "awsKMS"),
        ("aws:kms:dsse", "awsKMSDSSE"),
        ("CRC32C", "crc32c"),
        ("XXHASH128", "xxhash128"),
        ("us-west-2", "usWest2"),
        ("EU", "eu"),
        ("public-read-write", "publicReadWrite"),
        ("s3:ObjectCreated:Put", "objectCreatedPut"),
        ("s3:ObjectCreated:*", "objectCreatedAny"),
        ("all_storage_classes_128K", "allStorageClasses128K"),
        ("SSE-C", "sseC"),
        ("V_1", "v1"),
        ("BucketOwnerEnforced", "bucketOwnerEnforced"),
    ])
    func `of values`(_ model: String, _ swift: String) {
        #expect(Naming.enumCase(model) == swift)
    }

    @Test(arguments: [
        ("NoSuchKey", "noSuchKey"),
        ("InvalidAccessKeyId", "invalidAccessKeyID"),
        ("MalformedXML", "malformedXML"),
        ("NoSuchCORSConfiguration", "noSuchCORSConfiguration"),
        ("XAmzContentSHA256Mismatch", "xAmzContentSHA256Mismatch"),
    ])
    func `of error codes`(_ code: String, _ swift: String) {
        #expect(Naming.errorCode(code) == swift)
    }

    @Test func `that are keywords are escaped`() {
        #expect(Naming.escaped("protocol") == "`protocol`")
        #expect(Naming.escaped("prefix") == "prefix")
    }
}
