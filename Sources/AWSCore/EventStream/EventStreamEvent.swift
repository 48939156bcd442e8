/// One event of a stream, of which there are several types.
public protocol EventStreamEvent: Sendable {
    /// The event's type on the wire, its `:event-type` header.
    var type: String { get }

    /// Writes the event's members.
    func write(to writer: inout some ShapeWriter) throws(CodecError)

    /// Reads an event of that type. An unknown type is not an error.
    init(type: String, from reader: inout some ShapeReader) throws(CodecError)
}
