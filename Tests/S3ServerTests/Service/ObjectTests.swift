import AWSCore
import NIOCore
import S3Server
import Testing

@Suite struct ObjectOperationTests {
    @Test func `an object comes back as it was put`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let headers = [
            "Content-Type": "text/csv", "Cache-Control": "no-cache", "Content-Encoding": "gzip,aws-chunked",
            "Content-Disposition": "inline", "Content-Language": "de", "Expires": "never",
            "x-amz-meta-Mixed-Case": "Value Kept", "x-amz-website-redirect-location": "/other",
        ]
        let put = try await fixture.send("PUT", "/bucket/key", headers, body: "a,b")
        #expect(put.status == 200)
        #expect(put[header: "ETag"] == "\"b345e1dc09f20fdefdea469f09167892\"")
        for method in ["GET", "HEAD"] {
            let got = try await fixture.send(method, "/bucket/key")
            #expect(got.status == 200)
            #expect(got.text == (method == "GET" ? "a,b" : ""))
            #expect(got[header: "Content-Length"] == "3")
            #expect(got[header: "Content-Encoding"] == "gzip")
            #expect(got[header: "x-amz-meta-mixed-case"] == "Value Kept")
            #expect(got[header: "x-amz-website-redirect-location"] == "/other")
            #expect(got[header: "Last-Modified"] == "Mon, 23 Nov 2026 10:00:00 GMT")
            #expect(got[header: "Accept-Ranges"] == "bytes")
            #expect(got[header: "ETag"] == put[header: "ETag"])
            for name in ["Content-Type", "Cache-Control", "Content-Disposition", "Content-Language", "Expires"] {
                #expect(got[header: name] == headers[name])
            }
        }
    }

    @Test func `an object put with nothing said of it has the default type`() async throws {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send("PUT", "/bucket/key")
        let got = try await fixture.send("GET", "/bucket/key")
        #expect(got[header: "Content-Type"] == "binary/octet-stream")
        #expect(got[header: "Content-Length"] == "0")
        #expect(got[header: "ETag"] == "\"d41d8cd98f00b204e9800998ecf8427e\"")
        #expect(got[header: "x-amz-server-side-encryption"] == "AES256")
        #expect(got[header: "x-amz-version-id"] == nil)
    }

    @Test(arguments: [
        "a//b", "a/./b", "../x", "foo/", "/lead", "//", " ", "a b", "a+b", "a%2Fb", "@", "é", "😀", "?", "#", "&=",
        String(repeating: "k", count: 1_024), "a\\b", "~'()*!", "<>&\"",
        "a/\u{301}b", "\u{301}", "/\u{301}", "a\r\nb", "\r", "\u{1}",
    ])
    func `a key is opaque`(key: String) async throws {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send("PUT", "/bucket/beside", body: "beside")
        let path = "/bucket/" + PercentEncoding.encode(key, keepingSlashes: true)
        #expect(try await fixture.send("PUT", path, body: key).status == 200)
        #expect(try await fixture.send("GET", path).text == key)
        let listed = try await fixture.send("GET", "/bucket?list-type=2")[elements: "Key"]
        #expect(listed.contains { $0.utf8.elementsEqual(key.utf8) } || key.utf8.contains { $0 < 32 })
        #expect(listed.count == 2)
        let source = ["x-amz-copy-source": "bucket/" + PercentEncoding.encode(key, keepingSlashes: true)]
        #expect(try await fixture.send("PUT", "/bucket/copy", source).status == 200)
        #expect(try await fixture.send("GET", "/bucket/copy").text == key)
        #expect(try await fixture.send("DELETE", path).status == 204)
        #expect(try await fixture.send("GET", path).code == "NoSuchKey")
        #expect(try await fixture.send("GET", "/bucket/beside").text == "beside")
    }

    @Test func `keys that look alike are not one`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let composed = "/bucket/%C3%A9"
        let decomposed = "/bucket/e%CC%81"
        try await fixture.send("PUT", composed, body: "one")
        #expect(try await fixture.send("GET", decomposed).code == "NoSuchKey")
        #expect(try await fixture.send("PUT", decomposed, ["x-amz-copy-source": "bucket/%C3%A9"]).status == 200)
        #expect(try await fixture.send("GET", "/bucket")[elements: "Key"].count == 2)
        try await fixture.send("DELETE", composed)
        #expect(try await fixture.send("GET", decomposed).text == "one")
    }

    @Test(
        arguments: [
            ("bytes=0-0", 206, "0", "bytes 0-0/10"), ("bytes=3-5", 206, "345", "bytes 3-5/10"),
            ("bytes=7-", 206, "789", "bytes 7-9/10"), ("bytes=-2", 206, "89", "bytes 8-9/10"),
            ("bytes=5-100", 206, "56789", "bytes 5-9/10"), ("bytes=0-2,4-5", 200, "0123456789", nil),
            ("nonsense", 200, "0123456789", nil),
        ] as [(String, Int, String, String?)]
    )
    func `a range is answered`(range: String, status: Int, text: String, shown: String?) async throws {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send("PUT", "/bucket/key", body: "0123456789")
        let got = try await fixture.send("GET", "/bucket/key", ["Range": range])
        #expect(got.status == status)
        #expect(got.text == text)
        #expect(got[header: "Content-Range"] == shown)
        #expect(got[header: "Content-Length"] == String(text.utf8.count))
    }

    @Test func `a range beyond the end is refused`() async throws {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send("PUT", "/bucket/key", body: "0123456789")
        let got = try await fixture.send("GET", "/bucket/key", ["Range": "bytes=10-"])
        #expect(got.status == 416)
        #expect(got.code == "InvalidRange")
        #expect(got[element: "ActualObjectSize"] == "10")
        #expect(got[header: "Content-Range"] == "bytes */10")
    }

    @Test func `a reader's conditions are weighed`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let tag = try #require(try await fixture.send("PUT", "/bucket/key", body: "x")[header: "ETag"])
        let same = try await fixture.send("GET", "/bucket/key", ["If-None-Match": tag])
        #expect(same.status == 304)
        #expect(same.text == "")
        #expect(same[header: "ETag"] == tag)
        let other = try await fixture.send("GET", "/bucket/key", ["If-Match": "\"x\""])
        #expect(other.status == 412)
        #expect(other[element: "Condition"] == "If-Match")
        let since = ["If-Modified-Since": "Mon, 23 Nov 2026 10:00:00 GMT"]
        #expect(try await fixture.send("HEAD", "/bucket/key", since).status == 304)
    }

    @Test(arguments: ["If-Modified-Since", "If-Unmodified-Since"], ["GET", "HEAD"])
    func `a condition whose date is not HTTP's is ignored`(name: String, method: String) async throws {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send("PUT", "/bucket/key", body: "x")
        // The clock stands at 10:00: each condition fails with the date it gets here.
        let hour = name == "If-Modified-Since" ? "10" : "09"
        let date = "Mon, 23 Nov 2026 \(hour):00:00 GMT"
        let weighed = try await fixture.send(method, "/bucket/key", [name: date])
        #expect(weighed.status == (name == "If-Modified-Since" ? 304 : 412))
        for text in ["today", "0", "2026-11-23T\(hour):00:00Z", "\(date), \(date)"] {
            #expect(try await fixture.send(method, "/bucket/key", [name: text]).status == 200, "\(text)")
        }
    }

    @Test func `a writer's conditions are weighed`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let absent = try await fixture.send("PUT", "/bucket/key", ["If-Match": "\"x\""], body: "1")
        #expect(absent.code == "NoSuchKey")
        let first = try await fixture.send("PUT", "/bucket/key", ["If-None-Match": "*"], body: "1")
        #expect(first.status == 200)
        let second = try await fixture.send("PUT", "/bucket/key", ["If-None-Match": "*"], body: "2")
        #expect(second.status == 412)
        #expect(second[element: "Condition"] == "If-None-Match")
        let tag = try #require(first[header: "ETag"])
        #expect(try await fixture.send("PUT", "/bucket/key", ["If-Match": tag], body: "3").status == 200)
        #expect(try await fixture.send("PUT", "/bucket/key", ["If-Match": tag], body: "4").status == 412)
        #expect(try await fixture.send("GET", "/bucket/key").text == "3")
        #expect(try await fixture.send("DELETE", "/bucket/key", ["If-Match": tag]).status == 412)
        #expect(try await fixture.send("DELETE", "/bucket/key", ["If-Match": "*"]).status == 204)
    }

    @Test func `one of many writers wins`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await fixture.send("PUT", "/bucket/key", ["If-None-Match": "*"], body: "\(number)").status
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.filter { $0 == 200 }.count == 1)
        #expect(statuses.filter { $0 == 412 }.count == 19)
    }

    @Test func `an object's tags are set with it and by themselves`() async throws {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send("PUT", "/bucket/key", ["x-amz-tagging": "a=1&b=two%20words"], body: "x")
        #expect(try await fixture.send("HEAD", "/bucket/key")[header: "x-amz-tagging-count"] == "2")
        let tags = try await fixture.send("GET", "/bucket/key?tagging")
        #expect(tags[elements: "Value"] == ["1", "two words"])
        let many = (0...10).map { "<Tag><Key>k\($0)</Key><Value/></Tag>" }.joined()
        let tooMany = try await fixture.send(
            "PUT",
            "/bucket/key?tagging",
            document: "<Tagging><TagSet>\(many)</TagSet></Tagging>"
        )
        #expect(tooMany.code == "BadRequest")
        #expect(try await fixture.send("DELETE", "/bucket/key?tagging").status == 204)
        #expect(try await fixture.send("GET", "/bucket/key?tagging")[elements: "Tag"].isEmpty)
    }

    @Test func `what must be restored first is not read`() async throws {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send("PUT", "/bucket/key", ["x-amz-storage-class": "GLACIER"], body: "x")
        let got = try await fixture.send("GET", "/bucket/key")
        #expect(got.status == 403)
        #expect(got.code == "InvalidObjectState")
        #expect(try await fixture.send("HEAD", "/bucket/key")[header: "x-amz-storage-class"] == "GLACIER")
    }

    @Test func `many are deleted at once, and what was not there is no error`() async throws {
        let fixture = try await ServerFixture.withBucket()
        for key in ["a", "b"] { try await fixture.send("PUT", "/bucket/" + key, body: "x") }
        let objects = ["a", "b", "none"].map { "<Object><Key>\($0)</Key></Object>" }.joined()
        let answer = try await fixture.send("POST", "/bucket?delete", document: "<Delete>\(objects)</Delete>")
        #expect(answer.status == 200)
        #expect(answer[elements: "Key"] == ["a", "b", "none"])
        let quiet = "<Delete><Quiet>true</Quiet>\(objects)</Delete>"
        #expect(try await fixture.send("POST", "/bucket?delete", document: quiet)[elements: "Key"].isEmpty)
        let tooMany = String(repeating: "<Object><Key>a</Key></Object>", count: 1_001)
        #expect(
            try await fixture.send("POST", "/bucket?delete", document: "<Delete>\(tooMany)</Delete>").code
                == "MalformedXML"
        )
    }

    @Test func `one bad key of many does not hinder the others`() async throws {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send("PUT", "/bucket/a", body: "x")
        let long = String(repeating: "k", count: 1_025)
        let document = "<Delete><Object><Key>\(long)</Key></Object><Object><Key>a</Key></Object></Delete>"
        let answer = try await fixture.send("POST", "/bucket?delete", document: document)
        #expect(answer.status == 200)
        #expect(answer[elements: "Code"] == ["KeyTooLongError"])
        #expect(try await fixture.send("HEAD", "/bucket/a").status == 404)
    }

    @Test func `a client whose body breaks off hears that it was its own`() async throws {
        struct Broken: Error {}
        let fixture = try await ServerFixture.withBucket()
        let body = HTTPBody(AsyncThrowingStream<ByteBuffer, any Error> { $0.finish(throwing: Broken()) }, length: 5)
        var head = try fixture.head("PUT", "/bucket/key", ["Content-Length": "5"])
        _ = fixture.signer.sign(&head, payload: .unsigned, at: fixture.clock.now)
        await #expect(throws: TransportError.self) {
            try await fixture.s3.send(TransportRequest(head: head, body: body))
        }
        #expect(try await fixture.send("HEAD", "/bucket/key").status == 404)
    }
}
