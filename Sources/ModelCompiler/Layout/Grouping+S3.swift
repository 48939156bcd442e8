extension Grouping {
    static let s3 = Grouping(folders: [
        (
            "Objects",
            [
                ("GetObject", ["GetObject"]),
                ("HeadObject", ["HeadObject"]),
                ("PutObject", ["PutObject"]),
                ("CopyObject", ["CopyObject"]),
                ("DeleteObjects", ["DeleteObject", "DeleteObjects"]),
                ("ObjectAttributes", ["GetObjectAttributes"]),
                ("ObjectEncryption", ["UpdateObjectEncryption"]),
                ("RenameObject", ["RenameObject"]),
                ("RestoreObject", ["RestoreObject"]),
                ("Torrent", ["GetObjectTorrent"]),
            ]
        ),
        (
            "Multipart",
            [
                ("CreateMultipartUpload", ["CreateMultipartUpload"]),
                ("UploadPart", ["UploadPart"]),
                ("UploadPartCopy", ["UploadPartCopy"]),
                ("CompleteMultipartUpload", ["CompleteMultipartUpload", "AbortMultipartUpload"]),
                ("MultipartListing", ["ListParts", "ListMultipartUploads"]),
            ]
        ),
        (
            "Listing",
            [
                ("ListObjects", ["ListObjects", "ListObjectsV2"]),
                ("ListObjectVersions", ["ListObjectVersions"]),
            ]
        ),
        (
            "Buckets",
            [
                ("Buckets", ["CreateBucket", "DeleteBucket", "HeadBucket", "GetBucketLocation"]),
                ("ListBuckets", ["ListBuckets", "ListDirectoryBuckets"]),
            ]
        ),
        ("Acl", [("Acl", ["GetBucketAcl", "GetObjectAcl", "PutBucketAcl", "PutObjectAcl"])]),
        (
            "Tagging",
            [
                ("BucketTagging", ["DeleteBucketTagging", "GetBucketTagging", "PutBucketTagging"]),
                ("ObjectTagging", ["DeleteObjectTagging", "GetObjectTagging", "PutObjectTagging"]),
            ]
        ),
        (
            "ObjectLock",
            [
                ("ObjectLockConfiguration", ["GetObjectLockConfiguration", "PutObjectLockConfiguration"]),
                ("LegalHold", ["GetObjectLegalHold", "PutObjectLegalHold"]),
                ("Retention", ["GetObjectRetention", "PutObjectRetention"]),
            ]
        ),
        (
            "Annotations",
            [
                ("Annotations", ["DeleteObjectAnnotation", "GetObjectAnnotation", "PutObjectAnnotation"]),
                ("ListObjectAnnotations", ["ListObjectAnnotations"]),
            ]
        ),
        (
            "BucketConfiguration",
            [
                ("Abac", ["GetBucketAbac", "PutBucketAbac"]),
                (
                    "Accelerate", ["GetBucketAccelerateConfiguration", "PutBucketAccelerateConfiguration"]
                ),
                ("Analytics", configurations("Analytics")),
                ("Cors", ["DeleteBucketCors", "GetBucketCors", "PutBucketCors"]),
                ("Encryption", ["DeleteBucketEncryption", "GetBucketEncryption", "PutBucketEncryption"]),
                ("IntelligentTiering", configurations("IntelligentTiering")),
                ("Inventory", configurations("Inventory")),
                ("LegacyLifecycle", ["GetBucketLifecycle", "PutBucketLifecycle"]),
                (
                    "Lifecycle",
                    [
                        "DeleteBucketLifecycle", "GetBucketLifecycleConfiguration", "PutBucketLifecycleConfiguration",
                    ]
                ),
                ("Logging", ["GetBucketLogging", "PutBucketLogging"]),
                ("MetricsConfiguration", configurations("Metrics")),
                ("LegacyNotification", ["GetBucketNotification", "PutBucketNotification"]),
                ("Notification", ["GetBucketNotificationConfiguration", "PutBucketNotificationConfiguration"]),
                (
                    "OwnershipControls",
                    [
                        "DeleteBucketOwnershipControls", "GetBucketOwnershipControls", "PutBucketOwnershipControls",
                    ]
                ),
                (
                    "Policy",
                    ["DeleteBucketPolicy", "GetBucketPolicy", "GetBucketPolicyStatus", "PutBucketPolicy"]
                ),
                (
                    "PublicAccessBlock",
                    ["DeletePublicAccessBlock", "GetPublicAccessBlock", "PutPublicAccessBlock"]
                ),
                ("Replication", ["DeleteBucketReplication", "GetBucketReplication", "PutBucketReplication"]),
                ("RequestPayment", ["GetBucketRequestPayment", "PutBucketRequestPayment"]),
                ("Versioning", ["GetBucketVersioning", "PutBucketVersioning"]),
                ("Website", ["DeleteBucketWebsite", "GetBucketWebsite", "PutBucketWebsite"]),
            ]
        ),
        (
            "Metadata",
            [
                (
                    "MetadataConfiguration",
                    [
                        "CreateBucketMetadataConfiguration", "DeleteBucketMetadataConfiguration",
                        "GetBucketMetadataConfiguration",
                    ]
                ),
                (
                    "MetadataConfigurationUpdates",
                    [
                        "UpdateBucketMetadataAnnotationTableConfiguration",
                        "UpdateBucketMetadataInventoryTableConfiguration",
                        "UpdateBucketMetadataJournalTableConfiguration",
                    ]
                ),
                (
                    "MetadataTable",
                    [
                        "CreateBucketMetadataTableConfiguration", "DeleteBucketMetadataTableConfiguration",
                        "GetBucketMetadataTableConfiguration",
                    ]
                ),
            ]
        ),
        ("Select", [("SelectObjectContent", ["SelectObjectContent"])]),
        ("Express", [("Session", ["CreateSession"])]),
        ("ObjectLambda", [("WriteGetObjectResponse", ["WriteGetObjectResponse"])]),
    ])

    /// The four operations on one kind of a bucket's named configurations.
    private static func configurations(_ kind: String) -> [String] {
        [
            "DeleteBucket\(kind)Configuration", "GetBucket\(kind)Configuration",
            "ListBucket\(kind)Configurations", "PutBucket\(kind)Configuration",
        ]
    }
}
