import AWSCore
import NIOCore
import S3Model

extension StorageService {
    func createMultipartUpload(
        _ operation: CreateMultipartUpload,
        _ context: RequestContext
    ) async throws(ServiceError) -> CreateMultipartUpload.Output {
        let checksum = try UploadChecksum(algorithm: operation.checksumAlgorithm, type: operation.checksumType)
        let attributes = try ObjectAttributes(
            context.headers,
            encryption: try await encryption(context.headers, in: operation.bucket),
            largestMetadata: configuration.limits.largestMetadata
        )
        let upload = try await stored { () throws(StoreError) in
            try await store.createUpload(
                NewUpload(
                    key: operation.key,
                    initiated: context.now,
                    owner: configuration.ownerID,
                    attributes: attributes,
                    checksumFunction: checksum?.function.name,
                    checksumKind: checksum?.kind
                ),
                in: operation.bucket
            )
        }
        return CreateMultipartUpload.Output(uploadID: upload.uploadID) {
            $0.bucket = operation.bucket
            $0.key = operation.key
            $0.set(attributes.encryption)
            $0.checksumAlgorithm = checksum.map { ChecksumAlgorithm(rawValue: $0.function.name) }
            $0.checksumType = checksum.map { ChecksumType(rawValue: $0.kind.rawValue) }
        }
    }

    func uploadPart(
        _ operation: UploadPart,
        _ context: RequestContext
    ) async throws(ServiceError) -> UploadPart.Output {
        try checkPartNumber(operation.partNumber)
        let upload = try await upload(operation.uploadID, key: operation.key, in: operation.bucket)
        let function = try upload.partFunction(claimed: context.payload.claims.function)
        let received = try await receive(context.payload, computing: function)
        let part = NewPart(
            number: operation.partNumber,
            eTag: received.eTag,
            lastModified: context.now,
            content: .new(received.content),
            checksums: [received.checksum]
        )
        try await put(part, of: operation.uploadID, key: operation.key, in: operation.bucket)
        return UploadPart.Output(eTag: EntityTag.quoted(received.eTag)) {
            $0.set([received.checksum])
            $0.set(upload.attributes.encryption)
        }
    }

    func uploadPartCopy(
        _ operation: UploadPartCopy,
        _ context: RequestContext
    ) async throws(ServiceError) -> UploadPartCopy.Output {
        try checkPartNumber(operation.partNumber)
        let upload = try await upload(operation.uploadID, key: operation.key, in: operation.bucket)
        let named = try CopySource(operation.copySource)
        let (source, content) = try await open(named, context)
        try ReadConditions(
            ifMatch: operation.copySourceIfMatch,
            ifNoneMatch: operation.copySourceIfNoneMatch,
            ifModifiedSince: operation.copySourceIfModifiedSince,
            ifUnmodifiedSince: operation.copySourceIfUnmodifiedSince
        ).checkCopySource(eTag: source.eTag, lastModified: source.lastModified)
        let range = try copyRange(operation.copySourceRange, of: source)
        guard range.count <= configuration.limits.largestPut else {
            throw .copySourceTooLarge(limit: configuration.limits.largestPut)
        }
        let function = upload.checksumFunction.flatMap { ChecksumFunction(name: $0) } ?? .crc64nvme
        let digest = try await digest(of: content.stream(range), function: function)
        let part = NewPart(
            number: operation.partNumber,
            eTag: digest.eTag,
            lastModified: context.now,
            content: .copy(of: source, range: range),
            checksums: [digest.checksum]
        )
        try await put(part, of: operation.uploadID, key: operation.key, in: operation.bucket)
        let result = CopyPartResult(eTag: EntityTag.quoted(digest.eTag)) {
            $0.lastModified = context.now
            if upload.checksumFunction != nil { $0.set([digest.checksum]) }
        }
        let sourceVersionID = try await shownVersionID(source, in: named.bucket)
        return UploadPartCopy.Output(copyPartResult: result) {
            $0.copySourceVersionID = sourceVersionID
            $0.set(upload.attributes.encryption)
        }
    }

    func abortMultipartUpload(
        _ operation: AbortMultipartUpload,
        _ context: RequestContext
    ) async throws(ServiceError) -> AbortMultipartUpload.Output {
        if let initiated = operation.ifMatchInitiatedTime {
            let upload = try await upload(operation.uploadID, key: operation.key, in: operation.bucket)
            guard HTTPDate.format(initiated) == HTTPDate.format(upload.initiated) else {
                throw .preconditionFailed("x-amz-if-match-initiated-time")
            }
        }
        try await stored { () throws(StoreError) in
            try await store.abortUpload(operation.uploadID, key: operation.key, in: operation.bucket)
        }
        return AbortMultipartUpload.Output()
    }

    private func put(
        _ part: NewPart,
        of uploadID: String,
        key: String,
        in bucket: String
    ) async throws(ServiceError) {
        _ = try await stored { () throws(StoreError) in
            try await store.putPart(part, of: uploadID, key: key, in: bucket)
        }
    }

    func upload(_ uploadID: String, key: String, in bucket: String) async throws(ServiceError) -> StoredUpload {
        try await stored { () throws(StoreError) in try await store.upload(uploadID, key: key, in: bucket) }
    }

    private func checkPartNumber(_ number: Int) throws(ServiceError) {
        guard (1...configuration.limits.mostParts).contains(number) else {
            throw .partNumberOutOfRange(String(number))
        }
    }

    /// The bytes that `x-amz-copy-source-range` names; unlike a GET's range it must be there and well-formed.
    private func copyRange(_ header: String?, of source: StoredVersion) throws(ServiceError) -> Range<Int> {
        guard let header else { return 0..<source.size }
        guard case .from(let first, let last?) = ByteRange(header) else {
            throw .invalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the "
                    + "zero-based offsets of the first and last bytes to copy",
                "x-amz-copy-source-range",
                header
            )
        }
        guard last < source.size else {
            throw .invalidArgument(
                "Range specified is not valid for source object of size: \(source.size)",
                "x-amz-copy-source-range",
                header
            )
        }
        return first..<(last + 1)
    }

    /// The entity tag and a checksum of stored content, found by reading it.
    func digest(
        of stream: ContentStream,
        function: ChecksumFunction
    ) async throws(ServiceError) -> (eTag: String, checksum: StoredChecksum) {
        var md5 = RunningChecksum(.md5)
        var checksum = RunningChecksum(function)
        do {
            for try await buffer in stream {
                md5.update(buffer)
                checksum.update(buffer)
            }
        } catch {
            throw ServiceError(reading: error)
        }
        return (
            md5.finalize().hexadecimal,
            StoredChecksum(function: function.name, value: checksum.finalize().base64)
        )
    }
}
