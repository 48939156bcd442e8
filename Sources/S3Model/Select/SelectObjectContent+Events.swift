package import AWSCore
package import NIOCore

extension SelectObjectContent.Output {
    /// The events of the answer, as they come in. They can be read once.
    public var events: Events { Events(payload: payload) }

    /// The events that a ``SelectObjectContent`` answers with.
    public struct Events: AsyncSequence, Sendable {
        fileprivate let payload: HTTPBody

        public struct AsyncIterator: AsyncIteratorProtocol {
            fileprivate var messages: EventStreamMessages.AsyncIterator

            /// The next event; nil at the stream's end. An event of an unknown type is not an error.
            ///
            /// - Throws: `ServiceError` when the service breaks the answer off, `CodecError` when the stream is not
            ///   well-formed, or what reading the body throws.
            public mutating func next() async throws -> SelectObjectContentEvent? {
                do {
                    guard let message = try await messages.next() else { return nil }
                    return try EventStreamXML.decode(SelectObjectContentEvent.self, from: message)
                } catch MessageError.codec(let error) {
                    throw error
                } catch MessageError.service(let error) {
                    throw error
                } catch MessageError.body(let error) {
                    throw error
                }
            }
        }

        public func makeAsyncIterator() -> AsyncIterator {
            AsyncIterator(messages: EventStreamMessages(payload).makeAsyncIterator())
        }
    }
}

extension SelectObjectContentEvent {
    /// The event as a frame of the answer's body.
    package func encoded() throws(CodecError) -> ByteBuffer {
        try EventStreamEncoder.encode(EventStreamXML.encode(self))
    }
}
