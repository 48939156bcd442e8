import AWSCore
import S3Model

extension StorageService {
    func listObjectsV2(
        _ operation: ListObjectsV2,
        _ context: RequestContext
    ) async throws(ServiceError) -> ListObjectsV2.Output {
        let names = try ListedNames(operation.encodingType)
        let limit = try pageSize(operation.maxKeys)
        var query = ListingQuery()
        query.prefix = operation.prefix ?? ""
        query.delimiter = operation.delimiter ?? ""
        query.limit = limit
        if let token = operation.continuationToken {
            guard !token.isEmpty else {
                throw .invalidArgument("The continuation token provided is incorrect", "continuation-token", "")
            }
            query.position = try ListingPosition(token: token)
        } else if let start = operation.startAfter, !start.isEmpty {
            query.position = .afterKey(start)
        }
        let page = try await stored { [query] () throws(StoreError) in
            try await store.listObjects(in: operation.bucket, query)
        }
        return ListObjectsV2.Output(isTruncated: page.isTruncated) {
            $0.name = operation.bucket
            $0.prefix = names.encode(operation.prefix ?? "")
            $0.delimiter = operation.delimiter.flatMap { $0.isEmpty ? nil : names.encode($0) }
            $0.maxKeys = limit
            $0.encodingType = operation.encodingType
            $0.startAfter = operation.startAfter.map(names.encode)
            $0.continuationToken = operation.continuationToken
            $0.nextContinuationToken = page.next?.token
            $0.keyCount = page.objects.count + page.commonPrefixes.count
            $0.commonPrefixes = page.commonPrefixes.map { CommonPrefix(prefix: names.encode($0)) }
            let owner = operation.fetchOwner == true ? owner : nil
            $0.contents = page.objects.map { ObjectSummary($0, names, owner: owner) }
        }
    }

    func listObjects(
        _ operation: ListObjects,
        _ context: RequestContext
    ) async throws(ServiceError) -> ListObjects.Output {
        let names = try ListedNames(operation.encodingType)
        let limit = try pageSize(operation.maxKeys)
        var query = ListingQuery()
        query.prefix = operation.prefix ?? ""
        query.delimiter = operation.delimiter ?? ""
        query.limit = limit
        if let marker = operation.marker, !marker.isEmpty {
            query.position = ListingPosition(marker: marker, prefix: query.prefix, delimiter: query.delimiter)
        }
        let page = try await stored { [query] () throws(StoreError) in
            try await store.listObjects(in: operation.bucket, query)
        }
        return ListObjects.Output(isTruncated: page.isTruncated) {
            $0.name = operation.bucket
            $0.prefix = names.encode(operation.prefix ?? "")
            $0.marker = names.encode(operation.marker ?? "")
            $0.delimiter = operation.delimiter.flatMap { $0.isEmpty ? nil : names.encode($0) }
            $0.maxKeys = limit
            $0.encodingType = operation.encodingType
            // Without a delimiter the last key is the next marker and is not said twice.
            if !query.delimiter.isEmpty { $0.nextMarker = page.next.map { names.encode($0.name) } }
            $0.commonPrefixes = page.commonPrefixes.map { CommonPrefix(prefix: names.encode($0)) }
            $0.contents = page.objects.map { ObjectSummary($0, names, owner: owner) }
        }
    }

    func listObjectVersions(
        _ operation: ListObjectVersions,
        _ context: RequestContext
    ) async throws(ServiceError) -> ListObjectVersions.Output {
        let names = try ListedNames(operation.encodingType)
        let limit = try pageSize(operation.maxKeys)
        var query = VersionQuery()
        query.prefix = operation.prefix ?? ""
        query.delimiter = operation.delimiter ?? ""
        query.limit = limit
        let marker = operation.keyMarker.flatMap { $0.isEmpty ? nil : $0 }
        if let versionID = operation.versionIDMarker {
            guard marker != nil else {
                throw .invalidArgument(
                    "A version-id marker cannot be specified without a key marker.",
                    "version-id-marker",
                    versionID
                )
            }
            guard !versionID.isEmpty else {
                throw .invalidArgument("A version-id marker cannot be empty.", "version-id-marker", "")
            }
            query.afterVersionID = versionID
        }
        if let marker {
            query.position = ListingPosition(marker: marker, prefix: query.prefix, delimiter: query.delimiter)
        }
        let page = try await stored { [query] () throws(StoreError) in
            try await store.listVersions(in: operation.bucket, query)
        }
        return ListObjectVersions.Output(isTruncated: page.isTruncated) {
            $0.name = operation.bucket
            $0.prefix = names.encode(operation.prefix ?? "")
            $0.delimiter = operation.delimiter.flatMap { $0.isEmpty ? nil : names.encode($0) }
            $0.keyMarker = names.encode(operation.keyMarker ?? "")
            $0.versionIDMarker = operation.versionIDMarker ?? ""
            $0.nextKeyMarker = page.next.map { names.encode($0.name) }
            $0.nextVersionIDMarker = page.nextVersionID
            $0.maxKeys = limit
            $0.encodingType = operation.encodingType
            $0.commonPrefixes = page.commonPrefixes.map { CommonPrefix(prefix: names.encode($0)) }
            $0.versions = page.versions.filter { !$0.isDeleteMarker }.map { ObjectVersion($0, names, owner: owner) }
            $0.deleteMarkers = page.versions.filter(\.isDeleteMarker).map {
                DeleteMarkerEntry($0, names, owner: owner)
            }
        }
    }

