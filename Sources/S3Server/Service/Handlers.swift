import AWSCore
import S3Model

/// The operations that are served. Every other one of the model is answered with 501.
struct Handlers: Sendable {
    static let shared = Handlers()

    private var handlers: [ObjectIdentifier: Handler] = [:]

    subscript(operation: any ServiceOperation.Type) -> Handler? {
        handlers[ObjectIdentifier(operation)]
    }

    private init() {
        addBuckets()
        addBucketSettings()
        addObjects()
        addListings()
        addMultipart()
    }

    private mutating func add<O: ServiceOperation>(
        _ type: O.Type,
        readsStream: Bool = false,
        _ serve: @escaping @Sendable (StorageService) -> (O, RequestContext) async throws(ServiceError) -> O.Output
    ) {
        handlers[ObjectIdentifier(type)] = Handler(type, readsStream: readsStream, serve: serve)
    }

    private mutating func addBuckets() {
        add(CreateBucket.self, StorageService.createBucket)
        add(HeadBucket.self, StorageService.headBucket)
        add(DeleteBucket.self, StorageService.deleteBucket)
        add(GetBucketLocation.self, StorageService.getBucketLocation)
        add(ListBuckets.self, StorageService.listBuckets)
    }

    private mutating func addBucketSettings() {
        add(GetBucketTagging.self, StorageService.getBucketTagging)
        add(PutBucketTagging.self, StorageService.putBucketTagging)
        add(DeleteBucketTagging.self, StorageService.deleteBucketTagging)
        add(GetBucketVersioning.self, StorageService.getBucketVersioning)
        add(PutBucketVersioning.self, StorageService.putBucketVersioning)
        add(GetBucketEncryption.self, StorageService.getBucketEncryption)
        add(PutBucketEncryption.self, StorageService.putBucketEncryption)
        add(DeleteBucketEncryption.self, StorageService.deleteBucketEncryption)
        add(GetBucketAcl.self, StorageService.getBucketAcl)
        add(PutBucketAcl.self, StorageService.putBucketAcl)
    }

    private mutating func addObjects() {
        add(PutObject.self, readsStream: true, StorageService.putObject)
        add(GetObject.self, StorageService.getObject)
        add(HeadObject.self, StorageService.headObject)
        add(DeleteObject.self, StorageService.deleteObject)
        add(DeleteObjects.self, StorageService.deleteObjects)
        add(CopyObject.self, StorageService.copyObject)
        add(GetObjectAttributes.self, StorageService.getObjectAttributes)
        add(GetObjectTagging.self, StorageService.getObjectTagging)
        add(PutObjectTagging.self, StorageService.putObjectTagging)
        add(DeleteObjectTagging.self, StorageService.deleteObjectTagging)
        add(GetObjectAcl.self, StorageService.getObjectAcl)
        add(PutObjectAcl.self, StorageService.putObjectAcl)
    }

    private mutating func addListings() {
        add(ListObjects.self, StorageService.listObjects)
        add(ListObjectsV2.self, StorageService.listObjectsV2)
        add(ListObjectVersions.self, StorageService.listObjectVersions)
    }

    private mutating func addMultipart() {
        add(CreateMultipartUpload.self, StorageService.createMultipartUpload)
        add(UploadPart.self, readsStream: true, StorageService.uploadPart)
        add(UploadPartCopy.self, StorageService.uploadPartCopy)
        add(CompleteMultipartUpload.self, StorageService.completeMultipartUpload)
        add(AbortMultipartUpload.self, StorageService.abortMultipartUpload)
        add(ListParts.self, StorageService.listParts)
        add(ListMultipartUploads.self, StorageService.listMultipartUploads)
    }
}
