import AWSClient
import AWSCore
import HTTPTypes
import NIOCore
import Testing

@Suite struct RegionAndClockTests {
    private static let bucketRegion = HTTPField.Name("x-amz-bucket-region") ?? .date

    @Test(arguments: [
        ScriptedTransport.Step.answer(301, [bucketRegion: "us-west-2"]),
        .answer(307, [bucketRegion: "us-west-2"]),
        .answer(400, [bucketRegion: "us-west-2"]),
        .answer(400, [:], errorDocument("AuthorizationHeaderMalformed", "<Region>us-west-2</Region>")),
    ])
    func `a bucket's region is followed once and remembered`(redirect: ScriptedTransport.Step) async throws {
        let transport = ScriptedTransport([redirect, .answer(200), .answer(200), .answer(200)])
        let executor = Executor(transport)
        _ = try await executor.send(GetThing())
        _ = try await executor.send(GetThing())
        _ = try await executor.send(GetThing(bucket: "another"))
        #expect(
            transport.sent.map(\.head.authority) == [
                "s3.eu-central-1.amazonaws.com", "s3.us-west-2.amazonaws.com", "s3.us-west-2.amazonaws.com",
                "s3.eu-central-1.amazonaws.com",
            ]
        )
        #expect(transport.sent[1].field("authorization")?.contains("/us-west-2/s3/") == true)
    }

    @Test func `a second redirect is an error`() async throws {
        let transport = ScriptedTransport([
            .answer(301, [Self.bucketRegion: "us-west-2"]), .answer(301, [Self.bucketRegion: "us-east-2"]),
            .answer(200),
        ])
        let error = await #expect(throws: AWSClientError.self) { try await Executor(transport).send(GetThing()) }
        #expect(error?.status == 301)
        #expect(transport.sent.count == 2)
    }

    @Test(arguments: ["evil.example/", "eu-central-1", "", "US", "a b"])
    func `a region that is none, or the same, is not followed`(region: String) async throws {
        let transport = ScriptedTransport([.answer(301, [Self.bucketRegion: region]), .answer(200)])
        await #expect(throws: AWSClientError.self) { try await Executor(transport).send(GetThing()) }
        #expect(transport.sent.count == 1)
    }

    @Test func `a stream that was read is not sent to another region`() async throws {
        let transport = ScriptedTransport([.answer(301, [Self.bucketRegion: "us-west-2"]), .answer(200)])
        let error = await #expect(throws: AWSClientError.self) {
            try await Executor(transport).send(PutThing { $0.body = HTTPBody(stream(["once"]), length: 4) })
        }
        #expect(error?.hint?.contains("read only once") == true)
    }

    /// The clock of these tests stands at 2027-01-15 08:00:00.
    private static let anHourLater = "Fri, 15 Jan 2027 09:00:00 GMT"

    @Test(arguments: ["RequestTimeTooSkewed", "RequestExpired", "SignatureDoesNotMatch"])
    func `a wrong clock is corrected from the server's date`(code: String) async throws {
        let transport = ScriptedTransport([
            .answer(403, [.date: Self.anHourLater], errorDocument(code)), .answer(200), .answer(200),
        ])
        let executor = Executor(transport)
        _ = try await executor.send(GetThing())
        _ = try await executor.send(GetThing())
        let dates = transport.sent.map { $0.field("x-amz-date") }
        #expect(dates == ["20270115T080000Z", "20270115T090000Z", "20270115T090000Z"])
    }

    @Test(arguments: [
        ScriptedTransport.Step.answer(
            403,
            [.date: "Fri, 15 Jan 2027 08:01:00 GMT"],
            errorDocument("SignatureDoesNotMatch")
        ),
        .answer(403, [:], errorDocument("RequestTimeTooSkewed")),
        .answer(403, [.date: "yesterday"], errorDocument("RequestTimeTooSkewed")),
        .answer(403, [.date: anHourLater], errorDocument("AccessDenied")),
    ])
    func `other refusals are not blamed on the clock`(answer: ScriptedTransport.Step) async throws {
        let transport = ScriptedTransport([answer, .answer(200)])
        await #expect(throws: AWSClientError.self) { try await Executor(transport).send(GetThing()) }
        #expect(transport.sent.count == 1)
    }

    @Test func `the clock is corrected once a request`() async throws {
        let step = ScriptedTransport.Step.answer(403, [.date: Self.anHourLater], errorDocument("RequestTimeTooSkewed"))
        let transport = ScriptedTransport([step, step, .answer(200)])
        await #expect(throws: AWSClientError.self) { try await Executor(transport).send(GetThing()) }
        #expect(transport.sent.count == 2)
    }
}
