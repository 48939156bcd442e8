#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Keys that sign requests. Printing them shows the access key's id and never a secret.
public struct Credentials: Sendable, Hashable {
    public var accessKeyID: String
    public var secretAccessKey: SensitiveString
    /// Comes with temporary keys only.
    public var sessionToken: SensitiveString?
    /// When temporary keys end; nil for lasting ones.
    public var expiration: Date?

    public init(
        accessKeyID: String,
        secretAccessKey: SensitiveString,
        sessionToken: SensitiveString? = nil,
        expiration: Date? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }
}
