import AWSCore
import S3Model

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension StorageService {
    func completeMultipartUpload(
        _ operation: CompleteMultipartUpload,
        _ context: RequestContext
    ) async throws(ServiceError) -> CompleteMultipartUpload.Output {
        let conditions = try WriteConditions(
            key: operation.key,
            ifMatch: operation.ifMatch,
            ifNoneMatch: operation.ifNoneMatch
        )
        let chosen = operation.multipartUpload?.parts ?? []
        guard !chosen.isEmpty, chosen.count <= configuration.limits.mostParts else { throw .malformedXML }
        let inOrder = zip(chosen, chosen.dropFirst()).allSatisfy { $0.partNumber < $1.partNumber }
        guard inOrder else { throw .invalidPartOrder(uploadID: operation.uploadID) }
        let completion = Completion(
            operation: operation,
            chosen: chosen,
            smallestPart: configuration.limits.smallestPart,
            lastModified: context.now
        )
        let written: WrittenVersion
        do {
            written = try await store.completeUpload(
                operation.uploadID,
                key: operation.key,
                in: operation.bucket,
                parts: chosen.map(\.partNumber),
                if: conditions.condition
            ) { upload, parts in try completion.assemble(upload, parts) }
        } catch .noSuchPart(let number) {
            let eTag = chosen.first { $0.partNumber == number }?.eTag
            throw .invalidPart(number, eTag: eTag, uploadID: operation.uploadID)
        } catch {
            throw ServiceError(error)
        }
        return CompleteMultipartUpload.Output(eTag: EntityTag.quoted(written.version.eTag)) {
            let key = PercentEncoding.encode(operation.key, keepingSlashes: true)
            let path = context.target.isBucketInHost ? key : "\(operation.bucket)/\(key)"
            $0.location = "http://\(context.authority)/\(path)"
            $0.bucket = operation.bucket
            $0.key = operation.key
            $0.versionID = written.shownVersionID
            $0.setTyped(written.version.checksums)
            $0.set(written.version.attributes.encryption)
        }
    }
}

/// Compares the parts of an upload with those a request names, and finds what the object of them is.
private struct Completion: Sendable {
    let operation: CompleteMultipartUpload
    let chosen: [CompletedPart]
    let smallestPart: Int
    let lastModified: Date

    func assemble(_ upload: StoredUpload, _ parts: [StoredPart]) throws(ServiceError) -> Assembly {
        guard parts.count == chosen.count else { throw .malformedXML }
        for (wanted, part) in zip(chosen, parts) { try compare(wanted, part, upload) }
        for part in parts.dropLast() where part.size < smallestPart {
            throw .entityTooSmall(part.size, part: part.number, eTag: part.eTag, minimum: smallestPart)
        }
        let size = parts.reduce(0) { $0 + $1.size }
        if let expected = operation.mpuObjectSize, expected != size {
            throw .invalidRequest(
                "The provided 'x-amz-mp-object-size' header value \(expected) does not match what was computed: \(size)"
            )
        }
        let checksum = try checksum(of: parts, upload)
        try check(checksum)
        return Assembly(
            eTag: try Self.eTag(of: parts),
            lastModified: lastModified,
            checksums: checksum.map { [$0] } ?? []
        )
    }

    private func compare(_ wanted: CompletedPart, _ part: StoredPart, _ upload: StoredUpload) throws(ServiceError) {
        guard EntityTag.unquoted(wanted.eTag) == part.eTag else {
            throw .invalidPart(part.number, eTag: wanted.eTag, uploadID: upload.uploadID)
        }
        let values = wanted.checksumValues
        for checksum in part.checksums {
            guard let value = values[checksum.function] else { continue }
            guard value == checksum.value else {
                throw .invalidPart(part.number, eTag: wanted.eTag, uploadID: upload.uploadID)
            }
        }
        if upload.checksumKind == .composite, let function = upload.checksumFunction, values[function] == nil {
            throw .invalidRequest(
                "The upload was created using a \(function.lowercased()) checksum. The complete request must include "
                    + "the checksum for each part. It was missing for part \(part.number) in the request."
            )
        }
    }

    private static func eTag(of parts: [StoredPart]) throws(ServiceError) -> String {
        let digests = parts.compactMap { part in
            Hexadecimal.decode(part.eTag).flatMap { ChecksumValue(.md5, bytes: $0) }
        }
        guard digests.count == parts.count, let eTag = ContentETag.multipart(digests) else { throw .internalError }
        return eTag
    }

    private func checksum(of parts: [StoredPart], _ upload: StoredUpload) throws(ServiceError) -> StoredChecksum? {
        let function = upload.checksumFunction.flatMap { ChecksumFunction(name: $0) } ?? .crc64nvme
        var values: [ChecksumValue] = []
        for part in parts {
            guard let stored = part.checksums.first(where: { $0.function == function.name }),
                let value = ChecksumValue(function, base64: stored.value)
            else { return nil }
            values.append(value)
        }
        if upload.checksumKind == .composite {
            return CompositeChecksum(parts: values).map {
                StoredChecksum(function: function.name, value: "\($0)", kind: .composite)
            }
        }
        guard var whole = values.first else { return nil }
        for (value, part) in zip(values, parts).dropFirst() {
            guard let combined = whole.combined(with: value, length: part.size) else { return nil }
            whole = combined
        }
        return StoredChecksum(function: function.name, value: whole.base64)
    }

    /// Compares the object's checksum with the one the request gives.
    private func check(_ checksum: StoredChecksum?) throws(ServiceError) {
        guard let checksum, let expected = operation.checksumValues[checksum.function] else { return }
        if let type = operation.checksumType, type.rawValue != checksum.kind.rawValue {
            throw .invalidRequest(
                "The upload was created using the \(checksum.kind.rawValue) checksum mode. The complete request must "
                    + "use the same checksum mode."
            )
        }
        guard expected == checksum.value else {
            throw ServiceError(
                "BadDigest",
                "The \(checksum.function.lowercased()) you specified did not match the calculated checksum.",
                status: 400,
                details: [
                    ServiceError.Detail("ExpectedDigest", expected),
                    ServiceError.Detail("CalculatedDigest", checksum.value),
                ]
            )
        }
    }
}

extension ChecksumCarrier {
    /// The checksums that are there, by function.
    var checksumValues: [String: String] {
        [
            ("CRC32", checksumCRC32), ("CRC32C", checksumCRC32C), ("CRC64NVME", checksumCRC64NVME),
            ("SHA1", checksumSHA1), ("SHA256", checksumSHA256), ("SHA512", checksumSHA512), ("MD5", checksumMD5),
        ].reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
}

extension CompletedPart: ChecksumCarrier {}
extension CompleteMultipartUpload: ChecksumCarrier {}
