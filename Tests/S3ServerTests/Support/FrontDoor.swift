import Logging
import NIOCore
import NIOPosix
import S3Server
import ServiceLifecycle

/// The address of a server behind a socket.
struct FrontDoor: Sendable {
    let port: Int

    /// Sends bytes on a new connection and gives back all that comes until the server closes it.
    ///
    /// - Parameters:
    ///   - mark: what to wait for before `more` is sent; with it, one answer more is waited for and no closing.
    ///   - closesOutput: says after the last byte that no more is coming.
    func exchange(
        _ requests: [String],
        thenAfter mark: String? = nil,
        send more: String = "",
        closesOutput: Bool = false
    ) async throws -> String {
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true)
                    )
                }
            }
        return try await connection.executeThenClose { inbound, outbound in
            for request in requests { try await outbound.write(ByteBuffer(string: request)) }
            if closesOutput { outbound.finish() }
            var received = ByteBuffer()
            var mark = mark
            do {
                for try await var buffer in inbound {
                    received.writeBuffer(&buffer)
                    let text = String(buffer: received)
                    if let awaited = mark, text.hasSuffix(awaited) {
                        try await outbound.write(ByteBuffer(string: more))
                        mark = nil
                    } else if !more.isEmpty, mark == nil, text.contains("200 OK") {
                        break
                    }
                }
            } catch is IOError {
                // The server has reset the connection: what came before counts.
            }
            return String(buffer: received)
        }
    }
}

/// Runs a test against a server with a bucket, `bucket`, on a free port. The fixture speaks to the same server directly.
func withFrontDoor(
    longestDrain: Int = 1 << 20,
    _ body: @Sendable @escaping (ServerFixture, FrontDoor) async throws -> Void
) async throws {
    let fixture = try await ServerFixture.withBucket()
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    var configuration = LocalS3Server.Configuration(port: 0)
    configuration.longestDrain = longestDrain
    let server = LocalS3Server(fixture.s3, configuration: configuration) { continuation.yield($0) }
    let group = ServiceGroup(
        services: [server],
        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    )
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        for await port in ports {
            try await body(fixture, FrontDoor(port: port))
            break
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}
