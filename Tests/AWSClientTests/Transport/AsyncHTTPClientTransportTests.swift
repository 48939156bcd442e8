import AWSClient
import AWSCore
import HTTPTypes
import NIOCore
import NIOHTTP1
import Testing

@Suite(.timeLimit(.minutes(5)))
struct AsyncHTTPClientTransportTests {
    @Test(arguments: [
        "/b/a//b", "//", "/b/a/./b", "/b/../x", "/..", "/b/.", "/b/%2F%2f", "/b/foo/", "/b/+%20%25", "/b/%F0%9F%98%80",
        "/b?acl", "/b?prefix=a%2F%2Fb&list-type=2", "/b/a;b:c@d", "/b/%00",
    ])
    func `a path reaches the server as it was given`(path: String) async throws {
        try await TestServer.run(answering: { _ in .respond() }) { server, port in
            let transport = AsyncHTTPClientTransport()
            _ = try await transport.send(.test(port: port, path: path))
            #expect(server.requests.map(\.head.uri) == [path])
        }
    }

    @Test func `an answer comes with its status, fields and body`() async throws {
        try await TestServer.run(answering: { _ in
            .respond(.notFound, ["X-Amz-Request-Id": "R1", "Content-Encoding": "gzip"], body: "not here")
        }) { _, port in
            let response = try await AsyncHTTPClientTransport().send(.test(port: port))
            #expect(response.head.status.code == 404)
            #expect(response.head.headerFields[HTTPField.Name("x-amz-request-id") ?? .accept] == "R1")
            #expect(response.body.length == 8)
            #expect(try await response.text() == "not here")
        }
    }

    @Test func `a redirect is an answer like any other`() async throws {
        try await TestServer.run(answering: { _ in .respond(.movedPermanently, ["Location": "/other"]) }) {
            server,
            port in
            let response = try await AsyncHTTPClientTransport().send(.test(port: port))
            #expect(response.head.status.code == 301)
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: [HTTPRequest.Method.put, .post])
    func `a request that could have a body says when it has none`(method: HTTPRequest.Method) async throws {
        try await TestServer.run(answering: { _ in .respond() }) { server, port in
            _ = try await AsyncHTTPClientTransport().send(.test(method, port: port))
            let headers = server.requests.first?.head.headers
            #expect(headers?["Content-Length"] == ["0"])
            #expect(headers?["Transfer-Encoding"] == [])
        }
    }

    @Test func `a stream is sent with its length, or in chunks when that is not known`() async throws {
        try await TestServer.run(answering: { _ in .respond() }) { server, port in
            let transport = AsyncHTTPClientTransport()
            let known = HTTPBody(stream(["one", "two"]), length: 6)
            _ = try await transport.send(.test(.put, port: port, body: known))
            _ = try await transport.send(.test(.put, port: port, body: HTTPBody(stream(["one", "two"]))))
            #expect(server.requests.map { String(buffer: $0.body) } == ["onetwo", "onetwo"])
            #expect(server.requests.map { $0.head.headers["Content-Length"] } == [["6"], []])
            #expect(server.requests.map { $0.head.headers["Transfer-Encoding"] } == [[], ["chunked"]])
        }
    }

    @Test func `the host field is the authority and is sent once`() async throws {
        try await TestServer.run(answering: { _ in .respond() }) { server, port in
            _ = try await AsyncHTTPClientTransport().send(.test(port: port))
            #expect(server.requests.first?.head.headers["Host"] == ["127.0.0.1:\(port)"])
        }
    }

    @Test func `connections are used again`() async throws {
        try await TestServer.run(answering: { request in
            request.head.uri == "/empty" ? .respond(.noContent) : .respond(body: "abc")
        }) { server, port in
            let transport = AsyncHTTPClientTransport()
            for _ in 0..<5 {
                _ = try await transport.send(.test(.head, port: port))
                _ = try await transport.send(.test(.delete, port: port, path: "/empty"))
                _ = try await transport.send(.test(port: port)).text()
            }
            #expect(server.requests.count == 15)
            // A connection is back in the pool a moment after its answer: under load the next request may not find it yet.
            #expect(server.connections < 5)
        }
    }

    @Test func `a hundred dropped bodies do not exhaust two connections`() async throws {
        try await TestServer.run(answering: { _ in
            .partial(announced: 1 << 30, sent: 1 << 16, afterwards: .silence)
        }) { server, port in
            var settings = TransportSettings()
            settings.maximumConnections = 2
            settings.acquireTimeout = .seconds(10)
            let transport = AsyncHTTPClientTransport(settings: settings)
            for round in 0..<100 {
                let response = try await transport.send(.test(port: port))
                guard round.isMultiple(of: 2) else { continue }
                for try await _ in response.body { break }
            }
            #expect(server.requests.count == 100)
        }
    }

    @Test func `a body can be read only once`() async throws {
        try await TestServer.run(answering: { _ in .respond(body: "abc") }) { _, port in
            let response = try await AsyncHTTPClientTransport().send(.test(port: port))
            #expect(try await response.text() == "abc")
            let error = await #expect(throws: TransportError.self) { try await response.text() }
            #expect(error?.code == .invalidResponse)
        }
    }

    @Test func `a body outlives its transport's last reference`() async throws {
        try await TestServer.run(answering: { _ in .respond(body: String(repeating: "a", count: 1 << 20)) }) {
            _,
            port in
            let response = try await AsyncHTTPClientTransport().send(.test(port: port))
            #expect(try await response.text().utf8.count == 1 << 20)
        }
    }
}
