/// A structure of a service's model that can be written to and read from the wire in either direction.
///
/// The same two methods serve every protocol and both ends: a client writes operations and reads their outputs,
/// a server reads operations and writes their outputs. Which bytes come out is the writer's affair.
public protocol Shape: Sendable {
    /// The structure's members, in the model's order. Indices into it name the members below.
    static var schema: Schema { get }

    /// Writes each member that has a value, once.
    func write(to writer: inout some ShapeWriter) throws(CodecError)

    /// Reads the members that are there.
    ///
    /// - Throws: `CodecError` when a value has the wrong form or a required member is missing. An unknown member is
    ///   not an error: it is skipped.
    init(from reader: inout some ShapeReader) throws(CodecError)
}
