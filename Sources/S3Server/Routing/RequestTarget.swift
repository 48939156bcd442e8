import AWSCore

/// What a request is aimed at: the service, a bucket or a key in it, and the query.
struct RequestTarget: Sendable, Equatable {
    /// Nil: the service itself.
    var bucket: String?
    /// Nil: the bucket itself. Never empty, and exactly what the client wrote once percent-decoded.
    var key: String?
    var query: [QueryItem]
    /// Whether the host names the bucket.
    private(set) var isBucketInHost = false

    enum Level: Sendable, Hashable {
        case service, bucket, object
    }

    var level: Level {
        guard bucket != nil else { return .service }
        return key == nil ? .bucket : .object
    }

    /// Takes a request target apart.
    ///
    /// - Parameters:
    ///   - path: the request's path with its query, percent-encoded.
    ///   - authority: the host the request names, with or without a port.
    ///   - baseDomains: hosts whose sub-domains are buckets; every other host is addressed path-style.
    init(path: String, authority: String?, baseDomains: [String]) throws(ServiceError) {
        let parts = Self.withoutOrigin(path).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let rawPath = parts.first, rawPath.hasPrefix("/") else { throw .invalidURI(path) }
        guard let query = QueryString.parse(parts.count > 1 ? parts[1] : "", plusIsSpace: true) else {
            throw .invalidURI(path)
        }
        self.query = query

        var rest = rawPath.dropFirst()
        if let bucket = Self.bucket(in: authority, baseDomains: baseDomains) {
            self.bucket = bucket
            isBucketInHost = true
        } else if !rest.isEmpty {
            let end = rest.firstIndex(of: "/") ?? rest.endIndex
            guard let bucket = PercentEncoding.decode(rest[..<end]) else { throw .invalidURI(path) }
            self.bucket = bucket
            rest = rest[end...].dropFirst()
        }
        guard bucket != nil, !rest.isEmpty else { return }
        guard let key = PercentEncoding.decode(rest), !key.utf8.contains(0) else { throw .invalidURI(path) }
        self.key = key
    }

    /// The first value under a name; empty for a name alone, nil when the name is not there.
    subscript(query name: String) -> String? {
        query.first { $0.name == name }.map { $0.value ?? "" }
    }

    /// `http://host/path` as proxies send it, down to `/path`.
    private static func withoutOrigin(_ path: String) -> Substring {
        guard !path.hasPrefix("/"), let scheme = path.range(ofASCII: "://") else { return path[...] }
        let rest = path[scheme.upperBound...]
        return rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
    }

    private static func bucket(in authority: String?, baseDomains: [String]) -> String? {
        guard let authority, !authority.hasPrefix("[") else { return nil }
        let host = authority.prefix { $0 != ":" }.lowercased()
        guard !baseDomains.contains(host) else { return nil }
        // The longest domain wins: `s3.localhost` is a base of its own beside `localhost`.
        let domain = baseDomains.filter { host.hasSuffix("." + $0) }.max { $0.utf8.count < $1.utf8.count }
        guard let domain else { return nil }
        return String(host.dropLast(domain.count + 1))
    }
}

extension String {
    fileprivate func range(ofASCII needle: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) {
                return start..<index(start, offsetBy: needle.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
