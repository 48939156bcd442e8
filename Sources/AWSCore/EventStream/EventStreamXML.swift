#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import NIOCore

/// Events whose payloads are bytes or XML documents, both ends of them.
package enum EventStreamXML {
    package static func encode(_ event: some EventStreamEvent) throws(CodecError) -> EventStreamMessage {
        var writer = BindingWriter<XMLShapeWriter>(element: nil, namespace: nil)
        try event.write(to: &writer)
        guard let payload = writer.finish(contentType: "text/xml").buffer else {
            throw CodecError(.invalidValue, "The payload of an event is a stream.")
        }
        let isDocument = !writer.headers.isEmpty
        let contentType = isDocument ? "text/xml" : payload.readableBytes > 0 ? "application/octet-stream" : nil
        return EventStreamMessage(event: event.type, contentType: contentType, payload: payload)
    }

    package static func decode<Event: EventStreamEvent>(
        _ type: Event.Type,
        from message: EventStreamMessage
    ) throws(CodecError) -> Event {
        guard let name = message.eventType else {
            throw CodecError(.unexpectedDocument, "A message of the event stream does not say which event it is.")
        }
        var reader = EventPayloadReader(payload: message.payload)
        return try Event(type: name, from: &reader)
    }
}

/// Hands an event its payload member, which is all that an event has.
private struct EventPayloadReader: ShapeReader {
    let payload: ByteBuffer
    private var isTaken = false

    init(payload: ByteBuffer) { self.payload = payload }

    mutating func next(in schema: Schema) throws(CodecError) -> Int? {
        defer { isTaken = true }
        return isTaken ? nil : schema.members.firstIndex { $0.location == .payload }
    }

    mutating func blob() throws(CodecError) -> ByteBuffer { payload }
    mutating func body() throws(CodecError) -> HTTPBody { HTTPBody(payload) }
    mutating func string() throws(CodecError) -> String { String(buffer: payload) }

    mutating func structure<S: Shape>(_ type: S.Type) throws(CodecError) -> S {
        try payload.withBytes { bytes throws(CodecError) in
            var document = try XMLShapeReader(bytes)
            let value = try document.contents(as: type)
            try document.finish()
            return value
        }
    }

    private var misplaced: CodecError {
        CodecError(.unexpectedDocument, "The payload of an event is neither bytes nor a document.")
    }

    mutating func boolean() throws(CodecError) -> Bool { throw misplaced }
    mutating func integer() throws(CodecError) -> Int { throw misplaced }
    mutating func double() throws(CodecError) -> Double { throw misplaced }
    mutating func date() throws(CodecError) -> Date { throw misplaced }
    mutating func list<S: Shape>(appendingTo list: inout [S]) throws(CodecError) { throw misplaced }
    mutating func list(appendingTo list: inout [String]) throws(CodecError) { throw misplaced }
    mutating func map(mergingInto map: inout [String: String]) throws(CodecError) { throw misplaced }
}
