import AWSClient
import AWSCore
import HTTPTypes
import NIOCore
import Testing

@Suite struct ChecksumTests {
    private static let other = Endpoint(url: "https://store.example")
    private static let plain = Endpoint(url: "http://localhost:9000")
    /// Computed with zlib and OpenSSL.
    private static let crc32 = "NhCmhg=="
    private static let sha256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    private static let md5 = "XUFAKrxLKna5cZ2REBfFkg=="

    private func sent(
        _ operation: some ServiceOperation,
        to endpoint: Endpoint? = nil,
        _ configure: (inout ClientConfiguration) -> Void = { _ in }
    ) async throws -> ScriptedTransport.Sent {
        let transport = ScriptedTransport([.answer(200)])
        _ = try await Executor(transport, endpoint: endpoint, configure).send(operation)
        return try #require(transport.sent.first)
    }

    private var stream: HTTPBody { HTTPBody(AWSClientTests.stream(["hel", "lo"]), length: 5) }
    private var file: HTTPBody { HTTPBody(length: 5) { AWSClientTests.stream(["hel", "lo"]) } }

    @Test(arguments: [nil, other, plain])
    func `a body in memory has its checksum in a header`(endpoint: Endpoint?) async throws {
        let sent = try await sent(PutThing(), to: endpoint)
        #expect(sent.field("x-amz-checksum-crc32") == Self.crc32)
        #expect(sent.field("x-amz-sdk-checksum-algorithm") == "CRC32")
        #expect(sent.field("x-amz-content-sha256") == (endpoint == Self.plain ? Self.sha256 : "UNSIGNED-PAYLOAD"))
        #expect(sent.field("content-length") == "5")
        #expect(sent.body == "hello")
    }

    @Test func `a stream to AWS over TLS has its checksum in a trailer`() async throws {
        let sent = try await sent(PutThing { $0.body = stream })
        #expect(sent.field("x-amz-trailer") == "x-amz-checksum-crc32")
        #expect(sent.field("x-amz-content-sha256") == "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
        #expect(sent.field("x-amz-decoded-content-length") == "5")
        #expect(sent.field("content-encoding") == "aws-chunked")
        #expect(sent.body == "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:\(Self.crc32)\r\n\r\n")
        #expect(sent.field("content-length") == "\(sent.body.utf8.count)")
    }

    @Test(arguments: [other, plain])
    func `a stream to another store has neither trailer nor checksum`(endpoint: Endpoint?) async throws {
        for body in [stream, file] {
            let sent = try await sent(PutThing { $0.body = body }, to: endpoint)
            #expect(sent.body == "hello")
            #expect(sent.field("x-amz-trailer") == nil)
            #expect(sent.field("x-amz-checksum-crc32") == nil)
            #expect(sent.field("x-amz-content-sha256") == "UNSIGNED-PAYLOAD")
        }
    }

    @Test func `a checksum asked for goes to another store in a header, from a first pass`() async throws {
        let operation = PutThing {
            $0.body = file
            $0.algorithm = "CRC32"
        }
        let sent = try await sent(operation, to: Self.other)
        #expect(sent.field("x-amz-checksum-crc32") == Self.crc32)
        #expect(sent.body == "hello")
    }

    @Test func `a header cannot hold the checksum of a stream that is read once`() async throws {
        let transport = ScriptedTransport([])
        let executor = Executor(transport) { $0.checksums.placement = .header }
        let error = await #expect(throws: AWSClientError.self) {
            try await executor.send(PutThing { $0.body = stream })
        }
        #expect(error?.code == .invalidInput)
        #expect(transport.sent.isEmpty)
    }

    @Test func `a trailer goes to another store when it is asked for`() async throws {
        let sent = try await sent(PutThing { $0.body = stream }, to: Self.other) { $0.checksums.placement = .trailer }
        #expect(sent.field("x-amz-trailer") == "x-amz-checksum-crc32")
    }

    @Test func `the caller's own checksum is sent as it is`() async throws {
        let sent = try await sent(PutThing { $0.crc32 = "AAAAAA==" })
        #expect(sent.field("x-amz-checksum-crc32") == "AAAAAA==")
        #expect(sent.field("x-amz-sdk-checksum-algorithm") == nil)
    }

    @Test func `whenRequired leaves the checksum out, except where the service insists`() async throws {
        let optional = try await sent(PutThing()) { $0.checksums.requests = .whenRequired }
        #expect(optional.field("x-amz-checksum-crc32") == nil)
        #expect(optional.field("x-amz-content-sha256") == Self.sha256)
        let required = try await sent(PutSetting()) { $0.checksums.requests = .whenRequired }
        #expect(required.field("x-amz-checksum-crc32") == Self.crc32)
    }

    @Test func `Content-MD5 is added where it is asked for and the service insists`() async throws {
        let required = try await sent(PutSetting()) { $0.checksums.addsContentMD5 = true }
        #expect(required.field("content-md5") == Self.md5)
        let optional = try await sent(PutThing()) { $0.checksums.addsContentMD5 = true }
        #expect(optional.field("content-md5") == nil)
    }

    @Test(arguments: [nil, other])
    func `a stream of unknown length is refused before it is read`(endpoint: Endpoint?) async throws {
        let transport = ScriptedTransport([])
        let error = await #expect(throws: AWSClientError.self) {
            try await Executor(transport, endpoint: endpoint)
                .send(PutThing { $0.body = HTTPBody(AWSClientTests.stream(["hello"])) })
        }
        #expect(error?.hint?.contains("length") == true)
        #expect(transport.sent.isEmpty)
    }

    // MARK: - Answers

    private func read(_ status: Int, _ fields: [(String, String)]) async throws -> (String, ScriptedTransport.Sent?) {
        var headers = HTTPFields()
        for (name, value) in fields { if let name = HTTPField.Name(name) { headers[name] = value } }
        let transport = ScriptedTransport([.answer(status, headers, "hello")])
        let output = try await Executor(transport).send(GetThing())
        return (String(buffer: try await output.body.collect(upTo: 100)), transport.sent.first)
    }

    @Test func `checksums are asked for, and one that fits goes unnoticed`() async throws {
        let (text, sent) = try await read(200, [("x-amz-checksum-crc32", Self.crc32)])
        #expect(text == "hello")
        #expect(sent?.field("x-amz-checksum-mode") == "ENABLED")
    }

    @Test func `a body that does not match its checksum throws at its end`() async throws {
        let error = await #expect(throws: AWSClientError.self) {
            try await read(200, [("x-amz-checksum-crc32", "AAAAAA==")])
        }
        #expect(error?.code == .checksumMismatch)
    }

    @Test(arguments: [
        (206, [("x-amz-checksum-crc32", "AAAAAA==")]),
        (200, [("x-amz-checksum-crc32", "AAAAAA==-3")]),
        (200, [("x-amz-checksum-crc32", "AAAAAA=="), ("x-amz-checksum-type", "COMPOSITE")]),
        (200, [("x-amz-checksum-xxhash64", "AAAAAAAAAAA=")]),
    ])
    func `a checksum that is not the body's is not compared`(status: Int, fields: [(String, String)]) async throws {
        #expect(try await read(status, fields).0 == "hello")
    }
}
