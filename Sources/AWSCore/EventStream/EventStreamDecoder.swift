package import NIOCore

/// Takes messages out of the frames of the `application/vnd.amazon.eventstream` encoding, as their bytes come in.
package struct EventStreamDecoder: Sendable {
    private var buffer = ByteBuffer()
    private let frameLimit: Int

    /// - Parameter frameLimit: the most bytes of one frame; longer ones are refused before they are read.
    package init(frameLimit: Int = 25 << 20) {
        self.frameLimit = frameLimit
    }

    /// Adds bytes that came in.
    package mutating func append(_ bytes: ByteBuffer) {
        if buffer.readableBytes == 0 {
            buffer = bytes
            return
        }
        buffer.discardReadBytes()
        buffer.writeImmutableBuffer(bytes)
    }

    /// The next message, if all of its bytes are there.
    ///
    /// - Throws: `CodecError` with `malformedDocument` when a checksum does not match or a length is impossible, with
    ///   `limitExceeded` when the frame is too long. There is no going on after that.
    package mutating func next() throws(CodecError) -> EventStreamMessage? {
        guard let (total, headersLength) = try prelude(), buffer.readableBytes >= total else { return nil }
        guard var frame = buffer.readSlice(length: total) else { return nil }
        let covered = frame.readableBytesView.dropLast(4)
        guard let expected = frame.getInteger(at: frame.writerIndex - 4, as: UInt32.self),
            EventStreamFrame.checksum(of: covered) == expected
        else { throw Self.malformed("has a message whose checksum does not match") }
        frame.moveReaderIndex(forwardBy: EventStreamFrame.preludeLength)
        guard var headerBytes = frame.readSlice(length: headersLength),
            let payload = frame.readSlice(length: frame.readableBytes - 4)
        else { throw Self.malformed("has a message with impossible lengths") }
        var headers: [EventStreamMessage.Header] = []
        while headerBytes.readableBytes > 0 { headers.append(try Self.readHeader(&headerBytes)) }
        return EventStreamMessage(headers: headers, payload: payload)
    }

    /// Checks that the stream ended after a whole message.
    package func finish() throws(CodecError) {
        guard buffer.readableBytes == 0 else { throw Self.malformed("ends inside a message") }
    }

    /// The lengths of the frame and of its headers, once their bytes are there.
    private func prelude() throws(CodecError) -> (total: Int, headers: Int)? {
        let start = buffer.readerIndex
        guard let lengths = buffer.getMultipleIntegers(at: start, as: (UInt32, UInt32, UInt32).self) else { return nil }
        guard EventStreamFrame.checksum(of: buffer.readableBytesView.prefix(8)) == lengths.2 else {
            throw Self.malformed("has a prelude whose checksum does not match")
        }
        let total = Int(lengths.0)
        let headers = Int(lengths.1)
        guard total <= frameLimit, headers <= EventStreamFrame.headersLimit else {
            throw CodecError(.limitExceeded, "The event stream has a message of \(total) bytes.")
        }
        guard total >= EventStreamFrame.overhead + headers else {
            throw Self.malformed("has a message with impossible lengths")
        }
        return (total, headers)
    }

    private static func readHeader(_ bytes: inout ByteBuffer) throws(CodecError) -> EventStreamMessage.Header {
        guard let nameLength = bytes.readInteger(as: UInt8.self), nameLength > 0,
            let nameBytes = bytes.readSlice(length: Int(nameLength)),
            let name = String(validating: nameBytes.readableBytesView, as: UTF8.self),
            let type = bytes.readInteger(as: UInt8.self),
            let value = readValue(ofType: type, &bytes)
        else { throw malformed("has a broken header") }
        return EventStreamMessage.Header(name, value)
    }

    /// Nil when the bytes do not suffice, are not UTF-8 where they should be, or the type is unknown.
    private static func readValue(ofType type: UInt8, _ bytes: inout ByteBuffer) -> EventStreamMessage.Value? {
        switch type {
        case 0: .boolean(true)
        case 1: .boolean(false)
        case 2: bytes.readInteger().map { .int8($0) }
        case 3: bytes.readInteger().map { .int16($0) }
        case 4: bytes.readInteger().map { .int32($0) }
        case 5: bytes.readInteger().map { .int64($0) }
        case 6: bytes.readLengthPrefixedSlice(as: UInt16.self).map { .bytes(Array($0.readableBytesView)) }
        case 7:
            bytes.readLengthPrefixedSlice(as: UInt16.self)
                .flatMap { String(validating: $0.readableBytesView, as: UTF8.self) }
                .map { .string($0) }
        case 8: bytes.readInteger().map { .timestamp(millisecondsSince1970: $0) }
        case 9: bytes.readBytes(length: 16).map { .uuid($0) }
        default: nil
        }
    }

    private static func malformed(_ what: String) -> CodecError {
        CodecError(.malformedDocument, "The event stream \(what).")
    }
}
