import ArgumentParser
import AWSCore
import Logging
import NIOCore
import S3Server
import ServiceLifecycle
import UnixSignals

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run a local store that any S3 client can use.",
        discussion: """
            Listens on this machine alone. The keys are test and test. Prints the lines that point AWS tools at it. \
            Stops on ctrl-c, after the requests under way.
            """
    )

    @Option(help: ArgumentHelp("The port to listen on; 0 takes a free one.", valueName: "n"))
    var port = 4566

    @Option(help: ArgumentHelp("Keep buckets and objects in this folder; in memory otherwise.", valueName: "dir"))
    var data: String?

    @Option(help: ArgumentHelp("The region buckets are in.", valueName: "name"))
    var region = "us-east-1"

    @Flag(help: "Print a line for each request, on standard error.")
    var verbose = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is \(port); 0 to 65535 is wanted") }
    }

    func run() async throws {
        var logger = Logger(label: "s3", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = verbose ? .info : .error
        var configuration = LocalS3Configuration(data.map { .directory($0) } ?? .memory)
        configuration.region = region
        configuration.logger = logger
        let s3 = try await LocalS3(configuration)
        let keys = configuration.credentials.first
        let server = LocalS3Server(s3, configuration: .init(port: port), logger: logger) { port in
            announce(port: port, keys: keys)
        }
        var group = ServiceGroupConfiguration(services: [server], logger: logger)
        group.gracefulShutdownSignals = [.sigint, .sigterm]
        do {
            try await ServiceGroup(configuration: group).run()
            await s3.close()
        } catch {
            await s3.close()
            guard let error = error as? IOError, error.errnoCode == EADDRINUSE else { throw error }
            throw CommandFailure("port \(port) is in use; --port 0 takes a free one")
        }
    }

    private func announce(port: Int, keys: Credentials?) {
        let lines = """
            export AWS_ENDPOINT_URL_S3=http://127.0.0.1:\(port)
            export AWS_ACCESS_KEY_ID=\(keys?.accessKeyID ?? "")
            export AWS_SECRET_ACCESS_KEY=\(keys?.secretAccessKey.rawValue ?? "")
            export AWS_REGION=\(region)
            export AWS_DEFAULT_REGION=\(region)
            """
        print(lines)
        fflush(nil)
    }
}
