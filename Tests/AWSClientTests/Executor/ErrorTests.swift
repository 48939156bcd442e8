import AWSClient
import AWSCore
import HTTPTypes
import NIOCore
import Testing

@Suite struct ErrorTests {
    @Test(arguments: [(404, "NotFound"), (403, "Forbidden"), (412, "PreconditionFailed"), (304, "NotModified")])
    func `a HEAD request's error is named by its status`(status: Int, code: String) async throws {
        let transport = ScriptedTransport([.answer(status, [HTTPField.Name("x-amz-request-id") ?? .date: "R1"])])
        let error = await #expect(throws: AWSClientError.self) { try await Executor(transport).send(HeadThing()) }
        #expect(error?.code.rawValue == code)
        #expect(error?.status == status)
        #expect(error?.requestID == "R1")
    }

    @Test func `an error's document is taken over`() async throws {
        let document = errorDocument("NoSuchKey", "<Key>k</Key><HostId>H1</HostId>")
        let transport = ScriptedTransport([.answer(404, [:], document)])
        let error = await #expect(throws: AWSClientError.self) { try await Executor(transport).send(GetThing()) }
        #expect(error?.code == "NoSuchKey")
        #expect(error?.message == "as scripted")
        #expect(error?.requestID == "R1")
        #expect(error?.hostID == "H1")
        #expect(error?[detail: "Key"] == "k")
    }

    @Test func `an error under the status of a success is an error, and tried again where that helps`() async throws {
        let transport = ScriptedTransport([
            .answer(200, [:], errorDocument("InternalError")), .answer(200, [:], errorDocument("AccessDenied")),
        ])
        let error = await #expect(throws: AWSClientError.self) { try await Executor(transport).send(CopyThing()) }
        #expect(error?.code == "AccessDenied")
        #expect(transport.sent.count == 2)
    }

    @Test(arguments: ["<CopyResult><ETag>", "not XML", ""])
    func `an answer that is no such document is an error`(document: String) async throws {
        let transport = ScriptedTransport([.answer(200, [:], document)])
        let error = await #expect(throws: AWSClientError.self) { try await Executor(transport).send(CopyThing()) }
        #expect(error?.code == .invalidResponse)
    }

    @Test func `a missing region is named before anything is sent`() async throws {
        let transport = ScriptedTransport([])
        let executor = Executor(transport) { $0.region = nil }
        let error = await #expect(throws: AWSClientError.self) { try await executor.send(GetThing()) }
        #expect(error?.code == .invalidConfiguration)
        #expect(transport.sent.isEmpty)
    }

    @Test func `without keys nothing is sent, and the error says what was tried`() async throws {
        let transport = ScriptedTransport([])
        let executor = Executor(transport) { $0.credentials = CredentialChain.standard(sources: .none) }
        let error = await #expect(throws: AWSClientError.self) { try await executor.send(GetThing()) }
        #expect(error?.code == .noCredentials)
        #expect(error?.message.contains("AWS_ACCESS_KEY_ID is not set") == true)
        #expect(transport.sent.isEmpty)
    }

    @Test func `anonymous requests are sent unsigned`() async throws {
        let transport = ScriptedTransport([.answer(200)])
        _ = try await Executor(transport) { $0.credentials = AnonymousCredentials() }.send(GetThing())
        #expect(transport.sent.first?.field("authorization") == nil)
    }

    @Test func `no error prints a secret`() async throws {
        let echo =
            "<CanonicalRequest>x-amz-security-token:very token</CanonicalRequest><StringToSign>very</StringToSign>"
        let transport = ScriptedTransport([.answer(403, [:], errorDocument("SignatureDoesNotMatch", echo))])
        let executor = Executor(transport) {
            $0.credentials = StaticCredentials(
                accessKeyID: "AKID",
                secretAccessKey: "very secret",
                sessionToken: "very token"
            )
        }
        let error = try #require(await #expect(throws: AWSClientError.self) { try await executor.send(GetThing()) })
        var dumped = ""
        dump(error, to: &dumped)
        dump(executor.configuration, to: &dumped)
        #expect(!"\(error) \(dumped)".contains("very"))
    }

    @Test func `a cancelled transport is not asked again`() async throws {
        let transport = ScriptedTransport([.failure(.cancelled), .answer(200)])
        let error = await #expect(throws: AWSClientError.self) { try await Executor(transport).send(GetThing()) }
        #expect(error?.code == .cancelled)
        #expect(transport.sent.count == 1)
    }
}
