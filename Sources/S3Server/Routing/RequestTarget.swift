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
        let target = Self.withoutOrigin(path)
        let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        guard target.utf8.first == UInt8(ascii: "/") else { throw .invalidURI(path) }
        guard let query = QueryString.parse(Substring(target[mark...].utf8.dropFirst()), plusIsSpace: true) else {
            throw .invalidURI(path)
        }
        self.query = query

        // Bytes, not characters: a combining mark after a slash would make one character of the two.
        var rest = Substring(target[..<mark].utf8.dropFirst())
        if let bucket = Self.bucket(in: authority, baseDomains: baseDomains) {
            self.bucket = bucket
            isBucketInHost = true
        } else if !rest.isEmpty {
            let end = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            guard let bucket = PercentEncoding.decode(rest[..<end]) else { throw .invalidURI(path) }
            self.bucket = bucket
            rest = Substring(rest[end...].utf8.dropFirst())
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
        guard path.utf8.first != UInt8(ascii: "/"), let scheme = path.utf8.firstRange(of: "://".utf8) else {
            return path[...]
        }
        let rest = path[scheme.upperBound...]
        return rest.utf8.firstIndex(of: UInt8(ascii: "/")).map { rest[$0...] } ?? "/"
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
