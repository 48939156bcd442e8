public import AWSCore

/// Keys that are given.
public struct StaticCredentials: CredentialProvider {
    public let name = "static"
    private let value: Credentials

    public init(_ credentials: Credentials) { value = credentials }

    public init(accessKeyID: String, secretAccessKey: SensitiveString, sessionToken: SensitiveString? = nil) {
        self.init(
            Credentials(accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: sessionToken)
        )
    }

    public func credentials() async throws(CredentialError) -> Credentials? { value }
}
