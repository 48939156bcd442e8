import AWSCore
import HTTPTypes
import HummingbirdCore
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle

/// A ``LocalS3`` behind a socket: HTTP/1.1, streaming both ways with back pressure.
///
/// It is a `Service`: a service group runs it and stops it gracefully, letting requests under way finish.
public struct LocalS3Server: Service {
    /// How the server listens.
    public struct Configuration: Sendable {
        /// The address to listen on. The default is loopback: nobody outside this machine can connect.
        public var host: String
        /// The port to listen on; 0 takes a free one.
        public var port: Int
        /// Seconds a connection may be silent between or within requests before it is closed.
        public var idleTimeout: Int
        /// The most bytes of header fields a request may have.
        public var longestHeader: Int
        /// The most bytes of an unread request body that are read and dropped to keep a connection.
        public var longestDrain: Int

        public init(host: String = "127.0.0.1", port: Int = 4566) {
            self.host = host
            self.port = port
            idleTimeout = 120
            longestHeader = 32 * 1_024
            longestDrain = 4 * 1_024 * 1_024
        }
    }

    private let s3: LocalS3
    private let configuration: Configuration
    private let logger: Logger
    private let onRunning: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - s3: what answers the requests.
    ///   - logger: hears of connections at debug and trace, of requests as ``LocalS3`` logs them.
    ///   - onRunning: told the port once connections are taken.
    public init(
        _ s3: LocalS3,
        configuration: Configuration = Configuration(),
        logger: Logger = Logger(label: "s3.server", factory: { _ in SwiftLogNoOpLogHandler() }),
        onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        self.s3 = s3
        self.configuration = configuration
        self.logger = logger
        self.onRunning = onRunning
    }

    /// Serves until the task is cancelled or a graceful shutdown is asked for.
    ///
    /// - Throws: when the address cannot be listened on.
    public func run() async throws {
        let connection = ClientConnection(s3: s3, longestDrain: configuration.longestDrain)
        let channel = HTTP1Channel(
            responder: { request, writer, channel in
                try await connection.respond(to: request, writer: writer, channel: channel)
            },
            configuration: HTTP1Channel.Configuration(
                idleTimeout: .seconds(Int64(configuration.idleTimeout)),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: configuration.longestHeader,
                    maxHeaderListSize: configuration.longestHeader
                )
            )
        )
        let server = Server(
            childChannelSetup: channel,
            configuration: ServerConfiguration(address: .hostname(configuration.host, port: configuration.port)),
            onServerRunning: { [onRunning, configuration] channel in
                await onRunning(channel.localAddress?.port ?? configuration.port)
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: logger
        )
        try await server.run()
    }
}
