import AWSCore
import S3Server
import Testing

@Suite struct CopyTests {
    private func fixture() async throws -> ServerFixture {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send(
            "PUT",
            "/bucket/source",
            ["Content-Type": "a/b", "x-amz-meta-a": "1", "x-amz-tagging": "t=1"],
            body: "content"
        )
        return fixture
    }

    private func copy(_ more: [String: String] = [:]) -> [String: String] {
        more.merging(["x-amz-copy-source": "/bucket/source"]) { $1 }
    }

    @Test func `a copy has everything of its source`() async throws {
        let fixture = try await fixture()
        let answer = try await fixture.send("PUT", "/bucket/target", copy())
        #expect(answer.status == 200)
        #expect(answer[element: "ETag"] == "\"9a0364b9e99bb480dd25e1f0284c8555\"")
        #expect(answer[element: "LastModified"] == "2026-11-23T10:00:00.000Z")
        let got = try await fixture.send("GET", "/bucket/target")
        #expect(got.text == "content")
        #expect(got[header: "Content-Type"] == "a/b")
        #expect(got[header: "x-amz-meta-a"] == "1")
        #expect(got[header: "x-amz-tagging-count"] == "1")
    }

    @Test func `a copy replaces what it is told to`() async throws {
        let fixture = try await fixture()
        let replaced = copy([
            "x-amz-metadata-directive": "REPLACE", "x-amz-meta-b": "2", "x-amz-tagging-directive": "REPLACE",
            "x-amz-checksum-algorithm": "SHA256",
        ])
        let answer = try await fixture.send("PUT", "/bucket/target", replaced)
        #expect(answer[element: "ChecksumSHA256"] == "7XACtDnprIRfIjV9giusFERzD722AW0+yUMil7nsn3M=")
        let got = try await fixture.send("GET", "/bucket/target")
        #expect(got[header: "Content-Type"] == "binary/octet-stream")
        #expect(got[header: "x-amz-meta-a"] == nil)
        #expect(got[header: "x-amz-meta-b"] == "2")
        #expect(got[header: "x-amz-tagging-count"] == nil)
    }

    @Test func `a copy onto itself must change something`() async throws {
        let fixture = try await fixture()
        #expect(try await fixture.send("PUT", "/bucket/source", copy()).code == "InvalidRequest")
        for change in [
            ["x-amz-metadata-directive": "REPLACE"], ["x-amz-storage-class": "STANDARD_IA"],
            ["x-amz-server-side-encryption": "AES256"],
        ] {
            #expect(try await fixture.send("PUT", "/bucket/source", copy(change)).status == 200)
        }
    }

    @Test(
        arguments: [
            (["x-amz-copy-source-if-match": "\"9a0364b9e99bb480dd25e1f0284c8555\""], nil),
            (["x-amz-copy-source-if-match": "\"x\""], "PreconditionFailed"),
            (["x-amz-copy-source-if-none-match": "\"9a0364b9e99bb480dd25e1f0284c8555\""], "PreconditionFailed"),
            (["x-amz-copy-source-if-modified-since": "Mon, 23 Nov 2026 10:00:00 GMT"], "PreconditionFailed"),
            (["x-amz-copy-source-if-unmodified-since": "Mon, 23 Nov 2026 09:00:00 GMT"], "PreconditionFailed"),
            (["x-amz-copy-source-if-modified-since": "today"], nil),
            (["x-amz-copy-source-if-unmodified-since": "2026-11-23T09:00:00Z"], nil),
            (["If-None-Match": "*"], nil), (["x-amz-metadata-directive": "MOVE"], "InvalidArgument"),
        ] as [([String: String], String?)]
    )
    func `a copy's conditions are weighed`(headers: [String: String], code: String?) async throws {
        let fixture = try await fixture()
        let answer = try await fixture.send("PUT", "/bucket/target", copy(headers))
        #expect(answer.code == code)
        #expect(answer.status < 500)
        #expect(try await fixture.send("HEAD", "/bucket/target").status == (code == nil ? 200 : 404))
    }

    @Test func `a copy's target may have to be new`() async throws {
        let fixture = try await fixture()
        try await fixture.send("PUT", "/bucket/target", body: "older")
        #expect(
            try await fixture.send("PUT", "/bucket/target", copy(["If-None-Match": "*"])).code == "PreconditionFailed"
        )
        #expect(try await fixture.send("GET", "/bucket/target").text == "older")
    }

    @Test func `an object outlives the source of its copy`() async throws {
        let fixture = try await fixture()
        try await fixture.send("PUT", "/bucket/target", copy())
        try await fixture.send("DELETE", "/bucket/source")
        #expect(try await fixture.send("GET", "/bucket/target").text == "content")
    }
}
