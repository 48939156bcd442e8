import AWSCore
import HTTPTypes
import S3Model

extension StorageService {
    func copyObject(
        _ operation: CopyObject,
        _ context: RequestContext
    ) async throws(ServiceError) -> CopyObject.Output {
        try ObjectAttributes.refuseUnknownDirectives(operation)
        let conditions = try WriteConditions(
            key: operation.key,
            ifMatch: operation.ifMatch,
            ifNoneMatch: operation.ifNoneMatch
        )
        let named = try CopySource(operation.copySource)
        let (source, content) = try await open(named, context)
        try ReadConditions(
            ifMatch: operation.copySourceIfMatch,
            ifNoneMatch: operation.copySourceIfNoneMatch,
            ifModifiedSince: operation.copySourceIfModifiedSince,
            ifUnmodifiedSince: operation.copySourceIfUnmodifiedSince
        ).checkCopySource(eTag: source.eTag, lastModified: source.lastModified)
        let largest = configuration.limits.largestPut
        guard source.size <= largest else { throw .copySourceTooLarge(limit: largest) }
        guard !isUnchanged(operation, named, source, context.headers) else { throw .copyOntoItself() }
        let attributes = try await attributes(of: operation, source: source, context)
        let digest = try await digest(of: source, content, algorithm: operation.checksumAlgorithm)
        let written = try await stored { () throws(StoreError) in
            try await store.put(
                NewVersion(
                    eTag: digest.eTag,
                    lastModified: context.now,
                    owner: configuration.ownerID,
                    content: .copy(of: source),
                    checksums: digest.checksums,
                    attributes: attributes
                ),
                key: operation.key,
                in: operation.bucket,
                if: conditions.condition
            )
        }
        let result = CopyObjectResult(eTag: EntityTag.quoted(digest.eTag)) {
            $0.lastModified = written.version.lastModified
            $0.setTyped(digest.checksums)
        }
        let sourceVersionID = try await shownVersionID(source, in: named.bucket)
        return CopyObject.Output(copyObjectResult: result) {
            $0.versionID = written.shownVersionID
            $0.copySourceVersionID = sourceVersionID
            $0.set(attributes.encryption)
        }
    }

    /// The version a copy reads.
    func open(
        _ source: CopySource,
        _ context: RequestContext
    ) async throws(ServiceError) -> (version: StoredVersion, content: StoredContent) {
        let selector = try VersionSelector(checking: source.versionID)
        let (version, content) = try await stored { () throws(StoreError) in
            try await store.open(selector, of: source.key, in: source.bucket)
        }
        guard !version.isDeleteMarker else {
            guard case .latest = selector else {
                throw .invalidRequest(
                    "The source of a copy request may not specifically refer to a delete marker by version id."
                )
            }
            throw .noSuchKey(source.key)
        }
        guard context.headers[.sourceCustomerAlgorithm] == nil else {
            throw .invalidRequest("The encryption parameters are not applicable to this object.")
        }
        guard !version.attributes.isArchived else { throw .invalidObjectState(version.attributes.storageClass) }
        return (version, content)
    }

    /// A copy of an object onto itself is there to change something about it.
    private func isUnchanged(
        _ operation: CopyObject,
        _ source: CopySource,
        _ version: StoredVersion,
        _ headers: HTTPFields
    ) -> Bool {
        guard source.isCurrent(operation.key, in: operation.bucket) else { return false }
        guard operation.metadataDirective != .replace, headers[.encryption] == nil else { return false }
        guard operation.websiteRedirectLocation == nil else { return false }
        return operation.storageClass.map { $0.rawValue == version.attributes.storageClass } ?? true
    }

    private func attributes(
        of operation: CopyObject,
        source: StoredVersion,
        _ context: RequestContext
    ) async throws(ServiceError) -> ObjectAttributes {
        var attributes = try ObjectAttributes(
            context.headers,
            encryption: try await encryption(context.headers, in: operation.bucket),
            largestMetadata: configuration.limits.largestMetadata
        )
        if operation.metadataDirective != .replace {
            attributes.headers = source.attributes.headers
            attributes.metadata = source.attributes.metadata
        }
        if operation.taggingDirective != .replace { attributes.tags = source.attributes.tags }
        return attributes
    }

    /// The entity tag and checksums of all of a version's content in one piece.
    ///
    /// What was put in one piece has them already; what was put in parts, or is to have another checksum, is read.
    private func digest(
        of source: StoredVersion,
        _ content: StoredContent,
        algorithm: ChecksumAlgorithm?
    ) async throws(ServiceError) -> (eTag: String, checksums: [StoredChecksum]) {
        let asked = try algorithm.map { algorithm throws(ServiceError) in try ChecksumFunction(algorithm) }
        let isWhole = source.partCount == 0 && source.checksums.allSatisfy { $0.kind == .fullObject }
        if isWhole, let first = source.checksums.first, asked.map({ $0.name == first.function }) ?? true {
            return (source.eTag, source.checksums)
        }
        let function = asked ?? source.checksums.first.flatMap { ChecksumFunction(name: $0.function) } ?? .crc64nvme
        let digest = try await digest(of: content.stream(), function: function)
        return (digest.eTag, [digest.checksum])
    }
}

extension ObjectAttributes {
    /// Refuses directives that are neither COPY nor REPLACE.
    fileprivate static func refuseUnknownDirectives(_ operation: CopyObject) throws(ServiceError) {
        switch operation.metadataDirective {
        case nil, .copy?, .replace?: break
        case let other?:
            throw .invalidArgument("Unknown metadata directive.", "x-amz-metadata-directive", other.rawValue)
        }
        switch operation.taggingDirective {
        case nil, .copy?, .replace?: break
        case let other?:
            throw .invalidArgument("Unknown tagging directive.", "x-amz-tagging-directive", other.rawValue)
        }
    }
}

extension ChecksumFunction {
    /// The function a request names.
    init(_ algorithm: ChecksumAlgorithm) throws(ServiceError) {
        guard let function = ChecksumFunction(name: algorithm.rawValue) else {
            throw .invalidRequest(
                "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"
            )
        }
        self = function
    }
}
