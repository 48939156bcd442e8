import AWSCore
import NIOCore
import S3Model

extension StorageService {
    func putObject(
        _ operation: PutObject,
        _ context: RequestContext
    ) async throws(ServiceError) -> PutObject.Output {
        if operation.writeOffsetBytes != nil { throw .notImplemented(header: "x-amz-write-offset-bytes") }
        let conditions = try WriteConditions(
            key: operation.key,
            ifMatch: operation.ifMatch,
            ifNoneMatch: operation.ifNoneMatch
        )
        let attributes = try ObjectAttributes(
            context.headers,
            encryption: try await encryption(context.headers, in: operation.bucket),
            largestMetadata: configuration.limits.largestMetadata
        )
        try await checkEarly(conditions, operation.key, in: operation.bucket)
        let received = try await receive(context.payload, computing: context.payload.claims.function ?? .crc64nvme)
        let written = try await stored { () throws(StoreError) in
            try await store.put(
                NewVersion(
                    eTag: received.eTag,
                    lastModified: context.now,
                    owner: configuration.ownerID,
                    content: .new(received.content),
                    checksums: [received.checksum],
                    attributes: attributes
                ),
                key: operation.key,
                in: operation.bucket,
                if: conditions.condition
            )
        }
        return PutObject.Output(eTag: EntityTag.quoted(received.eTag)) {
            $0.setTyped([received.checksum])
            $0.set(attributes.encryption)
            $0.versionID = written.shownVersionID
        }
    }

    /// Finds out before the content is taken what the store would find out after: a missing bucket, a condition that fails.
    func checkEarly(
        _ conditions: WriteConditions,
        _ key: String,
        in bucket: String
    ) async throws(ServiceError) {
        guard conditions.condition != nil else {
            _ = try await self.bucket(bucket)
            return
        }
        try conditions.check(try await currentVersion(of: key, in: bucket))
    }

    /// The newest version that is no delete marker; nil when there is none.
    func currentVersion(of key: String, in bucket: String) async throws(ServiceError) -> StoredVersion? {
        do {
            let version = try await store.version(of: key, in: bucket)
            return version.isDeleteMarker ? nil : version
        } catch .noSuchKey {
            return nil
        } catch {
            throw ServiceError(error)
        }
    }

    /// Content that has been taken in and checked.
    struct Received: Sendable {
        var content: NewContent
        /// The MD5 in hexadecimal.
        var eTag: String
        var checksum: StoredChecksum
    }

    /// Takes a request's content into the store, checking it on the way.
    ///
    /// - Parameter function: the checksum to keep with it.
    func receive(_ payload: Payload, computing function: ChecksumFunction) async throws(ServiceError) -> Received {
        let (body, digests) = payload.verified(computing: [.md5, function])
        var writer = store.makeContentWriter()
        do {
            for try await buffer in body { try await writer.append(buffer) }
            let content = try await writer.finish()
            guard let md5 = digests[.md5], let checksum = digests[function] else { throw ServiceError.internalError }
            return Received(
                content: content,
                eTag: md5.hexadecimal,
                checksum: StoredChecksum(function: function.name, value: checksum.base64)
            )
        } catch {
            throw ServiceError(reading: error)
        }
    }
}
