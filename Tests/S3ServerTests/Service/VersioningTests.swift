import AWSCore
import S3Server
import Testing

@Suite struct VersioningOperationTests {
    private func set(_ status: String, _ fixture: ServerFixture) async throws {
        let document = "<VersioningConfiguration><Status>\(status)</Status></VersioningConfiguration>"
        #expect(try await fixture.send("PUT", "/bucket?versioning", document: document).status == 200)
    }

    private func put(_ body: String, _ fixture: ServerFixture) async throws -> String {
        try #require(try await fixture.send("PUT", "/bucket/key", body: body)[header: "x-amz-version-id"])
    }

    @Test func `each put adds a version and a delete adds a marker`() async throws {
        let fixture = try await ServerFixture.withBucket()
        try await set("Enabled", fixture)
        let first = try await put("1", fixture)
        let second = try await put("2", fixture)
        let deleted = try await fixture.send("DELETE", "/bucket/key")
        let marker = try #require(deleted[header: "x-amz-version-id"])
        #expect(deleted[header: "x-amz-delete-marker"] == "true")

        let gone = try await fixture.send("GET", "/bucket/key")
        #expect(gone.code == "NoSuchKey")
        #expect(gone[header: "x-amz-delete-marker"] == "true")
        #expect(gone[header: "x-amz-version-id"] == marker)
        let marked = try await fixture.send("GET", "/bucket/key?versionId=\(marker)")
        #expect(marked.status == 405)
        #expect(marked[header: "Allow"] == "DELETE")
        #expect(try await fixture.send("GET", "/bucket/key?versionId=\(first)").text == "1")
        #expect(try await fixture.send("GET", "/bucket?list-type=2")[element: "KeyCount"] == "0")

        let versions = try await fixture.send("GET", "/bucket?versions")
        #expect(versions[elements: "VersionId"].count == 3)
        #expect(versions[elements: "IsLatest"].filter { $0 == "true" }.count == 1)

        let undone = try await fixture.send("DELETE", "/bucket/key?versionId=\(marker)")
        #expect(undone[header: "x-amz-delete-marker"] == "true")
        #expect(try await fixture.send("GET", "/bucket/key").text == "2")
        try await fixture.send("DELETE", "/bucket/key?versionId=\(second)")
        #expect(try await fixture.send("GET", "/bucket/key").text == "1")
    }

    @Test func `the version from before versioning is called null`() async throws {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send("PUT", "/bucket/key", body: "0")
        #expect(try await fixture.send("GET", "/bucket/key")[header: "x-amz-version-id"] == nil)
        try await set("Enabled", fixture)
        #expect(try await fixture.send("GET", "/bucket/key")[header: "x-amz-version-id"] == "null")
        _ = try await put("1", fixture)
        #expect(try await fixture.send("GET", "/bucket/key?versionId=null").text == "0")
        try await set("Suspended", fixture)
        let suspended = try await put("2", fixture)
        #expect(suspended == "null")
        #expect(try await fixture.send("GET", "/bucket/key?versionId=null").text == "2")
        #expect(try await fixture.send("GET", "/bucket?versions")[elements: "VersionId"].count == 2)
        #expect(try await fixture.send("GET", "/bucket?versioning")[element: "Status"] == "Suspended")
    }

    @Test func `a named version is copied and named in the answer`() async throws {
        let fixture = try await ServerFixture.withBucket()
        try await set("Enabled", fixture)
        let first = try await put("1", fixture)
        _ = try await put("2", fixture)
        let source = ["x-amz-copy-source": "bucket/key?versionId=\(first)"]
        let copied = try await fixture.send("PUT", "/bucket/key", source)
        #expect(copied[header: "x-amz-copy-source-version-id"] == first)
        #expect(try await fixture.send("GET", "/bucket/key").text == "1")
    }

    @Test func `a version nobody made is told from a key nobody put`() async throws {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send("PUT", "/bucket/key", body: "0")
        let id = String(repeating: "0", count: 32)
        #expect(try await fixture.send("GET", "/bucket/key?versionId=\(id)").code == "NoSuchVersion")
        #expect(try await fixture.send("GET", "/bucket/none").code == "NoSuchKey")
    }

    @Test func `versioning without a status is refused`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let answer = try await fixture.send("PUT", "/bucket?versioning", document: "<VersioningConfiguration/>")
        #expect(answer.code == "IllegalVersioningConfigurationException")
    }
}
