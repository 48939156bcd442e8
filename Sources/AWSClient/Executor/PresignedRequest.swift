public import HTTPTypes

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A request that whoever holds it may send until it expires. Its URL is a secret: it prints without its query.
public struct PresignedRequest: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public var method: HTTPRequest.Method
    /// Percent-encoded and complete.
    public var url: String
    /// The fields that must be sent with it, with exactly these values.
    public var headers: HTTPFields
    /// When it stops being of use.
    public var expiration: Date

    public init(method: HTTPRequest.Method, url: String, headers: HTTPFields, expiration: Date) {
        self.method = method
        self.url = url
        self.headers = headers
        self.expiration = expiration
    }

    public var description: String { "\(method) \(url.prefix { $0 != "?" })?<redacted>" }

    public var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}
