/// Limits of a transport in time and in number. There is never a limit on the whole time a body may take.
public struct TransportSettings: Sendable, Hashable {
    /// How long making a connection may take, with name look-up and TLS handshake.
    public var connectTimeout: Duration = .seconds(10)

    /// How long a server may take from the request's last byte to the answer's first.
    public var firstByteTimeout: Duration = .seconds(60)

    /// How long a body may stand still, in either direction, while this side is ready to go on.
    /// A slow reader of an answer, or a slow source of a request's body, is not a stall.
    public var idleTimeout: Duration = .seconds(60)

    /// How long a request may wait for one of ``maximumConnections``. Requests get theirs in the order they came.
    public var acquireTimeout: Duration = .seconds(120)

    /// The most requests that are on their way at once, over all hosts.
    public var maximumConnections: Int = 128

    /// How long an unused connection is kept. Shorter than S3 keeps one, so that none is found closed when it is wanted.
    public var keepAlive: Duration = .seconds(20)

    public init() {}
}
