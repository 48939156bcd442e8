/// Where requests go: a scheme, a host, a port and a path in front of every path.
public struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    /// `http` or `https`.
    public var scheme: String
    /// A name or an IPv4 address; an IPv6 address without its brackets.
    public var host: String
    /// Nil: the scheme's own.
    public var port: Int?
    /// What stands before each request's path: empty, or with a leading and without a trailing slash.
    public var basePath: String

    public init(scheme: String = "https", host: String, port: Int? = nil, basePath: String = "") {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.basePath = basePath
    }

    /// Reads a URL such as `http://localhost:4566` or `https://store.example/s3`.
    ///
    /// Nil for anything but `http` or `https` with a host, and for URLs with user, query or fragment.
    public init?(url: String) {
        guard let separator = url.firstRange(of: "://") else { return nil }
        let scheme = url[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = url[separator.upperBound...]
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !rest.contains(where: { "?#@\\".contains($0) }) else {
            return nil
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let (host, port) = Endpoint.split(authority: rest[..<slash]) else { return nil }
        var basePath = rest[slash...]
        while basePath.hasSuffix("/") { basePath.removeLast() }
        self.init(scheme: scheme, host: host, port: port, basePath: String(basePath))
    }

    private static func split(authority: Substring) -> (host: String, port: Int?)? {
        var host = authority
        var port: Int?
        if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
            let digits = authority[authority.index(after: colon)...]
            guard let number = UInt16(digits), number > 0 else { return nil }
            port = Int(number)
            host = authority[..<colon]
        }
        if host.hasPrefix("[") {
            guard host.hasSuffix("]") else { return nil }
            host = host.dropFirst().dropLast()
        } else if host.contains(":") || host.contains("[") || host.contains("]") {
            return nil
        }
        return host.isEmpty ? nil : (host.lowercased(), port)
    }

    /// The value of `Host`: the port is left out where it is the scheme's own.
    public var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        guard let port, port != (scheme == "https" ? 443 : 80) else { return name }
        return "\(name):\(port)"
    }

    public var isSecure: Bool { scheme == "https" }

    /// Whether AWS itself answers there.
    public var isAWS: Bool {
        [".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".api.amazonwebservices.com.cn"].contains(
            where: host.hasSuffix
        )
    }

    public var description: String { "\(scheme)://\(authority)\(basePath)" }
}
