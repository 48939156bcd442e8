public import AWSClient

/// What an ``S3Client`` is told. The members of ``ClientConfiguration`` are there too: `region`, `endpoint`,
/// `credentials`, `checksums`, `retry`, `transport`, `logger`.
@dynamicMemberLookup
public struct S3Configuration: Sendable {
    public var client: ClientConfiguration
    /// Where the bucket's name goes.
    public var addressing: AddressingStyle = .automatic

    /// The defaults, without a look at environment or files.
    public init(_ client: ClientConfiguration = ClientConfiguration()) { self.client = client }

    /// What environment and shared files say.
    ///
    /// - Parameter profile: the profile to use; nil for the one the environment names, or `default`.
    /// - Throws: `S3Error` with code `InvalidConfiguration` for a value that makes no sense.
    public static func load(
        profile: String? = nil,
        from sources: ConfigurationSources = .process
    ) throws(S3Error) -> S3Configuration {
        do {
            return S3Configuration(try ClientConfiguration.load(profile: profile, service: "s3", from: sources))
        } catch {
            throw S3Error(AWSClientError(error))
        }
    }

    public subscript<Value>(dynamicMember member: WritableKeyPath<ClientConfiguration, Value>) -> Value {
        get { client[keyPath: member] }
        set { client[keyPath: member] = newValue }
    }
}

/// Where a request names its bucket.
public struct AddressingStyle: Sendable, Hashable {
    enum Choice: Sendable, Hashable { case automatic, path, virtualHost }

    let choice: Choice

    /// In the host's name at AWS where the bucket's name can stand there, in the path everywhere else.
    public static let automatic = AddressingStyle(choice: .automatic)
    /// In the path: `https://host/bucket/key`.
    public static let path = AddressingStyle(choice: .path)
    /// In the host's name: `https://bucket.host/key`.
    public static let virtualHost = AddressingStyle(choice: .virtualHost)
}
