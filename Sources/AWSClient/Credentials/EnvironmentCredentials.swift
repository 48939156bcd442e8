public import AWSCore

/// Keys in `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
public struct EnvironmentCredentials: CredentialProvider {
    public let name = "environment"
    private let sources: ConfigurationSources

    public init(sources: ConfigurationSources = .process) { self.sources = sources }

    public func credentials() async throws(CredentialError) -> Credentials? {
        let keyID = sources.value(of: "AWS_ACCESS_KEY_ID")
        let secret = sources.value(of: "AWS_SECRET_ACCESS_KEY")
        switch (keyID, secret) {
        case (let keyID?, let secret?):
            return Credentials(
                accessKeyID: keyID,
                secretAccessKey: SensitiveString(secret),
                sessionToken: sources.value(of: "AWS_SESSION_TOKEN").map { SensitiveString($0) }
            )
        case (nil, nil):
            throw CredentialError(.notConfigured, source: name, "AWS_ACCESS_KEY_ID is not set.")
        case (_, nil):
            throw CredentialError(.invalid, source: name, "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not.")
        case (nil, _):
            throw CredentialError(.invalid, source: name, "AWS_SECRET_ACCESS_KEY is set and AWS_ACCESS_KEY_ID is not.")
        }
    }
}
