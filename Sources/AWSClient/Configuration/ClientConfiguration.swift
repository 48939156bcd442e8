import AWSCore
public import Logging

/// What a client of an AWS service is told: where, as whom, and how patiently.
///
/// `ClientConfiguration()` has the defaults and looks nowhere. ``load(profile:service:from:)`` starts from the environment and
/// the shared files; whatever is set afterwards wins over both.
public struct ClientConfiguration: Sendable {
    /// The region requests are signed for, such as `eu-central-1`.
    public var region: String?

    /// A store other than AWS's own, or one of its endpoints by name.
    public var endpoint: Endpoint?

    /// Who signs. Nil: the sources of ``CredentialChain/standard(profile:sources:)``.
    public var credentials: (any CredentialProvider)?

    public var checksums = ChecksumSettings()
    public var retry = RetryPolicy()
    public var transport = TransportSettings()

    /// Told about each attempt, at level debug and never above.
    public var logger = Logger(label: "swift-s3", factory: { _ in SwiftLogNoOpLogHandler() })

    /// The user agent's name for the program. Sent with each request.
    public var userAgent = "swift-s3"

    public init() {}

    /// The defaults, changed by the shared files' profile, changed by environment variables.
    ///
    /// Read are `AWS_PROFILE`, `AWS_CONFIG_FILE`, `AWS_SHARED_CREDENTIALS_FILE`, `AWS_REGION`, `AWS_DEFAULT_REGION`,
    /// `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`,
    /// `AWS_REQUEST_CHECKSUM_CALCULATION`, `AWS_RESPONSE_CHECKSUM_VALIDATION`, `AWS_MAX_ATTEMPTS`, and the profile's properties
    /// of the same meaning. https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
    ///
    /// - Parameters:
    ///   - profile: the profile to use; nil for the one the environment names, or `default`.
    ///   - service: whose endpoint to look for, `s3` or `sts`.
    /// - Throws: `ConfigurationError` for a value that makes no sense, or a chosen profile that is in neither file. It is no
    ///   error that nothing at all is configured.
    public static func load(
        profile: String? = nil,
        service: String = "s3",
        from sources: ConfigurationSources = .process
    ) throws(ConfigurationError) -> ClientConfiguration {
        let profiles = try SharedProfiles.load(profile: profile, from: sources)
        guard !profiles.isSelectedExplicitly || profiles.contains(profiles.selected) else {
            throw ConfigurationError(
                "There is no profile \"\(profiles.selected)\" in \(profiles.configPath) or \(profiles.credentialsPath)."
            )
        }
        let lookup = SettingLookup(sources: sources, profiles: profiles)
        var configuration = ClientConfiguration()
        configuration.region =
            sources.value(of: "AWS_REGION") ?? sources.value(of: "AWS_DEFAULT_REGION") ?? profiles["region"]
        configuration.endpoint = try lookup.endpoint(of: service)
        configuration.checksums.requests = try lookup.use(
            variable: "AWS_REQUEST_CHECKSUM_CALCULATION",
            property: "request_checksum_calculation"
        )
        configuration.checksums.responses = try lookup.use(
            variable: "AWS_RESPONSE_CHECKSUM_VALIDATION",
            property: "response_checksum_validation"
        )
        if let attempts = try lookup.maximumAttempts() { configuration.retry.maximumAttempts = attempts }
        configuration.credentials = CredentialChain.standard(profile: profile, sources: sources)
        return configuration
    }
}
