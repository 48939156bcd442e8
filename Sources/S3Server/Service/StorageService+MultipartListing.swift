import AWSCore
import S3Model

extension StorageService {
    func listParts(
        _ operation: ListParts,
        _ context: RequestContext
    ) async throws(ServiceError) -> ListParts.Output {
        let upload = try await upload(operation.uploadID, key: operation.key, in: operation.bucket)
        let limit = try pageSize(operation.maxParts, name: "max-parts")
        let marker = operation.partNumberMarker ?? 0
        guard (0...Int(Int32.max)).contains(marker) else {
            throw .invalidArgument(
                "Argument part-number-marker must be an integer between 0 and 2147483647",
                "part-number-marker",
                String(marker)
            )
        }
        let page = try await stored { () throws(StoreError) in
            try await store.listParts(
                of: operation.uploadID,
                key: operation.key,
                in: operation.bucket,
                after: marker,
                limit: limit
            )
        }
        return ListParts.Output(isTruncated: page.isTruncated) {
            $0.bucket = operation.bucket
            $0.key = operation.key
            $0.uploadID = operation.uploadID
            $0.partNumberMarker = marker
            $0.nextPartNumberMarker = page.parts.last?.number ?? 0
            $0.maxParts = limit
            $0.parts = page.parts.map { Part($0) }
            $0.owner = owner
            $0.initiator = initiator
            $0.storageClass = StorageClass(rawValue: upload.attributes.storageClass)
            $0.checksumAlgorithm = upload.checksumFunction.map { ChecksumAlgorithm(rawValue: $0) }
            $0.checksumType = upload.checksumKind.map { ChecksumType(rawValue: $0.rawValue) }
        }
    }

    func listMultipartUploads(
        _ operation: ListMultipartUploads,
        _ context: RequestContext
    ) async throws(ServiceError) -> ListMultipartUploads.Output {
        let names = try ListedNames(operation.encodingType)
        let limit = try pageSize(operation.maxUploads, name: "max-uploads")
        var query = UploadQuery()
        query.prefix = operation.prefix ?? ""
        query.delimiter = operation.delimiter ?? ""
        query.limit = limit
        if let marker = operation.keyMarker, !marker.isEmpty {
            query.position = ListingPosition(marker: marker, prefix: query.prefix, delimiter: query.delimiter)
            query.afterUploadID = operation.uploadIDMarker.flatMap { $0.isEmpty ? nil : $0 }
        }
        let page = try await stored { [query] () throws(StoreError) in
            try await store.listUploads(in: operation.bucket, query)
        }
        return ListMultipartUploads.Output(isTruncated: page.isTruncated) {
            $0.bucket = operation.bucket
            $0.keyMarker = names.encode(operation.keyMarker ?? "")
            $0.uploadIDMarker = operation.uploadIDMarker ?? ""
            $0.nextKeyMarker = page.next.map { names.encode($0.name) }
            $0.nextUploadIDMarker = page.nextUploadID
            $0.prefix = names.encode(operation.prefix ?? "")
            $0.delimiter = operation.delimiter.flatMap { $0.isEmpty ? nil : names.encode($0) }
            $0.maxUploads = limit
            $0.encodingType = operation.encodingType
            $0.commonPrefixes = page.commonPrefixes.map { CommonPrefix(prefix: names.encode($0)) }
            $0.uploads = page.uploads.map { multipartUpload($0, names) }
        }
    }

    private func multipartUpload(_ upload: StoredUpload, _ names: ListedNames) -> MultipartUpload {
        MultipartUpload(uploadID: upload.uploadID, key: names.encode(upload.key), initiated: upload.initiated) {
            $0.storageClass = StorageClass(rawValue: upload.attributes.storageClass)
            $0.owner = owner
            $0.initiator = initiator
            $0.checksumAlgorithm = upload.checksumFunction.map { ChecksumAlgorithm(rawValue: $0) }
            $0.checksumType = upload.checksumKind.map { ChecksumType(rawValue: $0.rawValue) }
        }
    }

    private var initiator: Initiator {
        Initiator { $0.id = configuration.ownerID }
    }
}

extension Part {
    fileprivate init(_ part: StoredPart) {
        self.init(partNumber: part.number, eTag: EntityTag.quoted(part.eTag), size: part.size) {
            $0.lastModified = part.lastModified
            $0.set(part.checksums)
        }
    }
}
