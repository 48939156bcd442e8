public import AWSCore
import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOPosix

/// Speaks HTTP/1.1 over sockets.
///
/// It follows no redirect, decompresses nothing and sends a path exactly as it is given. An answer's body that is dropped
/// before its end closes its connection. Connections are shared by all requests that go through one transport;
/// ``shutdown()`` closes them, and so does dropping the last reference.
public final class AsyncHTTPClientTransport: HTTPTransport {
    private let client: HTTPClient
    private let slots: ConnectionSlots

    public init(settings: TransportSettings = TransportSettings()) {
        client = HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            configuration: HTTPClient.Configuration(settings)
        )
        slots = ConnectionSlots(limit: settings.maximumConnections, timeout: settings.acquireTimeout)
    }

    deinit {
        let _: EventLoopFuture<Void> = client.shutdown()
    }

    /// Closes all connections. Requests under way fail, as do all later ones. A second call does nothing.
    public func shutdown() async {
        try? await client.shutdown()
    }

    public func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let outgoing = try HTTPClientRequest(request)
        let slot = try await slots.acquire()
        let response: HTTPClientResponse
        do {
            response = try await client.execute(outgoing, deadline: .distantFuture)
        } catch {
            throw TransportError(mapping: error)
        }
        let head = HTTPResponse(
            status: HTTPResponse.Status(code: Int(response.status.code), reasonPhrase: response.status.reasonPhrase),
            headerFields: HTTPFields(response.headers)
        )
        let length = head.bodyLength(answering: request.head.method)
        let stream = ReceivedBody(response.body, length: length, slot: slot, transport: self)
        guard length != 0 else {
            try await stream.finish()
            return TransportResponse(head: head)
        }
        return TransportResponse(head: head, body: HTTPBody(stream, length: length))
    }
}

extension HTTPClient.Configuration {
    fileprivate init(_ settings: TransportSettings) {
        self.init(
            redirectConfiguration: .disallow,
            timeout: Timeout(connect: TimeAmount(settings.connectTimeout)),
            decompression: .disabled
        )
        httpVersion = .http1Only
        connectionPool = ConnectionPool(
            idleTimeout: TimeAmount(settings.keepAlive),
            concurrentHTTP1ConnectionsPerHostSoftLimit: max(settings.maximumConnections, 1)
        )
        // A refused connection is reported at once: whether to try again is the retry policy's decision.
        connectionPool.retryConnectionEstablishment = false
        let firstByte = TimeAmount(settings.firstByteTimeout)
        let idle = TimeAmount(settings.idleTimeout)
        // The library's own read time-out also runs while a slow reader holds the answer back, and its write time-out
        // only while the socket takes data; so stalls are watched by a handler of our own.
        http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.submit {
                try StallHandler.add(to: channel, firstByte: firstByte, idle: idle)
            }
        }
    }
}

extension HTTPResponse {
    /// The number of bytes that follow this head; nil where only their end will tell.
    fileprivate func bodyLength(answering method: HTTPRequest.Method) -> Int? {
        if method == .head || status.code == 204 || status.code == 304 { return 0 }
        return headerFields[.contentLength].flatMap { Int($0) }
    }
}
