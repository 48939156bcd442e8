/// The answer of an operation that answers with nothing but its success.
public struct EmptyOutput: Shape, Equatable {
    public static let schema = Schema("EmptyOutput", [])

    public init() {}

    public func write(to writer: inout some ShapeWriter) throws(CodecError) {}

    public init(from reader: inout some ShapeReader) throws(CodecError) {
        while try reader.next(in: Self.schema) != nil {}
    }
}
