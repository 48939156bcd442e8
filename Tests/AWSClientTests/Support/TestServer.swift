import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A server on the loopback interface that answers each request as it is told, however badly.
final class TestServer: Sendable {
    enum Answer: Sendable {
        case respond(HTTPResponseStatus = .ok, HTTPHeaders = [:], body: String = "")
        /// Announces more bytes than it sends, and goes on to `afterwards`.
        case partial(announced: Int, sent: Int, afterwards: Afterwards)
        case silence
        case reset
    }

    enum Afterwards: Sendable {
        case close, silence
    }

    struct Request: Sendable {
        var head: HTTPRequestHead
        var body: ByteBuffer
    }

    private struct State {
        var connections = 0
        var requests: [Request] = []
    }

    private let state = Mutex(State())
    private let answer: @Sendable (Request) -> Answer
    private let closings: AsyncStream<Void>
    private let closing: AsyncStream<Void>.Continuation

    private init(_ answer: @escaping @Sendable (Request) -> Answer) {
        self.answer = answer
        (closings, closing) = AsyncStream.makeStream()
    }

    /// Runs a server while `body` does.
    static func run<Result>(
        answering answer: @escaping @Sendable (Request) -> Answer,
        _ body: (TestServer, _ port: Int) async throws -> Result
    ) async throws -> Result {
        let server = TestServer(answer)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: false)
                    try channel.pipeline.syncOperations.addHandler(Handler(server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        do {
            let result = try await body(server, port)
            try await channel.close()
            return result
        } catch {
            try? await channel.close()
            throw error
        }
    }

    var connections: Int { state.withLock { $0.connections } }
    var requests: [Request] { state.withLock { $0.requests } }

    /// Returns once a connection has been closed, by either side.
    func waitForClosing() async {
        for await _ in closings { return }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let server: TestServer
        private var request: Request?

        init(_ server: TestServer) { self.server = server }

        func channelActive(context: ChannelHandlerContext) {
            server.state.withLock { $0.connections += 1 }
        }

        func channelInactive(context: ChannelHandlerContext) {
            server.closing.yield()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): request = Request(head: head, body: ByteBuffer())
            case .body(var part): request?.body.writeBuffer(&part)
            case .end:
                guard let request else { return }
                server.state.withLock { $0.requests.append(request) }
                send(server.answer(request), to: request, context)
            }
        }

        private func send(_ answer: Answer, to request: Request, _ context: ChannelHandlerContext) {
            switch answer {
            case .respond(let status, var headers, let body):
                if status != .noContent, !headers.contains(name: "Content-Length") {
                    headers.add(name: "Content-Length", value: "\(body.utf8.count)")
                }
                write(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers)), context)
                if request.head.method != .HEAD { write(.body(.byteBuffer(ByteBuffer(string: body))), context) }
                write(.end(nil), context)
            case .partial(let announced, let sent, let afterwards):
                let headers: HTTPHeaders = ["Content-Length": "\(announced)"]
                write(.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)), context)
                write(.body(.byteBuffer(ByteBuffer(repeating: 0x61, count: sent))), context)
                context.flush()
                if case .close = afterwards { context.close(promise: nil) }
            case .silence: break
            case .reset:
                // Closing with unsent lingering data makes the kernel send a reset.
                _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                context.close(promise: nil)
            }
            context.flush()
        }

        private func write(_ part: HTTPServerResponsePart, _ context: ChannelHandlerContext) {
            context.write(wrapOutboundOut(part), promise: nil)
        }
    }
}
