import NIOCore

/// Writes the members of one shape into a document of their own: an XML element or a JSON object.
protocol DocumentWriter: ShapeWriter {
    /// Begins a document.
    ///
    /// - Parameter milliseconds: whether points in time on whole seconds are written with milliseconds too.
    init(element: String, namespace: XMLNamespace?, milliseconds: Bool)

    /// Writes a structure's members as the document's own.
    mutating func write(contentsOf value: some Shape) throws(CodecError)

    /// Makes a text the document's whole content.
    mutating func write(content: String)

    /// Ends the document.
    mutating func finish() -> ByteBuffer
}

/// Reads the members of one shape from a document of their own.
///
/// The bytes must outlive the reader, so it lives inside a `withUnsafeReadableBytes` call.
protocol DocumentReader: ShapeReader {
    /// Begins a document.
    init(_ bytes: UnsafeRawBufferPointer) throws(CodecError)

    /// Reads the document itself as a structure.
    mutating func contents<S: Shape>(as type: S.Type) throws(CodecError) -> S

    /// The document's whole content as a text.
    mutating func content() throws(CodecError) -> String

    /// Checks that the document ends as it should.
    mutating func finish() throws(CodecError)
}

extension ByteBuffer {
    /// Lends the readable bytes to `body`.
    func withBytes<Value>(
        _ body: (UnsafeRawBufferPointer) throws(CodecError) -> Value
    ) throws(CodecError) -> Value {
        try withUnsafeReadableBytes { bytes in
            Result { () throws(CodecError) in try body(bytes) }
        }.get()
    }
}
