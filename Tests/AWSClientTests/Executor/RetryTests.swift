import AWSClient
import AWSCore
import HTTPTypes
import NIOCore
import Testing

@Suite struct RetryTests {
    @Test(arguments: [
        ScriptedTransport.Step.answer(500), .answer(502), .answer(503), .answer(504), .answer(429),
        .answer(400, [:], errorDocument("RequestTimeout")), .answer(503, [:], errorDocument("SlowDown")),
        .failure(.cannotConnect), .failure(.connectionClosed), .failure(.timedOut),
    ])
    func `what may be whole again in a moment is tried again`(first: ScriptedTransport.Step) async throws {
        let transport = ScriptedTransport([first, .answer(200)])
        _ = try await Executor(transport).send(PutThing())
        #expect(transport.sent.map(\.body) == ["hello", "hello"])
        #expect(transport.sent.map { $0.field("amz-sdk-request") } == ["attempt=1; max=3", "attempt=2; max=3"])
    }

    @Test(arguments: [400, 403, 404, 405, 409, 412, 416, 501])
    func `what would fail again is not tried again`(status: Int) async throws {
        let transport = ScriptedTransport([.answer(status), .answer(200)])
        let error = await #expect(throws: AWSClientError.self) { try await Executor(transport).send(PutThing()) }
        #expect(error?.status == status)
        #expect(error?.isRetryable == false)
        #expect(transport.sent.count == 1)
    }

    @Test func `after the last attempt the error says how many there were`() async throws {
        let transport = ScriptedTransport([.answer(503), .answer(503), .answer(503), .answer(200)])
        let error = await #expect(throws: AWSClientError.self) { try await Executor(transport).send(PutThing()) }
        #expect(error?.attempts == 3)
        #expect(error?.isRetryable == true)
        #expect(error?.operation == "PutThing")
    }

    @Test(arguments: [
        (ScriptedTransport.Step.answer(500), [50, 100, 200]),
        (.answer(503, [:], errorDocument("SlowDown")), [1000, 2000, 4000]),
        (.answer(500, [HTTPField.Name("x-amz-retry-after") ?? .date: "1500"]), [1500, 1500, 1500]),
        (.answer(500, [HTTPField.Name("x-amz-retry-after") ?? .date: "60000"]), [5050, 5100, 5200]),
        (.answer(500, [HTTPField.Name("x-amz-retry-after") ?? .date: "soon"]), [50, 100, 200]),
    ])
    func `waits grow as the service asks`(step: ScriptedTransport.Step, milliseconds: [Int]) async throws {
        let clock = ManualClock()
        let executor = Executor(ScriptedTransport([step, step, step, .answer(200)]), clock: clock) {
            $0.retry.maximumAttempts = 4
        }
        _ = try await executor.send(PutThing())
        #expect(clock.slept == milliseconds.map { .milliseconds($0) })
    }

    @Test func `waits have a limit and are a random part of it`() async throws {
        let clock = ManualClock()
        let steps = [ScriptedTransport.Step](repeating: .answer(429), count: 8) + [.answer(200)]
        let executor = Executor(ScriptedTransport(steps), clock: clock, random: 0.5) { $0.retry.maximumAttempts = 9 }
        _ = try await executor.send(PutThing())
        #expect(clock.slept == [0.5, 1, 2, 4, 8, 10, 10, 10].map { .seconds($0) })
    }

    @Test func `retries stop when the client has used up its quota`() async throws {
        let transport = ScriptedTransport([.answer(500), .answer(500), .answer(200)])
        let executor = Executor(transport) { $0.retry.quota = 20 }
        let error = await #expect(throws: AWSClientError.self) { try await executor.send(PutThing()) }
        #expect(error?.hint?.contains("too many requests") == true)
        #expect(transport.sent.count == 2)
    }

    @Test func `a success gives back what its retry took`() async throws {
        let steps: [ScriptedTransport.Step] = [.answer(500), .answer(200), .answer(500), .answer(200)]
        let transport = ScriptedTransport(steps)
        let executor = Executor(transport) { $0.retry.quota = 14 }
        _ = try await executor.send(PutThing())
        _ = try await executor.send(PutThing())
        #expect(transport.sent.count == 4)
    }

    @Test func `a body that can be read once is not sent again, and the error says so`() async throws {
        let transport = ScriptedTransport([.answer(500), .answer(200)])
        let executor = Executor(transport, endpoint: Endpoint(host: "store.example"))
        let error = await #expect(throws: AWSClientError.self) {
            try await executor.send(PutThing { $0.body = HTTPBody(stream(["once"]), length: 4) })
        }
        #expect(error?.hint?.contains("read only once") == true)
        #expect(transport.sent.map(\.body) == ["once"])
    }

    @Test func `a replayable stream is sent again from its start`() async throws {
        let transport = ScriptedTransport([.answer(500), .answer(200)])
        let executor = Executor(transport, endpoint: Endpoint(host: "store.example"))
        _ = try await executor.send(PutThing { $0.body = HTTPBody(length: 5) { stream(["aga", "in"]) } })
        #expect(transport.sent.map(\.body) == ["again", "again"])
    }

    @Test func `an answer that breaks off is asked for again`() async throws {
        let transport = ScriptedTransport([
            .brokenBody(200), .answer(200, [:], "<CopyResult><ETag>e</ETag></CopyResult>"),
        ])
        let output = try await Executor(transport).send(CopyThing())
        #expect(output.eTag == "e")
    }

    @Test func `every attempt is signed at its own time with its own keys`() async throws {
        let transport = ScriptedTransport([.answer(500), .answer(200)])
        _ = try await Executor(transport).send(GetThing())
        #expect(transport.sent.allSatisfy { $0.field("authorization")?.hasPrefix("AWS4-HMAC-SHA256") == true })
        #expect(Set(transport.sent.map { $0.field("amz-sdk-invocation-id") }).count == 1)
    }
}
