public import AWSClient
public import AWSCore

/// A client of Amazon S3, or of a store that speaks its protocol.
///
/// ```swift
/// let s3 = try S3Client()                        // region, endpoint and keys as the AWS tools find them
/// let photo = s3.bucket("photos").object("cat.jpg")
/// try await photo.upload(file: "cat.jpg") { $0.contentType = "image/jpeg" }
/// ```
///
/// It may be used by any number of tasks at once; one for the whole program is right. Its connections are closed when its
/// last reference goes, or by ``shutdown()``.
public final class S3Client: Sendable {
    public let configuration: S3Configuration
    private let executor: Executor
    private let ownTransport: AsyncHTTPClientTransport?

    /// A client configured by environment and shared files, then by `configure`.
    ///
    /// - Parameters:
    ///   - profile: the profile to use; nil for the one the environment names, or `default`.
    ///   - configure: what it sets wins over environment and files.
    /// - Throws: `S3Error` with code `InvalidConfiguration` for a setting that makes no sense. Keys are looked for at the
    ///   first request: not having any is no error here.
    public convenience init(
        profile: String? = nil,
        _ configure: (inout S3Configuration) -> Void = { _ in }
    ) throws(S3Error) {
        var configuration = try S3Configuration.load(profile: profile)
        configure(&configuration)
        self.init(configuration)
    }

    /// A client with exactly this configuration. Environment and files are asked for keys only, and only when
    /// `configuration.credentials` is nil.
    public convenience init(_ configuration: S3Configuration) {
        let transport = AsyncHTTPClientTransport(settings: configuration.transport)
        self.init(configuration, transport: transport, owned: transport)
    }

    /// A client whose requests go through a given transport, such as a server in the same process.
    public convenience init(_ configuration: S3Configuration, transport: any HTTPTransport) {
        self.init(configuration, transport: transport, owned: nil)
    }

    private init(
        _ configuration: S3Configuration,
        transport: any HTTPTransport,
        owned: AsyncHTTPClientTransport?
    ) {
        self.configuration = configuration
        ownTransport = owned
        executor = Executor(
            configuration: configuration.client,
            endpoints: S3EndpointResolver(custom: configuration.endpoint, addressing: configuration.addressing),
            transport: transport
        )
    }

    /// The region requests are signed for.
    public var region: String { configuration.region ?? "us-east-1" }

    /// Runs an operation, trying again where that may help.
    ///
    /// ```swift
    /// let output = try await s3.send(GetObject(bucket: "photos", key: "cat.jpg") { $0.range = "bytes=0-99" })
    /// ```
    ///
    /// - Throws: `S3Error`. A body in the output is read afterwards and throws when it breaks off or is wrong.
    public func send<O: ServiceOperation>(_ operation: O) async throws(S3Error) -> O.Output {
        do {
            return try await executor.send(operation) { S3Error(reading: $0, of: operation) }
        } catch {
            throw S3Error(error, about: operation)
        }
    }

    /// The answers of a paginated operation, one request each, made as they are asked for.
    ///
    /// ```swift
    /// for try await page in s3.pages(of: ListObjectsV2(bucket: "photos")) { print(page.contents.count) }
    /// ```
    public func pages<O: PaginatedOperation>(of operation: O) -> Pages<O> {
        Pages(client: self, first: operation)
    }

    /// Signs an operation's request in its URL, for somebody without keys to send.
    ///
    /// - Parameter duration: how long it can be used: whole seconds, from 1 s to 7 days.
    /// - Returns: method, URL, and the header fields that must be sent with exactly these values.
    /// - Throws: `S3Error` when there are no keys or the duration is out of range. Nothing is sent.
    public func presign<O: ServiceOperation>(
        _ operation: O,
        expiresIn duration: Duration
    ) async throws(S3Error) -> PresignedRequest {
        do {
            return try await executor.presign(operation, expiresIn: duration)
        } catch {
            throw S3Error(error, about: operation)
        }
    }

    /// Closes the connections. Requests under way fail, as do later ones.
    public func shutdown() async { await ownTransport?.shutdown() }
}

extension S3Error {
    /// A failure together with the bucket and key the operation names.
    fileprivate init(_ failure: AWSClientError, about operation: some ServiceOperation) {
        self.init(failure)
        name(what: operation)
    }

    /// A body that broke off or was wrong.
    fileprivate init(reading error: any Error, of operation: some ServiceOperation) {
        self.init(reading: error)
        name(what: operation)
    }

    private mutating func name(what operation: some ServiceOperation) {
        let labels = (try? RESTXML.encodeRequest(operation))?.labels ?? []
        bucket = labels.first { $0.name == "Bucket" }?.value
        key = labels.first { $0.name == "Key" }?.value
    }
}
