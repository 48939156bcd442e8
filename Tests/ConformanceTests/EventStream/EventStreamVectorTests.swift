import AWSCore
import Foundation
import NIOCore
import Testing

/// Frames that every implementation of the event stream encoding must agree on.
@Suite struct EventStreamVectorTests {
    private struct File: Decodable {
        var frames: [Frame]
        var invalid: [Invalid]
    }

    private struct Frame: Decodable {
        var name: String
        var base64: Data
        var decoded: Message
    }

    private struct Invalid: Decodable {
        var name: String
        var base64: Data
    }

    private struct Message: Decodable {
        var headers: [Header]
        var payload: Data
    }

    private struct Header: Decodable {
        var name: String
        var value: EventStreamMessage.Value

        private enum Key: CodingKey { case name, type, value }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            func number<I: FixedWidthInteger & Decodable>(_ type: I.Type) throws -> I {
                try container.decode(type, forKey: .value)
            }
            func bytes() throws -> [UInt8] { Array(try container.decode(Data.self, forKey: .value)) }
            name = try container.decode(String.self, forKey: .name)
            value =
                switch try container.decode(Int.self, forKey: .type) {
                case 0, 1: .boolean(try container.decode(Bool.self, forKey: .value))
                case 2: .int8(try number(Int8.self))
                case 3: .int16(try number(Int16.self))
                case 4: .int32(try number(Int32.self))
                case 5: .int64(try number(Int64.self))
                case 6: .bytes(try bytes())
                case 7: .string(String(decoding: try bytes(), as: UTF8.self))
                case 8: .timestamp(millisecondsSince1970: try number(Int64.self))
                default: .uuid(try bytes())
                }
        }
    }

    private func decode(_ bytes: Data) throws -> EventStreamMessage? {
        var decoder = EventStreamDecoder()
        decoder.append(ByteBuffer(bytes: bytes))
        let message = try decoder.next()
        try decoder.finish()
        return message
    }

    @Test func `frames are decoded and encoded to the byte`() throws {
        for frame in try Vectors.load("event-stream", as: File.self).frames {
            let message = EventStreamMessage(
                headers: frame.decoded.headers.map { .init($0.name, $0.value) },
                payload: ByteBuffer(bytes: frame.decoded.payload)
            )
            #expect(try decode(frame.base64) == message, "\(frame.name)")
            #expect(try EventStreamEncoder.encode(message) == ByteBuffer(bytes: frame.base64), "\(frame.name)")
        }
    }

    @Test func `broken frames are refused`() throws {
        for frame in try Vectors.load("event-stream", as: File.self).invalid {
            #expect(throws: CodecError.self, "\(frame.name)") { try decode(frame.base64) }
        }
    }
}
