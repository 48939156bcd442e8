import AWSClient
import AWSCore
import HTTPTypes
import Testing

@Suite struct PresignTests {
    @Test func `a presigned request has its URL, and the fields that must be sent`() async throws {
        let executor = Executor(ScriptedTransport([]))
        let operation = PutThing {
            $0.key = "a//b c"
            $0.note = "hello"
            $0.algorithm = "CRC32"
        }
        let request = try await executor.presign(operation, expiresIn: .seconds(60))
        #expect(request.method == .put)
        #expect(
            request.url.hasPrefix("https://s3.eu-central-1.amazonaws.com/b/a//b%20c?X-Amz-Algorithm=AWS4-HMAC-SHA256")
        )
        #expect(request.url.contains("X-Amz-Expires=60"))
        #expect(request.url.contains("X-Amz-SignedHeaders=host%3Bx-amz-meta-note"))
        #expect(request.headers.map(\.name.canonicalName) == ["x-amz-meta-note"])
        #expect(!request.url.lowercased().contains("checksum"))
    }

    @Test func `a presigned request prints without its signature`() async throws {
        let request = try await Executor(ScriptedTransport([])).presign(GetThing(), expiresIn: .seconds(60))
        var text = "\(request)"
        dump(request, to: &text)
        #expect(!text.contains("X-Amz-Signature"))
    }

    @Test(arguments: [Duration.zero, .seconds(-1), .seconds(604_801)])
    func `a time that S3 does not accept is refused`(duration: Duration) async throws {
        await #expect(throws: AWSClientError.self) {
            try await Executor(ScriptedTransport([])).presign(GetThing(), expiresIn: duration)
        }
    }

    @Test func `nothing can be presigned without keys`() async throws {
        let executor = Executor(ScriptedTransport([])) { $0.credentials = AnonymousCredentials() }
        let error = await #expect(throws: AWSClientError.self) {
            try await executor.presign(GetThing(), expiresIn: .seconds(60))
        }
        #expect(error?.code == .noCredentials)
    }
}
