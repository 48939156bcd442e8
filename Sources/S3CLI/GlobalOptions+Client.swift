import AWSCore
import ArgumentParser
import S3
import S3Server
import UnixSignals

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension GlobalOptions {
    /// Runs a command with the client and the console the options ask for, and reports how it went.
    ///
    /// Ctrl-C cancels the command, which then undoes what it had begun; a second one ends the process at once.
    ///
    /// - Throws: exit code 1 when anything failed, which has been said on standard error then; 130 after ctrl-c.
    func withClient(_ body: @escaping @Sendable (S3Client, Console) async throws -> Void) async throws {
        let console = Console(isJSON: isJSON)
        do {
            try await untilInterrupted {
                if let directory = localDirectory {
                    try await runLocally(in: directory) { client in try await body(client, console) }
                } else {
                    try await runRemotely { client in try await body(client, console) }
                }
            }
        } catch let error as ExitCode {
            throw error
        } catch {
            console.failure("s3", error)
        }
        try console.finish()
    }

    private func untilInterrupted(_ work: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await work()
                return false
            }
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sighup, .sigint, .sigterm) { return true }
                return false
            }
            let isInterrupted = try await group.next() ?? false
            group.cancelAll()
            guard isInterrupted else { return }
            signal(SIGINT, SIG_DFL)
            signal(SIGTERM, SIG_DFL)
            _ = await group.nextResult()
            throw ExitCode(130)
        }
    }

    private func runRemotely(_ body: (S3Client) async throws -> Void) async throws {
        let client = S3Client(try configuration())
        do {
            try await body(client)
            await client.shutdown()
        } catch {
            await client.shutdown()
            throw error
        }
    }

    /// `--local`, or `S3_LOCAL` unless an address is given.
    private var localDirectory: String? {
        if let local { return local }
        guard endpointURL == nil else { return nil }
        return ProcessInfo.processInfo.environment["S3_LOCAL"].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func runLocally(in directory: String, _ body: (S3Client) async throws -> Void) async throws {
        let server = try await LocalS3(LocalS3Configuration(.directory(directory)))
        var configuration = S3Configuration()
        configuration.region = region ?? server.configuration.region
        configuration.endpoint = Endpoint(scheme: "http", host: "127.0.0.1")
        if let keys = server.configuration.credentials.first { configuration.credentials = StaticCredentials(keys) }
        do {
            try await body(S3Client(configuration, transport: server))
            await server.close()
        } catch {
            await server.close()
            throw error
        }
    }

    private func configuration() throws -> S3Configuration {
        var configuration = try S3Configuration.load(profile: profile)
        configuration.userAgent = "swift-s3-cli"
        if let region { configuration.region = region }
        if let endpointURL {
            guard let endpoint = Endpoint(url: endpointURL) else {
                throw CommandFailure("--endpoint-url is \(endpointURL), which is no http:// or https:// address")
            }
            configuration.endpoint = endpoint
        }
        if isUnsigned { configuration.credentials = AnonymousCredentials() }
        return configuration
    }
}
