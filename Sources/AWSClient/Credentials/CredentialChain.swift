public import AWSCore
import Synchronization

/// Several sources, asked in order until one has keys. From then on only that one is asked.
public final class CredentialChain: CredentialProvider {
    public let name = "chain"
    private let providers: [any CredentialProvider]
    private let found = Mutex<(any CredentialProvider)?>(nil)

    public init(_ providers: [any CredentialProvider]) { self.providers = providers }

    /// The environment, then a profile of the shared files. A profile that is asked for by name goes before the environment.
    public static func standard(
        profile: String? = nil,
        sources: ConfigurationSources = .process
    ) -> CredentialChain {
        let environment = EnvironmentCredentials(sources: sources)
        let shared = ProfileCredentials(profile: profile, sources: sources)
        return CredentialChain(profile == nil ? [environment, shared] : [shared, environment])
    }

    /// - Throws: `CredentialError`: what the first source said that is set up and does not work, or `notConfigured` with what
    ///   each of them said.
    public func credentials() async throws(CredentialError) -> Credentials? {
        if let provider = found.withLock({ $0 }) { return try await provider.credentials() }
        var causes: [CredentialError] = []
        for provider in providers {
            do {
                let credentials = try await provider.credentials()
                found.withLock { $0 = provider }
                return credentials
            } catch {
                guard error.code == .notConfigured else { throw error }
                causes.append(error)
            }
        }
        throw CredentialError(.notConfigured, source: name, "No credentials were found.", causes: causes)
    }
}
