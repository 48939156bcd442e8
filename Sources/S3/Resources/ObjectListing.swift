import AWSCore

extension Bucket {
    /// The objects whose keys begin with `prefix`, in the order of their UTF-8 bytes, page by page as they are needed.
    ///
    /// - Parameters:
    ///   - prefix: empty for all.
    ///   - configure: sets the other members of `ListObjectsV2`, such as `startAfter`.
    public func objects(
        prefix: String = "",
        _ configure: (inout ListObjectsV2) -> Void = { _ in }
    ) -> some AsyncSequence<ObjectSummary, S3Error> & Sendable {
        listing(prefix: prefix, delimiter: nil, configure) { page throws(S3Error) in
            try page.contents.map { object throws(S3Error) in try object.decodingKey(of: page) }
        }
    }

    /// One level of the bucket, as a folder's listing shows it: objects, and the prefixes that stand for all keys beneath.
    ///
    /// - Parameters:
    ///   - prefix: usually ends with the delimiter; empty for the top level.
    ///   - delimiter: what separates levels.
    public func entries(
        prefix: String = "",
        delimiter: String = "/",
        _ configure: (inout ListObjectsV2) -> Void = { _ in }
    ) -> some AsyncSequence<ListingEntry, S3Error> & Sendable {
        listing(prefix: prefix, delimiter: delimiter, configure) { page throws(S3Error) in
            try page.entries()
        }
    }

    /// Keys are asked for in percent-encoded form, since some can't stand in an XML document as they are.
    private func listing<Element: Sendable>(
        prefix: String,
        delimiter: String?,
        _ configure: (inout ListObjectsV2) -> Void,
        elements: @escaping @Sendable (ListObjectsV2.Output) throws(S3Error) -> [Element]
    ) -> Listing<ListObjectsV2, Element> {
        var operation = ListObjectsV2(bucket: name)
        operation.prefix = prefix.isEmpty ? nil : prefix
        operation.delimiter = delimiter
        operation.encodingType = .url
        configure(&operation)
        return Listing(pages: client.pages(of: operation), elements: elements)
    }
}

/// One line of a folder-like listing.
public enum ListingEntry: Sendable, Equatable {
    /// Keys go on beneath this prefix, which ends with the delimiter.
    case prefix(String)
    case object(ObjectSummary)

    /// The prefix or the object's key.
    public var name: String {
        switch self {
        case .prefix(let prefix): prefix
        case .object(let object): object.key
        }
    }
}

extension ListObjectsV2.Output {
    /// Prefixes and objects of a page, merged into one order.
    fileprivate func entries() throws(S3Error) -> [ListingEntry] {
        var entries: [ListingEntry] = []
        entries.reserveCapacity(contents.count + commonPrefixes.count)
        for object in contents { entries.append(.object(try object.decodingKey(of: self))) }
        for prefix in commonPrefixes { entries.append(.prefix(try decoded(prefix.prefix))) }
        return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    fileprivate func decoded(_ name: String) throws(S3Error) -> String {
        guard encodingType == .url else { return name }
        guard let decoded = PercentEncoding.decode(name, plusIsSpace: true) else {
            throw S3Error(.invalidResponse, "The listing holds \"\(name)\", which is not percent-encoded UTF-8.")
        }
        return decoded
    }
}

extension ObjectSummary {
    fileprivate func decodingKey(of page: ListObjectsV2.Output) throws(S3Error) -> ObjectSummary {
        var object = self
        object.key = try page.decoded(key)
        return object
    }
}
