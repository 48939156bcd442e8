import AWSCore
import NIOCore
import S3Model
import Testing

@Suite struct `Events of a selection` {
    private func events(in payload: HTTPBody) async throws -> [SelectObjectContentEvent] {
        var events: [SelectObjectContentEvent] = []
        for try await event in SelectObjectContent.Output(payload: payload).events { events.append(event) }
        return events
    }

    private func encode(_ events: [SelectObjectContentEvent]) throws -> HTTPBody {
        var body = ByteBuffer()
        for event in events { body.writeImmutableBuffer(try event.encoded()) }
        return HTTPBody(body)
    }

    @Test func `come out as they went in`() async throws {
        let statistics = Stats {
            $0.bytesScanned = 100
            $0.bytesReturned = 7
        }
        let sent: [SelectObjectContentEvent] = [
            .continuation(ContinuationEvent()),
            .records(RecordsEvent { $0.payload = ByteBuffer(string: "a,b\n1,2\n") }),
            .stats(StatsEvent { $0.details = statistics }),
            .end(EndEvent()),
        ]
        #expect(try await events(in: encode(sent)) == sent)
    }

    @Test func `have the documents that S3 sends`() async throws {
        let document = "<Stats><BytesScanned>512</BytesScanned><BytesProcessed>1</BytesProcessed></Stats>"
        let message = EventStreamMessage(event: "Stats", contentType: "text/xml", payload: ByteBuffer(string: document))
        guard case .stats(let event) = try await events(in: HTTPBody(EventStreamEncoder.encode(message))).first else {
            Issue.record("There is no Stats event.")
            return
        }
        #expect(event.details?.bytesScanned == 512)
    }

    @Test func `of a type that is not known are kept by name`() async throws {
        let frame = try EventStreamEncoder.encode(EventStreamMessage(event: "News"))
        #expect(try await events(in: HTTPBody(frame)) == [.unknown(type: "News")])
    }

    @Test func `end with the service's error`() async throws {
        let frame = try EventStreamEncoder.encode(EventStreamMessage(error: "CastFailed", message: "No number."))
        let error = await #expect(throws: ServiceError.self) { try await events(in: HTTPBody(frame)) }
        #expect(error?.code == "CastFailed")
    }

    @Test func `that break off are an error`() async throws {
        var frame = try SelectObjectContentEvent.end(EndEvent()).encoded()
        frame.moveWriterIndex(to: frame.writerIndex - 1)
        await #expect(throws: CodecError.self) { try await events(in: HTTPBody(frame)) }
    }
}
