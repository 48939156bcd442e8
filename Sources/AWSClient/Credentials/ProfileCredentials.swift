public import AWSCore
import Synchronization

/// Lasting keys in a profile of the shared `credentials` and `config` files.
///
/// The files are read again a minute after they were read last, so that keys changed there are taken up.
public final class ProfileCredentials: CredentialProvider {
    private let profile: String?
    private let sources: ConfigurationSources
    private let now: @Sendable () -> ContinuousClock.Instant
    private let latest = Mutex<(credentials: Credentials, at: ContinuousClock.Instant)?>(nil)

    private static let lifetime = Duration.seconds(60)

    /// - Parameter profile: nil for the one that `AWS_PROFILE` names, or `default`.
    public convenience init(profile: String? = nil, sources: ConfigurationSources = .process) {
        self.init(profile: profile, sources: sources, now: { .now })
    }

    package init(
        profile: String?,
        sources: ConfigurationSources,
        now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        self.profile = profile
        self.sources = sources
        self.now = now
    }

    public var name: String {
        "profile \"\(profile ?? sources.value(of: "AWS_PROFILE") ?? "default")\""
    }

    public func credentials() async throws(CredentialError) -> Credentials? {
        let now = now()
        if let latest = latest.withLock({ $0 }), latest.at.duration(to: now) < ProfileCredentials.lifetime {
            return latest.credentials
        }
        let credentials = try read()
        latest.withLock { $0 = (credentials, now) }
        return credentials
    }

    private func read() throws(CredentialError) -> Credentials {
        let profiles: SharedProfiles
        do {
            profiles = try SharedProfiles.load(profile: profile, from: sources)
        } catch {
            throw CredentialError(.invalid, source: name, error.message)
        }
        guard profiles.contains(profiles.selected) else {
            let message = "It is in neither \(profiles.credentialsPath) nor \(profiles.configPath)."
            throw CredentialError(profiles.isSelectedExplicitly ? .invalid : .notConfigured, source: name, message)
        }
        switch (profiles["aws_access_key_id"], profiles["aws_secret_access_key"]) {
        case (let keyID?, let secret?):
            return Credentials(
                accessKeyID: keyID,
                secretAccessKey: SensitiveString(secret),
                sessionToken: profiles["aws_session_token"].map { SensitiveString($0) }
            )
        case (nil, nil): throw CredentialError(.notConfigured, source: name, "It has no aws_access_key_id.")
        case (_, nil): throw CredentialError(.invalid, source: name, "It has no aws_secret_access_key.")
        case (nil, _): throw CredentialError(.invalid, source: name, "It has no aws_access_key_id.")
        }
    }
}
