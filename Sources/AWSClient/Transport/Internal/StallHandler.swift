import AWSCore
import NIOCore
import NIOHTTP1

/// Fails a request whose connection stands still while both the request's source and the answer's reader are ready.
///
/// It sits between the HTTP codec and the client's handler of one connection, and sees each part and each demand for more.
final class StallHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    /// What the connection is waiting for from the other side.
    private enum Wait {
        case toSend, firstByte, nextByte
    }

    private let firstByte: TimeAmount
    private let idle: TimeAmount

    private var isRequestEnded = true
    private var isHeadReceived = false
    private var isResponseEnded = true
    private var isReadPending = false

    private var wait: Wait?
    private var deadline = NIODeadline.distantFuture
    private var timer: Scheduled<Void>?
    /// When the timer fires: never after the deadline.
    private var timerDeadline = NIODeadline.distantFuture

    private init(firstByte: TimeAmount, idle: TimeAmount) {
        self.firstByte = firstByte
        self.idle = idle
    }

    /// Puts one behind the response decoder. Must be called on the channel's event loop.
    static func add(to channel: any Channel, firstByte: TimeAmount, idle: TimeAmount) throws {
        let pipeline = channel.pipeline.syncOperations
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
        try pipeline.addHandler(StallHandler(firstByte: firstByte, idle: idle), position: .after(decoder))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head:
            isRequestEnded = false
            isHeadReceived = false
            isResponseEnded = false
        case .body: break
        case .end: isRequestEnded = true
        }
        context.write(data, promise: promise)
        update(context, progress: true)
    }

    func read(context: ChannelHandlerContext) {
        isReadPending = true
        context.read()
        update(context, progress: false)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReadPending = false
        switch unwrapInboundIn(data) {
        case .head(let head): if head.status.code >= 200 { isHeadReceived = true }
        case .body: break
        case .end: isResponseEnded = true
        }
        context.fireChannelRead(data)
        update(context, progress: true)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        context.fireChannelWritabilityChanged()
        update(context, progress: true)
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        stop()
    }

    private func update(_ context: ChannelHandlerContext, progress: Bool) {
        let next = waitNow(isWritable: context.channel.isWritable)
        guard progress || next != wait else { return }
        wait = next
        guard let next else { return }
        deadline = .now() + (next == .firstByte ? firstByte : idle)
        if timer == nil || deadline < timerDeadline { schedule(context) }
    }

    private func waitNow(isWritable: Bool) -> Wait? {
        if isRequestEnded && isResponseEnded { return nil }
        if !isWritable && !isRequestEnded { return .toSend }
        if isRequestEnded && !isHeadReceived { return .firstByte }
        if isHeadReceived && !isResponseEnded && isReadPending { return .nextByte }
        return nil
    }

    /// One timer runs at a time and looks at the deadline when it fires, so that progress costs no timer of its own.
    private func schedule(_ context: ChannelHandlerContext) {
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer?.cancel()
        timerDeadline = deadline
        timer = context.eventLoop.scheduleTask(deadline: deadline) {
            let (handler, context) = loopBound.value
            handler.timerFired(context)
        }
    }

    private func timerFired(_ context: ChannelHandlerContext) {
        timer = nil
        guard let wait else { return }
        guard deadline <= .now() else { return schedule(context) }
        self.wait = nil
        let message =
            switch wait {
            case .toSend: "The server took no more of the request for \(Duration(idle))."
            case .firstByte: "The server did not begin to answer within \(Duration(firstByte))."
            case .nextByte: "The answer stood still for \(Duration(idle))."
            }
        context.fireErrorCaught(TransportError(.timedOut, message))
    }

    private func stop() {
        wait = nil
        timer?.cancel()
        timer = nil
    }
}
