import AWSCore
import HTTPTypes
import NIOCore
import Testing

private let queues = ServiceTraits(
    name: "SQS",
    signingName: "sqs",
    apiVersion: "2012-11-05",
    wireProtocol: .json,
    targetPrefix: "AmazonSQS"
)
private let portal = ServiceTraits(name: "SSO", signingName: "awsssoportal", apiVersion: "1", wireProtocol: .json)

private struct Send: ServiceOperation {
    var sample: Sample?

    static let traits = OperationTraits(service: queues, name: "Send", method: "POST", path: "/")
    static let schema = Schema("SendRequest", [Member("Sample")])

    init(sample: Sample? = nil) { self.sample = sample }

    func write(to writer: inout some ShapeWriter) throws(CodecError) {
        try writer.writeIfPresent(structure: sample, as: Self.schema.members[0])
    }

    init(from reader: inout some ShapeReader) throws(CodecError) {
        while let index = try reader.next(in: Self.schema) {
            switch index {
            case 0: sample = try reader.structure(Sample.self)
            default: break
            }
        }
    }

    typealias Output = Sample
}

private struct GetRole: ServiceOperation {
    var token: String?
    var account: String?
    var note: String?

    static let traits = OperationTraits(service: portal, name: "GetRole", method: "GET", path: "/federation")
    static let schema = Schema(
        "GetRoleRequest",
        [Member("x-amz-sso_bearer_token", .header), Member("account_id", .query), Member("note")]
    )

    init(token: String? = nil, account: String? = nil, note: String? = nil) {
        self.token = token
        self.account = account
        self.note = note
    }

    func write(to writer: inout some ShapeWriter) throws(CodecError) {
        try writer.writeIfPresent(token, as: Self.schema.members[0])
        try writer.writeIfPresent(account, as: Self.schema.members[1])
        try writer.writeIfPresent(note, as: Self.schema.members[2])
    }

    init(from reader: inout some ShapeReader) throws(CodecError) {
        while let index = try reader.next(in: Self.schema) {
            switch index {
            case 0: token = try reader.string()
            case 1: account = try reader.string()
            case 2: note = try reader.string()
            default: break
            }
        }
    }

    typealias Output = Sample
}

