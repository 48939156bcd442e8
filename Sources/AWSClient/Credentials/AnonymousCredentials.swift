public import AWSCore

/// No keys: requests are sent unsigned, as for public buckets.
public struct AnonymousCredentials: CredentialProvider {
    public let name = "anonymous"

    public init() {}

    public func credentials() async throws(CredentialError) -> Credentials? { nil }
}
