import AWSCore
import HTTPTypes
import NIOCore
import S3Server
import Testing

/// The server behind a socket, spoken to in bytes.
@Suite(.timeLimit(.minutes(5))) struct FrontDoorTests {
    @Test func `a head answer has the object's length and no body`() async throws {
        try await withFrontDoor { fixture, door in
            try await fixture.send("PUT", "/bucket/key", body: "content")
            let answers = try await door.exchange([
                try fixture.signed("HEAD", "/bucket/key"), try fixture.signed("GET", "/bucket/key", close: true),
            ])
            let parts = answers.split(separator: "HTTP/1.1 200 OK\r\n")
            #expect(parts.count == 2)
            #expect(parts.first?.contains("Content-Length: 7\r\n") == true)
            #expect(parts.first?.hasSuffix("\r\n\r\n") == true)
            #expect(parts.last?.hasSuffix("\r\n\r\ncontent") == true)
        }
    }

    @Test func `every answer says when, who and which`() async throws {
        try await withFrontDoor { _, door in
            let answer = try await door.exchange(["GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"])
            #expect(answer.hasPrefix("HTTP/1.1 403 Forbidden\r\n"))
            for name in ["Date: ", "Server: ", "x-amz-request-id: ", "x-amz-id-2: "] {
                #expect(answer.contains("\r\n" + name))
            }
        }
    }

    @Test func `a client that waits is told to go on`() async throws {
        try await withFrontDoor { fixture, door in
            let head = try fixture.signed("PUT", "/bucket/key", body: "content", sendsBody: false, expects: true)
            let answer = try await door.exchange([head], thenAfter: "HTTP/1.1 100 Continue\r\n\r\n", send: "content")
            #expect(answer.contains("HTTP/1.1 200 OK\r\n"))
            #expect(try await fixture.send("GET", "/bucket/key").text == "content")
        }
    }

    @Test func `a client that waits in vain is not asked for its body`() async throws {
        try await withFrontDoor { _, door in
            let answer = try await door.exchange([
                "PUT /bucket/key HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n"
            ])
            #expect(answer.hasPrefix("HTTP/1.1 403 Forbidden\r\n"))
            #expect(answer.contains("Connection: close\r\n"))
        }
    }

    @Test func `a body nobody wants does not break the connection`() async throws {
        try await withFrontDoor { fixture, door in
            let unwanted = try fixture.signed("PUT", "/absent/key", body: String(repeating: "x", count: 10_000))
            let answers = try await door.exchange([
                unwanted, unwanted, try fixture.signed("GET", "/bucket", close: true),
            ])
            #expect(answers.split(separator: "HTTP/1.1 404 Not Found\r\n").count == 2)
            #expect(answers.contains("<ListBucketResult"))
        }
    }

    @Test func `a long body nobody wants ends the connection after the answer`() async throws {
        try await withFrontDoor(longestDrain: 1_000) { fixture, door in
            let unwanted = try fixture.signed("PUT", "/absent/key", body: String(repeating: "x", count: 10_000))
            let answer = try await door.exchange([unwanted])
            #expect(answer.hasPrefix("HTTP/1.1 404 Not Found\r\n"))
            #expect(answer.contains("Connection: close\r\n"))
            #expect(answer.hasSuffix("</Error>"))
        }
    }

    @Test func `a body that breaks off stores nothing`() async throws {
        try await withFrontDoor { fixture, door in
            let head = try fixture.signed("PUT", "/bucket/key", body: "content", sendsBody: false)
            let answer = try await door.exchange([head + "con"], closesOutput: true)
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            #expect(try await fixture.send("HEAD", "/bucket/key").status == 404)
        }
    }

    @Test(arguments: [
        "\u{0}\u{1}\r\n\r\n", "GET /\r\n\r\n", "BREW / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "x", count: 40_000) + "\r\n\r\n",
    ])
    func `what is not HTTP is refused`(bytes: String) async throws {
        try await withFrontDoor { fixture, door in
            let answer = try await door.exchange([bytes], closesOutput: true)
            #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            #expect(try await fixture.send("GET", "/").status == 200)
        }
    }
}

extension ServerFixture {
    /// A signed request as bytes.
    fileprivate func signed(
        _ method: String,
        _ path: String,
        body: String = "",
        sendsBody: Bool = true,
        expects: Bool = false,
        close: Bool = false
    ) throws -> String {
        var head = try head(method, path)
        if !body.isEmpty { head.headerFields[.contentLength] = String(body.utf8.count) }
        _ = signer.sign(&head, payload: .unsigned, at: clock.now)
        if expects { head.headerFields[.expect] = "100-continue" }
        if close { head.headerFields[.connection] = "close" }
        let fields = head.headerFields.map { "\($0.name.rawName): \($0.value)\r\n" }.joined()
        let start = "\(method) \(path) HTTP/1.1\r\nHost: \(head.authority ?? "")\r\n"
        return start + fields + "\r\n" + (sendsBody ? body : "")
    }
}