    /// How many entries a page has: what is asked for, and never more than the limit.
    func pageSize(_ asked: Int?, name: String = "max-keys") throws(ServiceError) -> Int {
        guard let asked else { return configuration.limits.largestPage }
        guard (0...Int(Int32.max)).contains(asked) else {
            throw .invalidArgument(
                "Argument \(name) must be an integer between 0 and 2147483647",
                name,
                String(asked)
            )
        }
        return min(asked, configuration.limits.largestPage)
    }
}

/// How a listing writes names: as they are, or percent-encoded for what XML cannot hold.
struct ListedNames: Sendable {
    private let isEncoded: Bool

    init(_ encoding: EncodingType?) throws(ServiceError) {
        guard encoding == nil || encoding == .url else {
            throw .invalidArgument(
                "Invalid Encoding Method specified in Request",
                "encoding-type",
                encoding?.rawValue
            )
        }
        isEncoded = encoding == .url
    }

    func encode(_ name: String) -> String {
        isEncoded ? PercentEncoding.encode(name, keepingSlashes: true) : name
    }
}

extension ListingPosition {
    /// The key or common prefix it comes after.
    var name: String {
        switch self {
        case .afterKey(let name), .afterPrefix(let name): name
        }
    }

    /// In a form that clients hand back without reading it.
    var token: String {
        switch self {
        case .afterKey(let key): ContinuationToken.encode("k" + key)
        case .afterPrefix(let prefix): ContinuationToken.encode("p" + prefix)
        }
    }

    init(token: String) throws(ServiceError) {
        let position = try ContinuationToken.decode(token)
        switch position.first {
        case "k"?: self = .afterKey(String(position.dropFirst()))
        case "p"?: self = .afterPrefix(String(position.dropFirst()))
        default: throw .invalidArgument("The continuation token provided is incorrect", "continuation-token", token)
        }
    }
}

extension ObjectSummary {
    fileprivate init(_ version: ListedVersion, _ names: ListedNames, owner: Owner?) {
        self.init(key: names.encode(version.key), lastModified: version.lastModified, size: version.size) {
            $0.eTag = EntityTag.quoted(version.eTag)
            $0.storageClass = StorageClass(rawValue: version.storageClass)
            $0.checksumAlgorithm = version.checksums.map { ChecksumAlgorithm(rawValue: $0.function) }
            $0.checksumType = version.checksums.first.map { ChecksumType(rawValue: $0.kind.rawValue) }
            $0.owner = owner
        }
    }
}

extension ObjectVersion {
    fileprivate init(_ version: ListedVersion, _ names: ListedNames, owner: Owner) {
        self.init(
            size: version.size,
            key: names.encode(version.key),
            versionID: version.versionID,
            isLatest: version.isLatest,
            lastModified: version.lastModified
        ) {
            $0.eTag = EntityTag.quoted(version.eTag)
            $0.storageClass = StorageClass(rawValue: version.storageClass)
            $0.checksumAlgorithm = version.checksums.map { ChecksumAlgorithm(rawValue: $0.function) }
            $0.checksumType = version.checksums.first.map { ChecksumType(rawValue: $0.kind.rawValue) }
            $0.owner = owner
        }
    }
}

extension DeleteMarkerEntry {
    fileprivate init(_ version: ListedVersion, _ names: ListedNames, owner: Owner) {
        self.init(
            key: names.encode(version.key),
            versionID: version.versionID,
            isLatest: version.isLatest,
            lastModified: version.lastModified
        ) {
            $0.owner = owner
        }
    }
}
