import NIOCore

/// The messages of an event stream, decoded as its body comes in.
package struct EventStreamMessages: AsyncSequence, Sendable {
    package typealias Element = EventStreamMessage

    private let body: HTTPBody
    private let frameLimit: Int

    /// - Parameter frameLimit: the most bytes of one message's frame.
    package init(_ body: HTTPBody, frameLimit: Int = 25 << 20) {
        self.body = body
        self.frameLimit = frameLimit
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var body: HTTPBody.AsyncIterator
        fileprivate var decoder: EventStreamDecoder

        /// - Throws: `MessageError.codec` when the stream is not well-formed or ends inside a message, `.body` when
        ///   it breaks off, `.service` for a message of type `error` or `exception`.
        package mutating func next() async throws(MessageError) -> EventStreamMessage? {
            while true {
                if let message = try decoding({ () throws(CodecError) in try decoder.next() }) {
                    if let error = message.serviceError { throw .service(error) }
                    return message
                }
                guard let bytes = try await nextBytes() else {
                    try decoding { () throws(CodecError) in try decoder.finish() }
                    return nil
                }
                decoder.append(bytes)
            }
        }

        private mutating func nextBytes() async throws(MessageError) -> ByteBuffer? {
            do {
                return try await body.next()
            } catch {
                throw .body(error)
            }
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(body: body.makeAsyncIterator(), decoder: EventStreamDecoder(frameLimit: frameLimit))
    }
}

extension EventStreamMessage {
    /// The error that the message reports; nil for an event. It came after the status of a success, which it keeps.
    package var serviceError: ServiceError? {
        switch messageType {
        case "error":
            ServiceError(
                ErrorCode(rawValue: self[header: ":error-code"] ?? "InternalError"),
                self[header: ":error-message"] ?? "The event stream reports an error and says no more.",
                status: 200
            )
        case "exception":
            ServiceError(
                ErrorCode(rawValue: self[header: ":exception-type"] ?? "InternalError"),
                String(buffer: payload),
                status: 200
            )
        default: nil
        }
    }
}
