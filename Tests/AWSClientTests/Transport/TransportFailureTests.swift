import AWSClient
import AWSCore
import HTTPTypes
import NIOCore
import Testing

@Suite(.timeLimit(.minutes(5)))
struct TransportFailureTests {
    /// The error with which a request fails, in its head or its body.
    private func failure(
        of answer: TestServer.Answer,
        method: HTTPRequest.Method = .get,
        body: HTTPBody = .empty,
        _ configure: (inout TransportSettings) -> Void = { _ in }
    ) async throws -> TransportError? {
        var settings = TransportSettings()
        configure(&settings)
        let transport = AsyncHTTPClientTransport(settings: settings)
        return try await TestServer.run(answering: { _ in answer }) { _, port in
            do {
                _ = try await transport.send(.test(method, port: port, body: body)).text()
                return nil
            } catch let error as TransportError {
                return error
            }
        }
    }

    @Test func `a body shorter than announced throws and says how much came`() async throws {
        let error = try await failure(of: .partial(announced: 100, sent: 40, afterwards: .close))
        #expect(error?.code == .connectionClosed)
        #expect(error?.message.contains("40 of 100 bytes") == true)
    }

    @Test func `a server that does not answer is given up`() async throws {
        let error = try await failure(of: .silence) { $0.firstByteTimeout = .milliseconds(50) }
        #expect(error?.code == .timedOut)
        #expect(error?.message.contains("did not begin to answer") == true)
    }

    @Test func `a body that stands still is given up`() async throws {
        let answer = TestServer.Answer.partial(announced: 100, sent: 40, afterwards: .silence)
        let error = try await failure(of: answer) { $0.idleTimeout = .milliseconds(50) }
        #expect(error?.code == .timedOut)
        #expect(error?.message.contains("stood still") == true)
    }

    @Test func `a slow reader is not a stall`() async throws {
        var settings = TransportSettings()
        settings.idleTimeout = .milliseconds(50)
        let transport = AsyncHTTPClientTransport(settings: settings)
        let text = String(repeating: "a", count: 2 << 20)
        try await TestServer.run(answering: { _ in .respond(body: text) }) { _, port in
            let response = try await transport.send(.test(port: port))
            try await Task.sleep(for: .milliseconds(200))
            #expect(try await response.text().utf8.count == text.utf8.count)
        }
    }

    @Test func `a slow source of a body is not a stall`() async throws {
        var settings = TransportSettings()
        settings.idleTimeout = .milliseconds(50)
        let transport = AsyncHTTPClientTransport(settings: settings)
        let (source, continuation) = AsyncStream<ByteBuffer>.makeStream()
        try await TestServer.run(answering: { _ in .respond(body: "ok") }) { _, port in
            async let response = transport.send(.test(.put, port: port, body: HTTPBody(source, length: 3)))
            try await Task.sleep(for: .milliseconds(200))
            continuation.yield(ByteBuffer(string: "abc"))
            continuation.finish()
            #expect(try await response.text() == "ok")
        }
    }

    @Test func `a reset connection is a closed one`() async throws {
        #expect(try await failure(of: .reset)?.code == .connectionClosed)
    }

    @Test func `a refused connection is reported at once`() async throws {
        let unused = try await TestServer.run(answering: { _ in .silence }) { _, port in port }
        let error = await #expect(throws: TransportError.self) {
            _ = try await AsyncHTTPClientTransport().send(.test(port: unused))
        }
        #expect(error?.code == .cannotConnect)
    }

    @Test func `a source that fails is told from a connection that does`() async throws {
        let source = AsyncThrowingStream<ByteBuffer, any Error> { $0.finish(throwing: SourceFailure()) }
        let error = try await failure(of: .respond(), method: .put, body: HTTPBody(source, length: 3))
        #expect(error?.code == .requestBodyFailed)
        #expect(error?.underlyingError is SourceFailure)
    }

    @Test(arguments: [2, 7])
    func `a source that is not as long as announced fails the request`(announced: Int) async throws {
        let body = HTTPBody(stream(["abc"]), length: announced)
        #expect(try await failure(of: .respond(), method: .put, body: body)?.code == .requestBodyFailed)
    }

    @Test func `a malformed header field is refused before anything is sent`() async throws {
        var request = TransportRequest.test(port: 9)
        request.head.authority = nil
        let error = await #expect(throws: TransportError.self) {
            _ = try await AsyncHTTPClientTransport().send(request)
        }
        #expect(error?.code == .invalidRequest)
    }

    @Test func `waiting for a connection has a limit`() async throws {
        var settings = TransportSettings()
        settings.maximumConnections = 1
        settings.acquireTimeout = .milliseconds(50)
        let transport = AsyncHTTPClientTransport(settings: settings)
        try await TestServer.run(answering: { _ in .respond(body: "abc") }) { _, port in
            let held = try await transport.send(.test(port: port))
            let error = await #expect(throws: TransportError.self) { _ = try await transport.send(.test(port: port)) }
            #expect(error?.code == .timedOut)
            #expect(try await held.text() == "abc")
            #expect(try await transport.send(.test(port: port)).text() == "abc")
        }
    }

    @Test func `cancelling the task closes the socket`() async throws {
        try await TestServer.run(answering: { _ in .silence }) { server, port in
            let transport = AsyncHTTPClientTransport()
            let (started, start) = AsyncStream<Void>.makeStream()
            let task = Task {
                start.yield()
                _ = try await transport.send(.test(port: port))
            }
            for await _ in started { break }
            while server.requests.isEmpty { await Task.yield() }
            task.cancel()
            await server.waitForClosing()
            let error = await #expect(throws: TransportError.self) { try await task.value }
            #expect(error?.code == .cancelled)
        }
    }

    @Test func `cancelling while waiting for a connection ends the wait`() async throws {
        var settings = TransportSettings()
        settings.maximumConnections = 1
        let transport = AsyncHTTPClientTransport(settings: settings)
        try await TestServer.run(answering: { _ in .respond(body: "abc") }) { _, port in
            let held = try await transport.send(.test(port: port))
            let task = Task { _ = try await transport.send(.test(port: port)) }
            await Task.yield()
            task.cancel()
            let error = await #expect(throws: TransportError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            #expect(try await held.text() == "abc")
        }
    }

    @Test func `after shutdown requests fail and a second shutdown does nothing`() async throws {
        let transport = AsyncHTTPClientTransport()
        await transport.shutdown()
        await transport.shutdown()
        await #expect(throws: TransportError.self) { _ = try await transport.send(.test(port: 1)) }
    }
}
