import AWSCore
import HTTPTypes
import NIOCore
import Testing

private let securityTokens = ServiceTraits(
    name: "STS",
    signingName: "sts",
    apiVersion: "2011-06-15",
    wireProtocol: .query,
    namespace: "https://sts.amazonaws.com/doc/2011-06-15/"
)

private struct AssumeRole: ServiceOperation {
    var roleARN: String
    var sample: Sample?

    static let traits = OperationTraits(service: securityTokens, name: "AssumeRole", method: "POST", path: "/")
    static let schema = Schema("AssumeRoleRequest", [Member("RoleArn", required: true), Member("Sample")])

    init(roleARN: String, sample: Sample? = nil) {
        self.roleARN = roleARN
        self.sample = sample
    }

    func write(to writer: inout some ShapeWriter) throws(CodecError) {
        try writer.write(roleARN, as: Self.schema.members[0])
        try writer.writeIfPresent(structure: sample, as: Self.schema.members[1])
    }

    init(from reader: inout some ShapeReader) throws(CodecError) {
        var roleARN: String?
        var sample: Sample?
        while let index = try reader.next(in: Self.schema) {
            switch index {
            case 0: roleARN = try reader.string()
            case 1: sample = try reader.structure(Sample.self)
            default: break
            }
        }
        self.init(roleARN: try reader.require(roleARN, 0, of: Self.schema), sample: sample)
    }

    typealias Output = Sample
}

private struct Ping: ServiceOperation {
    static let traits = OperationTraits(service: securityTokens, name: "Ping", method: "POST", path: "/")
    static let schema = Schema("PingRequest", [])
    init() {}
    func write(to writer: inout some ShapeWriter) throws(CodecError) {}
    init(from reader: inout some ShapeReader) throws(CodecError) {}
    typealias Output = EmptyOutput
}

@Suite struct AWSQueryTests {
    @Test func `members become named parameters`() throws {
        let request = try AWSQuery.encodeRequest(AssumeRole(roleARN: "arn:a/b c", sample: .full))
        #expect(request.headers[.contentType] == "application/x-www-form-urlencoded; charset=utf-8")
        let body = String(buffer: try #require(request.body.buffer))
        let items = body.split(separator: "&").map(String.init)
        #expect(items.prefix(3) == ["Action=AssumeRole", "Version=2011-06-15", "RoleArn=arn%3Aa%2Fb%20c"])
        for item in [
            "Sample.TagSet.Tag.1.Key=a", "Sample.TagSet.Tag.2.Key=%20b%0A", "Sample.Name.1=x", "Sample.Name.2=",
            "Sample.Size=-42", "Sample.Open=true", "Sample.Changed=2026-11-23T10%3A00%3A00.250Z",
            "Sample.Bytes=AAH%2B%2Fw%3D%3D",
            "Sample.Attributes.entry.2.key=k2", "Sample.Attributes.entry.2.value=",
        ] {
            #expect(items.contains(item), "\(item)")
        }
    }

    @Test func `a request reads back as it was written`() async throws {
        let request = try AWSQuery.encodeRequest(AssumeRole(roleARN: "+ &=%", sample: .full))
        let parameters = try await AWSQuery.parameters(query: request.query, body: request.body)
        #expect(AWSQuery.operationName(in: parameters) == "AssumeRole")
        let read = try AWSQuery.decodeRequest(AssumeRole.self, parameters: parameters)
        #expect(read.roleARN == "+ &=%")
        #expect(read.sample == .full)
    }

    @Test func `elements are ordered by number and an empty list stays a list`() throws {
        let parameters = (1...12).reversed().map { QueryItem("Sample.Name.\($0)", "\($0)") }
        let read = try AWSQuery.decodeRequest(
            AssumeRole.self,
            parameters: [QueryItem("RoleArn", "r"), QueryItem("Sample.TagSet", "")] + parameters
        )
        #expect(read.sample?.names == (1...12).map(String.init))
        #expect(read.sample?.tags == [])
    }

    @Test(arguments: [
        ([QueryItem("X", "y")], CodecError.Code.missingMember),
        ([QueryItem("RoleArn", "r"), QueryItem("Sample.Size", "x")], .invalidValue),
        ([QueryItem("RoleArn.1", "r")], .invalidValue),
        ([QueryItem(String(repeating: "a.", count: 70), "r")], .limitExceeded),
    ])
    func `wrong parameters say what is wrong`(parameters: [QueryItem], code: CodecError.Code) {
        let error = #expect(throws: CodecError.self) {
            try AWSQuery.decodeRequest(AssumeRole.self, parameters: parameters)
        }
        #expect(error?.code == code)
    }

    @Test func `an answer reads back as it was written`() async throws {
        let answer = try AWSQuery.encodeResponse(.full, of: AssumeRole.self, requestID: "R")
        let body = String(buffer: try #require(answer.body.buffer))
        #expect(
            body.hasPrefix(
                "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><TagSet>"
            )
        )
        #expect(
            body.hasSuffix(
                "</AssumeRoleResult><ResponseMetadata><RequestId>R</RequestId></ResponseMetadata></AssumeRoleResponse>"
            )
        )
        #expect(try await AWSQuery.decodeResponse(AssumeRole.self, from: answer) == .full)
    }

    @Test func `an answer without members has no result and needs none`() async throws {
        let answer = try AWSQuery.encodeResponse(EmptyOutput(), of: Ping.self, requestID: "R")
        #expect(try await AWSQuery.decodeResponse(Ping.self, from: answer) == EmptyOutput())
    }

    @Test(arguments: ["", "<AssumeRoleResponse/>", "<AssumeRoleResponse><AssumeRoleResult>"])
    func `an answer without its result is an error`(body: String) async {
        let answer = TransportResponse(head: HTTPResponse(status: .ok), body: HTTPBody(body))
        await #expect(throws: MessageError.self) { try await AWSQuery.decodeResponse(AssumeRole.self, from: answer) }
    }

    @Test func `an error reads back as it was written`() async {
        let error = ServiceError("AccessDenied", "No.", status: 403, requestID: "R")
        do {
            _ = try await AWSQuery.decodeResponse(
                AssumeRole.self,
                from: AWSQuery.encodeError(error, service: securityTokens)
            )
            Issue.record("It was read.")
        } catch MessageError.service(let read) {
            #expect(read.code == error.code)
            #expect(read.message == error.message)
            #expect(read.requestID == "R")
            #expect(read[detail: "Type"] == "Sender")
        } catch {
            Issue.record("\(error)")
        }
    }
}
