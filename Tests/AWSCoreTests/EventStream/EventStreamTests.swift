import AWSCore
import NIOCore
import Testing

@Suite struct EventStreamTests {
    private static let sample = EventStreamMessage(
        headers: [
            .init("t", .boolean(true)), .init("f", .boolean(false)), .init("i8", .int8(-1)), .init("i16", .int16(.min)),
            .init("i32", .int32(.max)), .init("i64", .int64(.min)), .init("b", .bytes([0, 255])),
            .init("s", .string("é\u{1F534}")), .init("at", .timestamp(millisecondsSince1970: .max)),
            .init("id", .uuid(Array(0..<16))),
        ],
        payload: ByteBuffer(string: "payload")
    )

    /// A body whose buffers are `size` bytes long.
    private func stream(_ bytes: ByteBuffer, size: Int) -> HTTPBody {
        HTTPBody(
            AsyncStream { continuation in
                var bytes = bytes
                while bytes.readableBytes > 0 {
                    guard let part = bytes.readSlice(length: min(size, bytes.readableBytes)) else { break }
                    continuation.yield(part)
                }
                continuation.finish()
            }
        )
    }

    private func messages(_ body: HTTPBody, frameLimit: Int = 1 << 20) async throws -> [EventStreamMessage] {
        var messages: [EventStreamMessage] = []
        for try await message in EventStreamMessages(body, frameLimit: frameLimit) { messages.append(message) }
        return messages
    }

    @Test(arguments: [1, 7, 12, 1000])
    func `messages read back as they were written, however their bytes come in`(size: Int) async throws {
        let written = [
            Self.sample, EventStreamMessage(), EventStreamMessage(event: "End"),
            EventStreamMessage(event: "Records", contentType: "text/csv", payload: ByteBuffer(string: "a,b\n")),
        ]
        var bytes = ByteBuffer()
        for message in written { bytes.writeImmutableBuffer(try EventStreamEncoder.encode(message)) }
        #expect(try await messages(stream(bytes, size: size)) == written)
        #expect(written[3].eventType == "Records")
    }

    @Test func `a stream cut at any byte but its end is refused`() async throws {
        let frame = try EventStreamEncoder.encode(Self.sample)
        #expect(try await messages(HTTPBody(ByteBuffer())) == [])
        for length in 1..<frame.readableBytes {
            let cut = try #require(frame.getSlice(at: 0, length: length))
            await #expect(throws: MessageError.self) { try await messages(HTTPBody(cut)) }
        }
    }

    @Test func `a changed byte anywhere is noticed`() async throws {
        let frame = Array(try EventStreamEncoder.encode(Self.sample).readableBytesView)
        for index in frame.indices {
            var changed = frame
            changed[index] ^= 0x10
            await #expect(throws: MessageError.self, "byte \(index)") { try await messages(HTTPBody(bytes: changed)) }
        }
    }

    @Test func `a frame over the limit is refused before its bytes come in`() async throws {
        let frame = try EventStreamEncoder.encode(EventStreamMessage(payload: ByteBuffer(repeating: 0, count: 2000)))
        let head = try #require(frame.getSlice(at: 0, length: 12))
        do {
            _ = try await messages(HTTPBody(head), frameLimit: 1000)
            Issue.record("It was read.")
        } catch MessageError.codec(let error) {
            #expect(error.code == .limitExceeded)
        }
    }

    @Test func `headers that do not fit are refused`() {
        for header in [
            EventStreamMessage.Header("", .int8(0)), .init(String(repeating: "n", count: 256), .int8(0)),
            .init("n", .bytes(Array(repeating: 0, count: 65_536))), .init("n", .uuid([1])),
        ] {
            #expect(throws: CodecError.self) { try EventStreamEncoder.encode(EventStreamMessage(headers: [header])) }
        }
    }

    @Test func `an error message ends the stream with that error`() async throws {
        var bytes = try EventStreamEncoder.encode(EventStreamMessage(event: "Cont"))
        bytes.writeImmutableBuffer(
            try EventStreamEncoder.encode(EventStreamMessage(error: "OverMaxColumn", message: "Too wide."))
        )
        do {
            _ = try await messages(HTTPBody(bytes))
            Issue.record("It was read.")
        } catch MessageError.service(let error) {
            #expect(error.code == "OverMaxColumn")
            #expect(error.message == "Too wide.")
        }
    }
}
