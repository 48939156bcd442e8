import AWSClient
import AWSCore
import STSModel
import HTTPTypes
import Testing

@Suite struct STSClientTests {
    private func client(_ transport: ScriptedTransport) -> STSClient {
        var configuration = ClientConfiguration()
        configuration.region = "eu-central-1"
        configuration.credentials = StaticCredentials(accessKeyID: "AKID", secretAccessKey: "secret")
        return STSClient(configuration: configuration, transport: transport, clock: ManualClock().executorClock())
    }

    @Test func `the query protocol goes through the same executor`() async throws {
        let document = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
            <Arn>arn:aws:iam::1:user/u</Arn><UserId>U</UserId><Account>1</Account></GetCallerIdentityResult>\
            <ResponseMetadata><RequestId>R1</RequestId></ResponseMetadata></GetCallerIdentityResponse>
            """
        let transport = ScriptedTransport([.answer(500), .answer(200, [:], document)])
        let identity = try await client(transport).getCallerIdentity()
        #expect(identity.account == "1")
        let sent = try #require(transport.sent.last)
        #expect(sent.body == "Action=GetCallerIdentity&Version=2011-06-15")
        #expect(sent.head.authority == "sts.eu-central-1.amazonaws.com")
        #expect(sent.field("authorization")?.contains("/eu-central-1/sts/aws4_request") == true)
    }

    @Test func `its errors are read`() async throws {
        let document = """
            <ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>too late</Message></Error>\
            <RequestId>R1</RequestId></ErrorResponse>
            """
        let error = await #expect(throws: AWSClientError.self) {
            try await client(ScriptedTransport([.answer(403, [:], document)])).getCallerIdentity()
        }
        #expect(error?.code == "ExpiredToken")
        #expect(error?.requestID == "R1")
    }
}
