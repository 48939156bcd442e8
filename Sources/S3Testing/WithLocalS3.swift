public import S3
public import S3Server

/// Runs a test against a server of its own, which starts empty and is gone afterwards.
///
/// ```swift
/// @Test func `a report is stored`() async throws {
///     try await withLocalS3 { s3 in
///         try await s3.bucket("reports").create()
///         ...
///     }
/// }
/// ```
///
/// - Parameters:
///   - configuration: the server's. Its first keys are the client's.
///   - connection: in the process, or over a socket on the loopback interface.
///   - body: the test. The client is of no use after it.
public func withLocalS3<Result>(
    _ configuration: LocalS3Configuration = LocalS3Configuration(),
    over connection: LocalConnection = .inProcess,
    _ body: (S3Client) async throws -> Result
) async throws -> Result {
    let server = try await LocalS3(configuration)
    do {
        let result = try await connection.run(server, body)
        await server.close()
        return result
    } catch {
        await server.close()
        throw error
    }
}

/// How a test's client reaches its server.
public struct LocalConnection: Sendable, Hashable, CaseIterable, CustomStringConvertible {
    private enum Kind: String, Sendable { case inProcess, socket }

    private let kind: Kind

    /// No socket: requests are handed over as values.
    public static let inProcess = LocalConnection(kind: .inProcess)
    /// HTTP over the loopback interface, on a free port.
    public static let socket = LocalConnection(kind: .socket)

    public static let allCases = [inProcess, socket]

    public var description: String { kind.rawValue }

    fileprivate func run<Result>(
        _ server: LocalS3,
        _ body: (S3Client) async throws -> Result
    ) async throws -> Result {
        var configuration = S3Configuration()
        configuration.region = server.configuration.region
        configuration.endpoint = Endpoint(scheme: "http", host: "127.0.0.1", port: 4566)
        if let keys = server.configuration.credentials.first { configuration.credentials = StaticCredentials(keys) }
        switch kind {
        case .inProcess:
            return try await body(S3Client(configuration, transport: server))
        case .socket:
            return try await withServer(server) { port in
                configuration.endpoint?.port = port
                let client = S3Client(configuration)
                do {
                    let result = try await body(client)
                    await client.shutdown()
                    return result
                } catch {
                    await client.shutdown()
                    throw error
                }
            }
        }
    }
}

/// Runs `body` while the server listens on a free port.
private func withServer<Result>(_ s3: LocalS3, _ body: (Int) async throws -> Result) async throws -> Result {
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    let server = LocalS3Server(s3, configuration: .init(port: 0)) { port in continuation.yield(port) }
    let running = Task {
        defer { continuation.finish() }
        try await server.run()
    }
    for await port in ports {
        do {
            let result = try await body(port)
            running.cancel()
            _ = try? await running.value
            return result
        } catch {
            running.cancel()
            _ = try? await running.value
            throw error
        }
    }
    try await running.value
    throw CancellationError()
}
