import AWSCore
import S3Model

extension StorageService {
    func getObjectAttributes(
        _ operation: GetObjectAttributes,
        _ context: RequestContext
    ) async throws(ServiceError) -> GetObjectAttributes.Output {
        let wanted = operation.objectAttributes
        let known: Set<S3Model.ObjectAttributes> = [.eTag, .checksum, .objectParts, .storageClass, .objectSize]
        guard !wanted.isEmpty, wanted.allSatisfy(known.contains) else {
            throw .invalidArgument(
                "Invalid attribute name specified.",
                "x-amz-object-attributes",
                wanted.map(\.rawValue).joined(separator: ",")
            )
        }
        let version = try await version(operation.versionID, of: operation.key, in: operation.bucket)
        let shown = try await shownVersionID(version, in: operation.bucket)
        var output = GetObjectAttributes.Output()
        output.lastModified = version.lastModified
        output.versionID = shown
        // Alone among all answers, this one has the tag without quotation marks.
        if wanted.contains(.eTag) { output.eTag = version.eTag }
        if wanted.contains(.objectSize) { output.objectSize = version.size }
        if wanted.contains(.storageClass) {
            output.storageClass = StorageClass(rawValue: version.attributes.storageClass)
        }
        if wanted.contains(.checksum), !version.checksums.isEmpty {
            output.checksum = Checksum { $0.setTyped(version.checksums) }
        }
        if wanted.contains(.objectParts), version.partCount > 0 {
            output.objectParts = try await objectParts(of: version, operation)
        }
        return output
    }

    private func objectParts(
        of version: StoredVersion,
        _ operation: GetObjectAttributes
    ) async throws(ServiceError) -> GetObjectAttributesParts {
        let limit = try pageSize(operation.maxParts, name: "max-parts")
        let marker = operation.partNumberMarker ?? 0
        let page = try await stored { () throws(StoreError) in
            try await store.parts(of: version, after: marker, limit: limit)
        }
        return GetObjectAttributesParts {
            $0.totalPartsCount = version.partCount
            $0.partNumberMarker = marker
            $0.nextPartNumberMarker = page.parts.last?.number ?? 0
            $0.maxParts = limit
            $0.isTruncated = page.isTruncated
            $0.parts = page.parts.map { part in
                ObjectPart {
                    $0.partNumber = part.number
                    $0.size = part.size
                    $0.set(part.checksums)
                }
            }
        }
    }
}
