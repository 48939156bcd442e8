package import NIOCore

/// Writes messages as frames of the `application/vnd.amazon.eventstream` encoding.
///
/// A frame is its total length, its headers' length and the CRC-32 of both, then headers, payload and the CRC-32 of
/// everything before; numbers are big-endian.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html
package enum EventStreamEncoder {
    /// - Throws: `CodecError` when a header or the message is longer than its length field, or the limits, allow.
    package static func encode(_ message: EventStreamMessage) throws(CodecError) -> ByteBuffer {
        var headers = ByteBuffer()
        for header in message.headers { try write(header, to: &headers) }
        let payloadLength = message.payload.readableBytes
        guard headers.readableBytes <= EventStreamFrame.headersLimit,
            payloadLength <= EventStreamFrame.payloadLimit
        else { throw CodecError(.limitExceeded, "The event stream message is too long.") }

        let total = EventStreamFrame.overhead + headers.readableBytes + payloadLength
        var frame = ByteBuffer()
        frame.reserveCapacity(total)
        frame.writeInteger(UInt32(total))
        frame.writeInteger(UInt32(headers.readableBytes))
        frame.writeInteger(EventStreamFrame.checksum(of: frame.readableBytesView))
        frame.writeImmutableBuffer(headers)
        frame.writeImmutableBuffer(message.payload)
        frame.writeInteger(EventStreamFrame.checksum(of: frame.readableBytesView))
        return frame
    }

    private static func write(
        _ header: EventStreamMessage.Header,
        to buffer: inout ByteBuffer
    ) throws(CodecError) {
        guard let length = UInt8(exactly: header.name.utf8.count), length > 0 else {
            throw CodecError(.invalidValue, "A header's name is empty or over 255 bytes.", member: header.name)
        }
        buffer.writeInteger(length)
        buffer.writeString(header.name)
        buffer.writeInteger(EventStreamFrame.type(of: header.value))
        switch header.value {
        case .boolean: break
        case .int8(let value): buffer.writeInteger(value)
        case .int16(let value): buffer.writeInteger(value)
        case .int32(let value): buffer.writeInteger(value)
        case .int64(let value), .timestamp(let value): buffer.writeInteger(value)
        case .bytes(let value): try write(value, of: header, to: &buffer)
        case .string(let value): try write(value.utf8, of: header, to: &buffer)
        case .uuid(let value):
            guard value.count == 16 else {
                throw CodecError(.invalidValue, "A UUID is not 16 bytes long.", member: header.name)
            }
            buffer.writeBytes(value)
        }
    }

    private static func write(
        _ bytes: some Collection<UInt8>,
        of header: EventStreamMessage.Header,
        to buffer: inout ByteBuffer
    ) throws(CodecError) {
        guard let length = UInt16(exactly: bytes.count) else {
            throw CodecError(.invalidValue, "A header's value is over 65,535 bytes.", member: header.name)
        }
        buffer.writeInteger(length)
        buffer.writeBytes(bytes)
    }
}
