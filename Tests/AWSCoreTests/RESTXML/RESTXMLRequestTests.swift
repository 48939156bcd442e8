import AWSCore
import HTTPTypes
import NIOCore
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct RESTXMLRequestTests {
    private func header(_ request: EncodedRequest, _ name: String) -> String? {
        HTTPField.Name(name).flatMap { request.headers[$0] }
    }

    private func decoded<O: ServiceOperation>(_ request: EncodedRequest, as type: O.Type) async throws -> O {
        try await RESTXML.decodeRequest(
            type,
            labels: request.labels,
            query: request.query,
            headers: request.headers,
            body: request.body
        )
    }

    @Test func `each member goes to its place`() throws {
        let request = try RESTXML.encodeRequest(
            PutThing(bucket: "b", key: "k") {
                $0.versionID = "v 1"
                $0.limit = 7
                $0.kinds = ["x", "y"]
                $0.contentType = "text/csv"
                $0.since = Date(timeIntervalSince1970: 0)
                $0.isForced = true
                $0.metadata = ["Colour": "r\u{e9}d", "empty": ""]
                $0.attributes = ["ETag", "a,b"]
                $0.body = "data"
            }
        )
        #expect(
            request.query == [
                QueryItem("thing"), QueryItem("x-id", "PutThing"), QueryItem("versionId", "v 1"),
                QueryItem("limit", "7"), QueryItem("kind", "x"), QueryItem("kind", "y"),
            ]
        )
        #expect(header(request, "content-type") == "text/csv")
        #expect(header(request, "x-amz-since") == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(header(request, "x-amz-forced") == "true")
        #expect(header(request, "x-amz-meta-colour") == "r\u{e9}d")
        #expect(header(request, "x-amz-meta-empty") == "")
        #expect(header(request, "x-amz-attributes") == "ETag, \"a,b\"")
        #expect(request.body.buffer == ByteBuffer(string: "data"))
    }

    @Test func `a request reads back as it was written`() async throws {
        let written = PutThing(bucket: "b", key: "a//b/../c d\u{1}") {
            $0.versionID = "v&1"
            $0.limit = -7
            $0.kinds = ["x", ""]
            $0.contentType = "text/csv"
            $0.since = Date(timeIntervalSince1970: 1_795_428_000)
            $0.isForced = false
            $0.metadata = ["colour": "\u{1F534}", "empty": ""]
            $0.attributes = ["ETag", "a,\"b\""]
            $0.body = "data"
        }
        let read = try await decoded(RESTXML.encodeRequest(written), as: PutThing.self)
        #expect(read.bucket == written.bucket)
        #expect(read.key == written.key)
        #expect(read.versionID == written.versionID)
        #expect(read.limit == written.limit)
        #expect(read.kinds == written.kinds)
        #expect(read.contentType == written.contentType)
        #expect(read.since == written.since)
        #expect(read.isForced == written.isForced)
        #expect(read.metadata == written.metadata)
        #expect(read.attributes == written.attributes)
        #expect(read.body.buffer == written.body.buffer)
    }

    @Test(arguments: [
        ("k", "/b/k"), ("a//b", "/b/a//b"), ("./a", "/b/./a"), ("..", "/b/.."), ("/lead", "/b//lead"),
        ("tail/", "/b/tail/"), ("a b+c%2F", "/b/a%20b%2Bc%252F"), ("\u{e9}~@:", "/b/%C3%A9~%40%3A"),
    ])
    func `a key is percent-encoded and never normalised`(key: String, path: String) throws {
        let request = try RESTXML.encodeRequest(PutThing(bucket: "b", key: key))
        #expect(try request.path(of: PutThing.traits) == path)
        #expect(try request.path(of: PutThing.traits, omitting: "Bucket") == String(path.dropFirst(2)))
    }

    @Test func `a bucket keeps no slashes, and its path may be all left out`() throws {
        let request = try RESTXML.encodeRequest(Describe(bucket: "a/b"))
        #expect(try request.path(of: Describe.traits) == "/a%2Fb")
        #expect(try request.path(of: Describe.traits, omitting: "Bucket") == "/")
    }

    @Test(arguments: [("", "k"), ("b", "")])
    func `an empty placeholder is an error`(bucket: String, key: String) throws {
        let request = try RESTXML.encodeRequest(PutThing(bucket: bucket, key: key))
        #expect(throws: CodecError.self) { try request.path(of: PutThing.traits) }
    }

    @Test(arguments: ["a\r\nx: y", "a\nb", "a\u{0}", "\r", "a\u{7F}"])
    func `no value smuggles a line break into the headers`(value: String) throws {
        #expect(throws: CodecError.self) {
            try RESTXML.encodeRequest(PutThing(bucket: "b", key: "k") { $0.metadata = ["m": value] })
        }
        #expect(throws: CodecError.self) {
            try RESTXML.encodeRequest(PutThing(bucket: "b", key: "k") { $0.contentType = value })
        }
        #expect(throws: CodecError.self) {
            try RESTXML.encodeRequest(PutThing(bucket: "b", key: "k") { $0.metadata = ["m" + value: "v"] })
        }
    }

    @Test func `a payload structure is the document, with its attributes`() throws {
        let policy = Policy(grantees: [Grantee(id: "me", type: "CanonicalUser")], note: "n")
        let request = try RESTXML.encodeRequest(PutPolicy(bucket: "b", policy: policy))
        let body = try #require(request.body.buffer)
        #expect(
            String(buffer: body) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <AccessPolicy xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Grants><Grant>\
                <Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser">\
                <ID>me</ID></Grantee></Grant></Grants><Note>n</Note></AccessPolicy>
                """
        )
        #expect(request.headers[.contentType] == "application/xml")
    }

    @Test func `whole seconds have milliseconds in answers alone, as S3 writes them`() throws {
        var sample = Sample()
        sample.changed = Date(timeIntervalSince1970: 0)
        let request = try RESTXML.encodeRequest(Describe(bucket: "b", sample: sample))
        #expect(String(buffer: try #require(request.body.buffer)).contains("<Changed>1970-01-01T00:00:00Z</Changed>"))
        var output = Describe.Output()
        output.samples = [sample]
        let answer = try RESTXML.encodeResponse(output, of: Describe.self)
        #expect(
            String(buffer: try #require(answer.body.buffer)).contains("<Changed>1970-01-01T00:00:00.000Z</Changed>")
        )
    }

    @Test func `documents read back as they were written`() async throws {
        let describe = Describe(bucket: "b", note: " \n&\r", sample: .full)
        let read = try await decoded(RESTXML.encodeRequest(describe), as: Describe.self)
        #expect(read.note == describe.note)
        #expect(read.sample == describe.sample)
        let policy = Policy(grantees: [Grantee(type: "Group", uri: "u"), Grantee(type: "<\"")], note: nil)
        let put = try await decoded(RESTXML.encodeRequest(PutPolicy(bucket: "b", policy: policy)), as: PutPolicy.self)
        #expect(put.policy == policy)
    }

    @Test func `an empty body is a missing document, not a wrong one`() async throws {
        let read = try await decoded(RESTXML.encodeRequest(PutPolicy(bucket: "b")), as: PutPolicy.self)
        #expect(read.policy == nil)
        let describe = try await decoded(RESTXML.encodeRequest(Describe(bucket: "b")), as: Describe.self)
        #expect(describe.note == nil)
    }

    @Test(arguments: [
        ("<Policy", CodecError.Code.malformedDocument), ("not XML", .malformedDocument), (" ", .malformedDocument),
        ("<Policy><Note>a</Policy></Note>", .malformedDocument),
        ("<Policy><Grants><Grant><Grantee/></Grant></Grants></Policy>", .missingMember),
        ("<Policy><Grants><Grant/></Grants></Policy>", .missingMember),
        ("<Policy><Note><b/></Note></Policy>", .unexpectedDocument),
    ])
    func `a wrong document says what is wrong`(body: String, code: CodecError.Code) async {
        var request = EncodedRequest()
        request.labels = [("Bucket", "b")]
        request.body = HTTPBody(body)
        do {
            _ = try await decoded(request, as: PutPolicy.self)
            Issue.record("\(body) was read.")
        } catch MessageError.codec(let error) {
            #expect(error.code == code)
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test(arguments: [("limit", "ten"), ("limit", ""), ("limit", "99999999999999999999")])
    func `a query item of the wrong form is an error that names it`(name: String, value: String) async throws {
        var request = try RESTXML.encodeRequest(PutThing(bucket: "b", key: "k"))
        request.query.append(QueryItem(name, value))
        do {
            _ = try await decoded(request, as: PutThing.self)
            Issue.record("\(value) was read.")
        } catch MessageError.codec(let error) {
            #expect(error.code == .invalidValue)
            #expect(error.member == name)
        }
    }

    @Test func `a document over the limit is refused`() async throws {
        let request = try RESTXML.encodeRequest(Describe(bucket: "b", note: String(repeating: "x", count: 1000)))
        do {
            _ = try await RESTXML.decodeRequest(
                Describe.self,
                labels: request.labels,
                query: [],
                headers: [:],
                body: request.body,
                sizeLimit: 1000
            )
            Issue.record("It was read.")
        } catch MessageError.codec(let error) {
            #expect(error.code == .limitExceeded)
        }
    }

    @Test func `a body that breaks off hands its own error on`() async throws {
        struct Broken: Error {}
        let stream = AsyncThrowingStream<ByteBuffer, any Error> { $0.finish(throwing: Broken()) }
        var request = EncodedRequest()
        request.labels = [("Bucket", "b")]
        request.body = HTTPBody(stream)
        do {
            _ = try await decoded(request, as: PutPolicy.self)
            Issue.record("It was read.")
        } catch MessageError.body(let error) {
            #expect(error is Broken)
        }
    }
}
