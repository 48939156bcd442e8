import NIOCore

/// The most bytes of a body nobody asked for that are read, so that its connection can serve again.
private let unusedBodyLimit = 1 << 16

extension BindingReader {
    /// Reads a shape from the parts of a message.
    ///
    /// - Parameters:
    ///   - hasDocument: whether the body is a document that holds the shape's own body members, or that is its text.
    ///   - needsDocument: whether an empty body in place of a document is an error.
    ///   - inspect: looks at a document before it is read.
    static func read<S: Shape>(
        _ type: S.Type,
        head: Head,
        body: HTTPBody,
        hasDocument: Bool,
        needsDocument: Bool,
        sizeLimit: Int,
        inspect: (ByteBuffer) throws(MessageError) -> Void = { _ in }
    ) async throws(MessageError) -> S {
        let payload = PayloadKind.of(S.self)
        switch payload {
        case .stream:
            return try decoding { () throws(CodecError) in try read(type, head, .payload(body)) }
        case .text where !hasDocument, .bytes:
            let bytes = try await body.collected(upTo: sizeLimit)
            return try decoding { () throws(CodecError) in
                try read(type, head, bytes.readableBytes > 0 ? .payload(HTTPBody(bytes)) : .none)
            }
        case nil where !hasDocument:
            if !body.isEmpty { _ = try? await body.collected(upTo: unusedBodyLimit) }
            return try decoding { () throws(CodecError) in try read(type, head, .none) }
        case .document, .text, nil:
            let bytes = try await body.collected(upTo: sizeLimit)
            try inspect(bytes)
            guard needsDocument || bytes.readableBytes > 0 else {
                return try decoding { () throws(CodecError) in try read(type, head, .none) }
            }
            return try decoding { () throws(CodecError) in
                try bytes.withBytes { bytes throws(CodecError) in
                    try read(type, head, document: Document(bytes), payload: payload)
                }
            }
        }
    }

    private static func read<S: Shape>(
        _ type: S.Type,
        _ head: Head,
        document: consuming Document,
        payload: PayloadKind?
    ) throws(CodecError) -> S {
        switch payload {
        case .document:
            return try read(type, head, .payloadDocument(document))
        case nil:
            return try read(type, head, .document(document))
        case .text, .bytes, .stream:
            let text = try document.content()
            try document.finish()
            return try read(type, head, text.isEmpty ? .none : .payload(HTTPBody(text)))
        }
    }

    private static func read<S: Shape>(_ type: S.Type, _ head: Head, _ body: Body) throws(CodecError) -> S {
        var reader = BindingReader(head, body: body)
        let value = try S(from: &reader)
        try reader.finish()
        return value
    }
}
