import AWSCore
import HTTPTypes
import S3Model

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension StorageService {
    func getObject(
        _ operation: GetObject,
        _ context: RequestContext
    ) async throws(ServiceError) -> GetObject.Output {
        let selector = try VersionSelector(checking: operation.versionID)
        let (version, content) = try await stored { () throws(StoreError) in
            try await store.open(selector, of: operation.key, in: operation.bucket)
        }
        try version.refuseDeleteMarker(selector)
        try EncryptionRules.refuseCustomerKeysOnRead(context.headers)
        try ReadConditions(
            ifMatch: operation.ifMatch,
            ifNoneMatch: operation.ifNoneMatch,
            ifModifiedSince: operation.ifModifiedSince,
            ifUnmodifiedSince: operation.ifUnmodifiedSince
        ).check(eTag: version.eTag, lastModified: version.lastModified)
        guard !version.attributes.isArchived else { throw .invalidObjectState(version.attributes.storageClass) }
        let selection = try await selection(of: version, range: operation.range, partNumber: operation.partNumber)
        var output = GetObject.Output()
        try await describe(version, selection, in: operation.bucket, into: &output)
        if operation.checksumMode == .enabled { output.setChecksums(of: version, selection) }
        operation.override(&output)
        let stream = content.stream(selection.range)
        output.body = stream.buffer.map { HTTPBody($0) } ?? HTTPBody(length: stream.length) { stream }
        return output
    }

    func headObject(
        _ operation: HeadObject,
        _ context: RequestContext
    ) async throws(ServiceError) -> HeadObject.Output {
        let selector = try VersionSelector(checking: operation.versionID)
        let version = try await stored { () throws(StoreError) in
            try await store.version(selector, of: operation.key, in: operation.bucket)
        }
        try version.refuseDeleteMarker(selector, method: "HEAD")
        try EncryptionRules.refuseCustomerKeysOnRead(context.headers)
        try ReadConditions(
            ifMatch: operation.ifMatch,
            ifNoneMatch: operation.ifNoneMatch,
            ifModifiedSince: operation.ifModifiedSince,
            ifUnmodifiedSince: operation.ifUnmodifiedSince
        ).check(eTag: version.eTag, lastModified: version.lastModified)
        let selection = try await selection(of: version, range: operation.range, partNumber: operation.partNumber)
        var output = HeadObject.Output()
        try await describe(version, selection, in: operation.bucket, into: &output)
        if operation.checksumMode == .enabled { output.setChecksums(of: version, selection) }
        operation.override(&output)
        return output
    }

    /// A version named by a request, which is no delete marker.
    func version(
        _ versionID: String?,
        of key: String,
        in bucket: String
    ) async throws(ServiceError) -> StoredVersion {
        let selector = try VersionSelector(checking: versionID)
        let version = try await stored { () throws(StoreError) in
            try await store.version(selector, of: key, in: bucket)
        }
        try version.refuseDeleteMarker(selector)
        return version
    }

    private func describe(
        _ version: StoredVersion,
        _ selection: Selection,
        in bucket: String,
        into output: inout some ObjectHeaderCarrier
    ) async throws(ServiceError) {
        output.set(version)
        output.versionID = try await shownVersionID(version, in: bucket)
        output.contentLength = selection.range.count
        output.partsCount = selection.partsCount
        if selection.isPartial {
            output.contentRange =
                "bytes \(selection.range.lowerBound)-\(selection.range.upperBound - 1)/\(version.size)"
        }
    }

    /// Which bytes of a version a request reads.
    struct Selection: Sendable {
        var range: Range<Int>
        /// Whether the answer is a 206.
        var isPartial = false
        /// The part that was asked for by number.
        var part: StoredPart?
        var partsCount: Int?
    }

    private func selection(
        of version: StoredVersion,
        range: String?,
        partNumber: Int?
    ) async throws(ServiceError) -> Selection {
        if let partNumber {
            guard range == nil else {
                throw .invalidRequest("Cannot specify both Range header and partNumber query parameter")
            }
            return try await selection(of: version, partNumber: partNumber)
        }
        guard let range, let wanted = ByteRange(range) else { return Selection(range: 0..<version.size) }
        guard let resolved = wanted.resolve(size: version.size) else {
            var error = ServiceError.invalidRange(range, size: version.size)
            error.headers[.contentRange] = "bytes */\(version.size)"
            throw error
        }
        return Selection(range: resolved, isPartial: true)
    }

    private func selection(of version: StoredVersion, partNumber: Int) async throws(ServiceError) -> Selection {
        guard (1...configuration.limits.mostParts).contains(partNumber) else {
            throw .partNumberOutOfRange(String(partNumber))
        }
        guard version.partCount > 0 else {
            guard partNumber == 1 else { throw .invalidPartNumber(partNumber, count: 1) }
            return Selection(range: 0..<version.size, isPartial: version.size > 0)
        }
        let page = try await stored { () throws(StoreError) in try await store.parts(of: version) }
        var start = 0
        for part in page.parts {
            if part.number == partNumber {
                return Selection(
                    range: start..<(start + part.size),
                    isPartial: true,
                    part: part,
                    partsCount: version.partCount
                )
            }
            start += part.size
        }
        throw .invalidPartNumber(partNumber, count: version.partCount)
    }
}

extension ObjectHeaderCarrier {
    /// The checksums that hold for what is answered: the object's for all of it, a part's for that part.
    fileprivate mutating func setChecksums(of version: StoredVersion, _ selection: StorageService.Selection) {
        if let part = selection.part {
            set(part.checksums)
            checksumType = version.checksums.first.map { ChecksumType(rawValue: $0.kind.rawValue) }
        } else if selection.range.count == version.size {
            setTyped(version.checksums)
        }
    }
}

/// The `response-` query items, which change what the answer says of the content.
private protocol HeaderOverriding {
    var responseCacheControl: String? { get }
    var responseContentDisposition: String? { get }
    var responseContentEncoding: String? { get }
    var responseContentLanguage: String? { get }
    var responseContentType: String? { get }
    var responseExpires: Date? { get }
}

extension HeaderOverriding {
    fileprivate func override(_ output: inout some ObjectHeaderCarrier) {
        if let responseCacheControl { output.cacheControl = responseCacheControl }
        if let responseContentDisposition { output.contentDisposition = responseContentDisposition }
        if let responseContentEncoding { output.contentEncoding = responseContentEncoding }
        if let responseContentLanguage { output.contentLanguage = responseContentLanguage }
        if let responseContentType { output.contentType = responseContentType }
        if let responseExpires { output.expires = HTTPDate.format(responseExpires) }
    }
}

extension GetObject: HeaderOverriding {}
extension HeadObject: HeaderOverriding {}
