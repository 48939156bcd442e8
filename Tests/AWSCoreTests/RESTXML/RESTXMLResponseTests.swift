import AWSCore
import HTTPTypes
import NIOCore
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct RESTXMLResponseTests {
    private func answer(_ body: String, status: Int = 200, headers: HTTPFields = [:]) -> TransportResponse {
        let head = HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: headers)
        return TransportResponse(head: head, body: HTTPBody(body))
    }

    private func failure<O: ServiceOperation>(_ type: O.Type, _ answer: TransportResponse) async -> MessageError? {
        do {
            _ = try await RESTXML.decodeResponse(type, from: answer)
            return nil
        } catch {
            return error
        }
    }

    private func serviceError<O: ServiceOperation>(_ type: O.Type, _ answer: TransportResponse) async -> ServiceError? {
        guard case .service(let error) = await failure(type, answer) else { return nil }
        return error
    }

    private func codecError<O: ServiceOperation>(_ type: O.Type, _ answer: TransportResponse) async -> CodecError? {
        guard case .codec(let error) = await failure(type, answer) else { return nil }
        return error
    }

    @Test func `an answer with a document reads back as it was written`() async throws {
        var output = Describe.Output()
        output.charged = "requester"
        output.samples = [.full, Sample(), .full]
        output.policy = Policy(grantees: [], note: "")
        let answer = try RESTXML.encodeResponse(output, of: Describe.self)
        #expect(answer.head.status == .ok)
        #expect(answer.head.headerFields[.contentType] == "application/xml")
        #expect(try await RESTXML.decodeResponse(Describe.self, from: answer) == output)
    }

    @Test func `a streamed answer passes its body on untouched`() async throws {
        var output = PutThing.Output()
        output.eTag = "\"x\""
        output.status = 206
        output.metadata = ["a": "\u{e9}"]
        output.body = HTTPBody("<Error>not an error</Error>")
        let answer = try RESTXML.encodeResponse(output, of: PutThing.self)
        #expect(answer.head.status.code == 206)
        let read = try await RESTXML.decodeResponse(PutThing.self, from: answer)
        #expect(read.eTag == output.eTag)
        #expect(read.status == 206)
        #expect(read.metadata == output.metadata)
        #expect(read.body.buffer == output.body.buffer)
    }

    @Test(
        arguments: [
            ("eu-west-1", ">eu-west-1</LocationConstraint>"), (nil, "/>"), ("", "/>"),
        ] as [(String?, String)]
    )
    func `a text can be a whole document`(location: String?, tail: String) async throws {
        let answer = try RESTXML.encodeResponse(PutPolicy.Output(location: location), of: PutPolicy.self)
        let body = String(buffer: try #require(answer.body.buffer))
        #expect(body.hasSuffix("<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"\(tail)"))
        let read = try await RESTXML.decodeResponse(PutPolicy.self, from: answer)
        #expect(read.location == (location == "" ? nil : location))
    }

    @Test func `elements may come in any order, with prefixes and among strangers`() async throws {
        let body = """

            <x:Whatever xmlns:x="u"><x:Policy><y/><x:Note> a </x:Note></x:Policy><Sample><Size> 3 </Size>
            <New><Size>9</Size></New><Name>n</Name><TagSet><Other/><Tag><Value>v</Value><Key>k</Key></Tag></TagSet>
            <Name/></Sample><Zzz/><Sample/></x:Whatever>
            """
        let read = try await RESTXML.decodeResponse(Describe.self, from: answer(body))
        var sample = Sample()
        sample.size = 3
        sample.names = ["n", ""]
        sample.tags = [Tag("k", "v")]
        #expect(read.samples == [sample, Sample()])
        #expect(read.policy == Policy(note: " a "))
    }

    @Test func `white space that keeps a connection alive is passed over`() async throws {
        let body = String(repeating: " \n", count: 500) + "<?xml version=\"1.0\"?>\n  <DescribeResult/>"
        #expect(try await RESTXML.decodeResponse(Describe.self, from: answer(body)) == Describe.Output())
    }

    @Test(arguments: [
        "", " ", "<DescribeResult>", "<DescribeResult><Sample></DescribeResult>", "{}", "<!DOCTYPE html><html/>",
    ])
    func `a document that is missing or broken is never an empty result`(body: String) async {
        #expect(await codecError(Describe.self, answer(body))?.code == .malformedDocument)
    }

    @Test(arguments: [
        "<Size>1.5</Size>", "<Size/>", "<Open>yes</Open>", "<Ratio>1x</Ratio>", "<Ratio>inf</Ratio>",
        "<Changed>yesterday</Changed>", "<Changed>nan</Changed>", "<Changed>1e300</Changed>", "<Bytes>!</Bytes>",
        "<Size>99999999999999999999</Size>",
    ])
    func `a value of the wrong form is an error that names it`(element: String) async throws {
        let error = await codecError(Describe.self, answer("<R><Sample>\(element)</Sample></R>"))
        #expect(error?.code == .invalidValue)
        #expect(element.dropFirst().hasPrefix(try #require(error?.member)))
    }

    @Test(arguments: [
        "2026-11-23T10:00:00.250Z", "2026-11-23T10:00:00.25Z", "1795428000.25", "2026-11-23T11:00:00.250+01:00",
    ])
    func `a point in time is read in any form`(text: String) async throws {
        let read = try await RESTXML.decodeResponse(
            Describe.self,
            from: answer("<R><Sample><Changed>\(text)</Changed></Sample></R>")
        )
        #expect(read.samples.first?.changed == Date(timeIntervalSince1970: 1_795_428_000.25))
    }

    @Test func `an answer cut at any byte is an error`() async throws {
        var output = Describe.Output()
        output.samples = [.full]
        output.policy = Policy(grantees: [Grantee(id: "me", type: "CanonicalUser")], note: "n")
        let whole = try #require(try RESTXML.encodeResponse(output, of: Describe.self).body.buffer)
        for length in 0..<whole.readableBytes {
            let cut = TransportResponse(
                head: HTTPResponse(status: .ok),
                body: HTTPBody(whole.getSlice(at: 0, length: length) ?? ByteBuffer())
            )
            #expect(await codecError(Describe.self, cut)?.code == .malformedDocument, "cut at \(length)")
        }
    }

    @Test func `bytes changed at random never trap`() async throws {
        var random = SeededRandom(seed: 11)
        var output = Describe.Output()
        output.samples = [.full]
        output.policy = Policy(grantees: [Grantee(id: "me", type: "CanonicalUser")], note: "n")
        let whole = Array(
            try #require(try RESTXML.encodeResponse(output, of: Describe.self).body.buffer).readableBytesView
        )
        for _ in 0..<500 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try? await RESTXML.decodeResponse(
                Describe.self,
                from: TransportResponse(head: HTTPResponse(status: .ok), body: HTTPBody(bytes: bytes))
            )
        }
    }

    // MARK: - Errors

    @Test func `an error document under a success is the error`() async {
        let body = "<?xml version=\"1.0\"?>\n \n<Error><Code>InternalError</Code><Message>m</Message></Error>"
        let error = await serviceError(Describe.self, answer(body))
        #expect(error?.code == "InternalError")
        #expect(error?.status == 200)
    }

    @Test func `an error reads back as it was written`() async {
        let error = ServiceError(
            "NoSuchKey",
            "No <such> key & more.",
            status: 404,
            details: [ServiceError.Detail("Key", "a\r\u{1}&"), ServiceError.Detail("BucketName", "b")],
            requestID: "R1",
            hostID: "H1"
        )
        var read = await serviceError(PutThing.self, RESTXML.encodeError(error))
        read?.headers = [:]
        #expect(read == error)
    }

    @Test func `an error in a wrapper, with a namespace, is read too`() async {
        let body = """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
            <Code>ExpiredToken</Code><Message>m</Message><Deep><Er/>x</Deep></Error><RequestId>R</RequestId></ErrorResponse>
            """
        let error = await serviceError(Describe.self, answer(body, status: 403))
        #expect(error?.code == "ExpiredToken")
        #expect(error?.message == "m")
        #expect(error?.requestID == "R")
        #expect(error?.details == [ServiceError.Detail("Type", "Sender")])
    }

    @Test(arguments: [
        (301, "PermanentRedirect"), (304, "NotModified"), (400, "BadRequest"), (403, "Forbidden"), (404, "NotFound"),
        (412, "PreconditionFailed"), (503, "ServiceUnavailable"), (599, "HTTP599"),
    ])
    func `an answer that has no error document is named by its status`(status: Int, code: String) async throws {
        let headers: HTTPFields = [
            try #require(HTTPField.Name("x-amz-request-id")): "R", try #require(HTTPField.Name("x-amz-id-2")): "H",
            try #require(HTTPField.Name("x-amz-bucket-region")): "eu-west-1",
        ]
        for body in ["", "<html>proxy</html>", "<Error><Code>Trunc", "plain text"] {
            let error = await serviceError(PutThing.self, answer(body, status: status, headers: headers))
            #expect(error?.code.rawValue == code)
            #expect(error?.status == status)
            #expect(error?.requestID == "R")
            #expect(error?.hostID == "H")
            #expect(error?[detail: "Region"] == "eu-west-1")
        }
    }

    @Test(arguments: ["ETag,Checksum", "ETag, Checksum ", " \"ETag\" ,\"Checksum\"", ",ETag,,Checksum,"])
    func `a list in a header is split at its commas`(value: String) async throws {
        let name = try #require(HTTPField.Name("x-amz-attributes"))
        let read = try await RESTXML.decodeRequest(
            PutThing.self,
            labels: [("Bucket", "b"), ("Key", "k")],
            query: [],
            headers: [name: value],
            body: .empty
        )
        #expect(read.attributes == ["ETag", "Checksum"])
    }
}