@Suite struct AWSJSONTests {
    private func answer(_ body: String, status: Int = 200, headers: HTTPFields = [:]) -> TransportResponse {
        let head = HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: headers)
        return TransportResponse(head: head, body: HTTPBody(body))
    }

    private func failure(_ answer: TransportResponse) async -> MessageError? {
        do {
            _ = try await AWSJSON.decodeResponse(Send.self, from: answer)
            return nil
        } catch {
            return error
        }
    }

    private func codecError(_ body: String) async -> CodecError? {
        guard case .codec(let error) = await failure(answer(body)) else { return nil }
        return error
    }

    @Test func `a request names its operation in a header and its members in an object`() throws {
        let request = try AWSJSON.encodeRequest(Send(sample: .full))
        #expect(request.headers[try #require(HTTPField.Name("x-amz-target"))] == "AmazonSQS.Send")
        #expect(request.headers[.contentType] == "application/x-amz-json-1.0")
        #expect(AWSJSON.operationName(in: request.headers, service: queues) == "Send")
        #expect(
            String(buffer: try #require(request.body.buffer))
                == #"{"Sample":{"TagSet":[{"Key":"a","Value":"1"},{"Key":" b\n","Value":"<&>\"'\r\u0001é"}],"#
                + #""Name":["x","","y & z"],"Size":-42,"Open":true,"Ratio":0.5,"Changed":1795428000.25,"#
                + #""Bytes":"AAH+/w==","StorageClass":"FROZEN_SOLID","Attributes":{"k1":"v1","k2":""}}}"#
        )
        #expect(try AWSJSON.encodeRequest(Send()).body.buffer == ByteBuffer(string: "{}"))
    }

    @Test func `requests and answers read back as they were written`() async throws {
        let request = try AWSJSON.encodeRequest(Send(sample: .full))
        let read = try await AWSJSON.decodeRequest(Send.self, headers: request.headers, body: request.body)
        #expect(read.sample == .full)
        let answer = try AWSJSON.encodeResponse(.full, of: Send.self)
        #expect(try await AWSJSON.decodeResponse(Send.self, from: answer) == .full)
    }

    @Test func `a service without targets has members outside its document`() async throws {
        let request = try AWSJSON.encodeRequest(GetRole(token: "t", account: "1"))
        #expect(request.query == [QueryItem("account_id", "1")])
        #expect(request.body.isEmpty)
        #expect(request.headers[.contentType] == nil)
        let noted = try AWSJSON.encodeRequest(GetRole(token: "t", account: "1", note: "n"))
        #expect(noted.headers[.contentType] == "application/json")
        let read = try await AWSJSON.decodeRequest(
            GetRole.self,
            query: noted.query,
            headers: noted.headers,
            body: noted.body
        )
        #expect([read.token, read.account, read.note] == ["t", "1", "n"])
    }

    @Test func `unknown members and nulls are passed over`() async throws {
        let body =
            #" { "New" : [ { "a" : [ ] } , -1.5e+3 , null , true , "\ud83d\udd34" ] , "Size" : 4.2e1 , "#
            + #""Open" : null , "Name" : [ "a" , null , "b" ] , "Changed" : "2026-11-23T10:00:00Z" } "#
        let read = try await AWSJSON.decodeResponse(Send.self, from: answer(body))
        #expect(read.size == 42)
        #expect(read.names == ["a", "b"])
        #expect(read.isOpen == nil)
        #expect(read.changed != nil)
    }

    @Test(arguments: [
        "", " ", "{", "{}}", "{} x", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":01}", "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":-}", "{\"a\":1e}", "{\"a\":+1}", "{\"a\":tru}", "{\"a\":nul}", "{\"a\":'b'}", "{\"a\":\"b}",
        "{\"a\":\"\n\"}", #"{"a":"\x"}"#, #"{"a":"\u12"}"#, #"{"a":"\ud800"}"#, #"{"a":"\udc00\ud800"}"#,
        "{\"a\":[1 2]}",
        "{\"a\":[1,]}", "{\"a\":[}", "{\"a\":[1}", "{a:1}",
    ])
    func `what is not JSON is refused`(body: String) async {
        let code = await codecError(body)?.code
        #expect(code == .malformedDocument || code == .unexpectedDocument)
    }

    @Test(arguments: [
        #"{"Size":"1"}"#, #"{"Size":1.5}"#, #"{"Size":1e400}"#, #"{"Size":[]}"#, #"{"Open":"true"}"#, #"{"Name":"a"}"#,
        #"{"Name":[1]}"#, #"{"TagSet":{}}"#, #"{"TagSet":[1]}"#, #"{"StorageClass":1}"#, #"{"Attributes":{"a":1}}"#,
        #"{"Changed":"soon"}"#, #"{"Bytes":"!"}"#,
    ])
    func `a value of the wrong kind is refused`(body: String) async {
        #expect(await codecError(body)?.code == .invalidValue)
    }

    @Test func `depth has a limit`() async {
        let body = "{\"a\":" + String(repeating: "[", count: 100_000)
        #expect(await codecError(body)?.code == .limitExceeded)
    }

    @Test func `a text cut at any byte is refused and one changed at random never traps`() async throws {
        let whole = Array(try #require(try AWSJSON.encodeResponse(.full, of: Send.self).body.buffer).readableBytesView)
        for length in 0..<whole.count {
            let cut = TransportResponse(head: HTTPResponse(status: .ok), body: HTTPBody(bytes: whole.prefix(length)))
            await #expect(throws: MessageError.self) { try await AWSJSON.decodeResponse(Send.self, from: cut) }
        }
        var random = SeededRandom(seed: 3)
        for _ in 0..<500 {
            var bytes = whole
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            let changed = TransportResponse(head: HTTPResponse(status: .ok), body: HTTPBody(bytes: bytes))
            _ = try? await AWSJSON.decodeResponse(Send.self, from: changed)
        }
    }

    @Test(
        arguments: [
            (#"{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"m"}"#, nil, "QueueDoesNotExist", "m"),
            (#"{"message":"m"}"#, "InvalidRequestException:http://internal/", "InvalidRequestException", "m"),
            (#"{"error":"authorization_pending","error_description":"m"}"#, nil, "authorization_pending", "m"),
            (#"{"code":"A","Message":"m","n":{"x":1}}"#, nil, "A", "m"),
            ("<html>", nil, "BadRequest", "The service answered with HTTP status 400 and said no more."),
        ] as [(String, String?, String, String)]
    )
    func `errors are read in every spelling`(body: String, type: String?, code: String, message: String) async throws {
        var headers: HTTPFields = [try #require(HTTPField.Name("x-amzn-requestid")): "R"]
        if let type { headers[try #require(HTTPField.Name("x-amzn-errortype"))] = type }
        guard case .service(let error) = await failure(answer(body, status: 400, headers: headers)) else {
            Issue.record("It was read.")
            return
        }
        #expect(error.code.rawValue == code)
        #expect(error.message == message)
        #expect(error.requestID == "R")
    }
}
