import AWSCore
import HTTPTypes
import NIOCore
import S3Server
import Testing

@Suite struct IntegrityTests {
    @Test(
        arguments: [
            (["Content-MD5": "kAFQmDzST7DWlj99KOF/cg=="], nil),
            (["Content-MD5": "AAAAAAAAAAAAAAAAAAAAAA=="], "BadDigest"),
            (["Content-MD5": "short"], "InvalidDigest"), (["x-amz-checksum-crc32": "NSRBwg=="], nil),
            (["x-amz-checksum-crc32": "AAAAAA=="], "BadDigest"), (["x-amz-checksum-crc32": "A"], "InvalidRequest"),
            (["x-amz-checksum-crc64nvme": "AAAAAAAAAAA="], "BadDigest"), (["x-amz-checksum-crc32c": "Nks/tw=="], nil),
            (["x-amz-checksum-sha256": "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="], nil),
            (["x-amz-checksum-crc32": "NSRBwg==", "x-amz-checksum-crc32c": "Nks/tw=="], "InvalidRequest"),
            (["x-amz-checksum-xxhash3": "AAAAAAAAAAA="], "InvalidRequest"),
        ] as [([String: String], String?)]
    )
    func `content must be what its checksum says`(headers: [String: String], code: String?) async throws {
        let fixture = try await ServerFixture.withBucket()
        let answer = try await fixture.send("PUT", "/bucket/key", headers, body: "abc")
        #expect(answer.status == (code == nil ? 200 : 400))
        #expect(answer.code == code)
        #expect(try await fixture.send("HEAD", "/bucket/key").status == (code == nil ? 200 : 404))
    }

    @Test func `content must be what the signature says`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let answer = try await fixture.send(
            "PUT",
            "/bucket/key",
            body: "abc",
            payload: .sha256(of: ByteBuffer(string: "other"))
        )
        #expect(answer.code == "XAmzContentSHA256Mismatch")
        #expect(try await fixture.send("HEAD", "/bucket/key").status == 404)
    }

    @Test func `content must be as long as announced`() async throws {
        let fixture = try await ServerFixture.withBucket()
        for (length, body) in [("5", "abc"), ("2", "abc")] {
            let answer = try await fixture.send(
                "PUT",
                "/bucket/key",
                ["Content-Length": length],
                body: body,
                payload: .unsigned
            )
            #expect(answer.status == 400)
            #expect(answer.code == "IncompleteBody")
        }
        #expect(try await fixture.send("HEAD", "/bucket/key").status == 404)
    }

    @Test func `content of unknown length is refused`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let answer = try await fixture.send(
            "PUT",
            "/bucket/key",
            ["Transfer-Encoding": "chunked"],
            payload: .unsigned
        )
        #expect(answer.status == 411)
        #expect(answer.code == "MissingContentLength")
    }

    @Test func `content longer than 5 GiB is refused before it is sent`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let answer = try await fixture.send(
            "PUT",
            "/bucket/key",
            ["Content-Length": "5368709121"],
            payload: .unsigned
        )
        #expect(answer.code == "EntityTooLarge")
        #expect(answer[element: "MaxSizeAllowed"] == "5368709120")
    }

    @Test(arguments: [true, false], [true, false])
    func `chunks are taken apart, signed or not, with a trailer or not`(
        isSigned: Bool,
        hasTrailer: Bool
    ) async throws {
        let fixture = try await ServerFixture.withBucket()
        let content = ByteBuffer(repeating: 7, count: 300_000)
        let trailers = hasTrailer || !isSigned ? [ChunkedTrailer.checksum(.crc32c)] : []
        let answer = try await fixture.put(content, isSigned: isSigned, trailers: trailers)
        #expect(answer.status == 200, "\(answer.text)")
        #expect((answer[header: "x-amz-checksum-crc32c"] != nil) == !trailers.isEmpty)
        let stored = try await fixture.send("GET", "/bucket/key")
        #expect(stored.bytes == content)
        #expect(stored[header: "Content-Encoding"] == nil)
    }

    @Test func `a trailer that is not the content's is refused`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let wrong = ChunkedTrailer.computed("x-amz-checksum-crc32", length: 8) { "AAAAAA==" }
        let answer = try await fixture.put(ByteBuffer(repeating: 7, count: 300_000), isSigned: true, trailers: [wrong])
        #expect(answer.code == "BadDigest")
        #expect(try await fixture.send("HEAD", "/bucket/key").status == 404)
    }

    @Test func `a changed chunk is refused`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let answer = try await fixture.put(ByteBuffer(repeating: 7, count: 300_000), isSigned: true) { frames in
            frames.setInteger(UInt8(8), at: 100_000)
        }
        #expect(answer.status == 403)
        #expect(answer.code == "SignatureDoesNotMatch")
        #expect(try await fixture.send("HEAD", "/bucket/key").status == 404)
    }

    @Test func `frames that end too early are refused`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let answer = try await fixture.put(ByteBuffer(repeating: 7, count: 300_000), isSigned: false) { frames in
            frames.moveWriterIndex(to: 150_000)
        }
        #expect(answer.status == 400)
        #expect(answer.code == "IncompleteBody")
    }

    @Test func `a checksum is chosen where the client sends none`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let put = try await fixture.send("PUT", "/bucket/key", body: "abc")
        let shown = try await fixture.send("GET", "/bucket/key", ["x-amz-checksum-mode": "ENABLED"])
        #expect(put[header: "x-amz-checksum-crc64nvme"] != nil)
        #expect(shown[header: "x-amz-checksum-crc64nvme"] == put[header: "x-amz-checksum-crc64nvme"])
        #expect(shown[header: "x-amz-checksum-type"] == "FULL_OBJECT")
        #expect(try await fixture.send("GET", "/bucket/key")[header: "x-amz-checksum-crc64nvme"] == nil)
    }
}

extension ServerFixture {
    /// Puts content in `aws-chunked` frames.
    ///
    /// - Parameter change: spoils the frames on their way.
    fileprivate func put(
        _ content: ByteBuffer,
        isSigned: Bool,
        trailers: [ChunkedTrailer] = [],
        change: (inout ByteBuffer) -> Void = { _ in }
    ) async throws -> Answer {
        let encoder = AWSChunkedEncoder(
            decodedLength: content.readableBytes,
            isSigned: isSigned,
            trailers: trailers
        )
        var head = try head("PUT", "/bucket/key")
        encoder.prepare(&head)
        let signature = signer.sign(&head, payload: encoder.payload, at: clock.now)
        let framed = encoder.encode(HTTPBody(content), signature: signature)
        var frames = try await framed.collect(upTo: 1 << 20)
        change(&frames)
        return try await send(head, HTTPBody(frames))
    }
}
