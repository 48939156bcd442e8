import AWSCore
import NIOCore
import S3Server
import Testing

@Suite struct MultipartOperationTests {
    private func fixture(smallestPart: Int = 4) async throws -> ServerFixture {
        try await ServerFixture.withBucket { $0.limits.smallestPart = smallestPart }
    }

    private func begin(_ fixture: ServerFixture, _ headers: [String: String] = [:]) async throws -> String {
        try #require(try await fixture.send("POST", "/bucket/key?uploads", headers)[element: "UploadId"])
    }

    private func part(
        _ number: Int,
        _ body: String,
        of upload: String,
        _ fixture: ServerFixture,
        _ headers: [String: String] = [:]
    ) async throws -> Answer {
        try await fixture.send("PUT", "/bucket/key?partNumber=\(number)&uploadId=\(upload)", headers, body: body)
    }

    private func complete(
        _ upload: String,
        _ parts: [(Int, String)],
        _ fixture: ServerFixture,
        _ headers: [String: String] = [:]
    ) async throws -> Answer {
        let document = parts.map { "<Part><PartNumber>\($0)</PartNumber><ETag>\($1)</ETag></Part>" }.joined()
        return try await fixture.send(
            "POST",
            "/bucket/key?uploadId=\(upload)",
            headers,
            body: "<CompleteMultipartUpload>\(document)</CompleteMultipartUpload>"
        )
    }

    private func tags(_ upload: String, _ bodies: [String], _ fixture: ServerFixture) async throws -> [(Int, String)] {
        var tags: [(Int, String)] = []
        for (index, body) in bodies.enumerated() {
            let answer = try await part(index + 1, body, of: upload, fixture)
            tags.append((index + 1, try #require(answer[header: "ETag"])))
        }
        return tags
    }

    @Test func `parts become one object`() async throws {
        let fixture = try await fixture()
        let upload = try await begin(fixture, ["Content-Type": "a/b", "x-amz-meta-a": "1"])
        let parts = try await tags(upload, ["aaaa", "bbbb", "c"], fixture)
        #expect(try await fixture.send("HEAD", "/bucket/key").status == 404)
        let done = try await complete(upload, parts, fixture)
        #expect(done.status == 200)
        #expect(done[element: "ETag"]?.hasSuffix("-3\"") == true)
        #expect(done[element: "Key"] == "key")
        let got = try await fixture.send("GET", "/bucket/key")
        #expect(got.text == "aaaabbbbc")
        #expect(got[header: "Content-Type"] == "a/b")
        #expect(got[header: "x-amz-meta-a"] == "1")
        let whole = try await fixture.send("PUT", "/bucket/whole", body: "aaaabbbbc")
        let shown = try await fixture.send("HEAD", "/bucket/key", ["x-amz-checksum-mode": "ENABLED"])
        #expect(shown[header: "x-amz-checksum-crc64nvme"] == whole[header: "x-amz-checksum-crc64nvme"])
        #expect(try await complete(upload, parts, fixture).code == "NoSuchUpload")
    }

    @Test func `a part is read by its number`() async throws {
        let fixture = try await fixture()
        let upload = try await begin(fixture)
        _ = try await complete(upload, try await tags(upload, ["aaaa", "bbbb", "c"], fixture), fixture)
        let second = try await fixture.send("GET", "/bucket/key?partNumber=2")
        #expect(second.status == 206)
        #expect(second.text == "bbbb")
        #expect(second[header: "x-amz-mp-parts-count"] == "3")
        #expect(second[header: "Content-Range"] == "bytes 4-7/9")
        #expect(try await fixture.send("GET", "/bucket/key?partNumber=4").code == "InvalidPartNumber")
    }

    @Test func `parts must be in order, there, themselves and large enough`() async throws {
        let fixture = try await fixture()
        let upload = try await begin(fixture)
        let parts = try await tags(upload, ["aaa", "bbbb"], fixture)
        #expect(try await complete(upload, parts.reversed(), fixture).code == "InvalidPartOrder")
        #expect(try await complete(upload, [(1, "\"x\"")], fixture).code == "InvalidPart")
        #expect(try await complete(upload, [(7, parts[0].1)], fixture).code == "InvalidPart")
        let small = try await complete(upload, parts, fixture)
        #expect(small.code == "EntityTooSmall")
        #expect(small[element: "MinSizeAllowed"] == "4")
        #expect(try await complete(upload, [parts[0]], fixture).status == 200)
        #expect(try await fixture.send("GET", "/bucket/key").text == "aaa")
    }

    @Test func `a composite checksum is of the parts' checksums`() async throws {
        let fixture = try await fixture()
        let upload = try await begin(fixture, ["x-amz-checksum-algorithm": "CRC32"])
        #expect(try await part(1, "aaaa", of: upload, fixture).code == "InvalidRequest")
        let wrong = ["x-amz-checksum-crc32c": "AAAAAA=="]
        #expect(try await part(1, "aaaa", of: upload, fixture, wrong).code == "InvalidRequest")
        let sums = ["aaaa", "bb"].map { text in
            Array(text.utf8).withUnsafeBytes { ChecksumValue(.crc32, of: $0) }
        }
        var document = ""
        for (index, body) in ["aaaa", "bb"].enumerated() {
            let headers = ["x-amz-checksum-crc32": sums[index].base64]
            let tag = try #require(try await part(index + 1, body, of: upload, fixture, headers)[header: "ETag"])
            document += "<Part><PartNumber>\(index + 1)</PartNumber><ETag>\(tag)</ETag>"
            document += "<ChecksumCRC32>\(sums[index].base64)</ChecksumCRC32></Part>"
        }
        let done = try await fixture.send(
            "POST",
            "/bucket/key?uploadId=\(upload)",
            body: "<CompleteMultipartUpload>\(document)</CompleteMultipartUpload>"
        )
        #expect(done[element: "ChecksumCRC32"] == CompositeChecksum(parts: sums).map { "\($0)" })
        #expect(done[element: "ChecksumType"] == "COMPOSITE")
    }

    @Test func `a checksum of the whole is compared with the parts'`() async throws {
        let fixture = try await fixture()
        let headers = ["x-amz-checksum-algorithm": "CRC32C", "x-amz-checksum-type": "FULL_OBJECT"]
        let upload = try await begin(fixture, headers)
        let parts = try await tags(upload, ["aaaa", "bb"], fixture)
        let whole = Array("aaaabb".utf8).withUnsafeBytes { ChecksumValue(.crc32c, of: $0) }
        let wrong = try await complete(upload, parts, fixture, ["x-amz-checksum-crc32c": "AAAAAA=="])
        #expect(wrong.code == "BadDigest")
        let right = try await complete(upload, parts, fixture, ["x-amz-checksum-crc32c": whole.base64])
        #expect(right[element: "ChecksumCRC32C"] == whole.base64)
        #expect(right[element: "ChecksumType"] == "FULL_OBJECT")
    }

    @Test(arguments: [
        (["x-amz-checksum-algorithm": "SHA256", "x-amz-checksum-type": "FULL_OBJECT"], 400),
        (["x-amz-checksum-algorithm": "CRC64NVME", "x-amz-checksum-type": "COMPOSITE"], 400),
        (["x-amz-checksum-type": "COMPOSITE"], 400), (["x-amz-checksum-algorithm": "ROT13"], 400),
        (["x-amz-checksum-algorithm": "CRC64NVME"], 200), (["x-amz-checksum-algorithm": "SHA1"], 200),
    ])
    func `a checksum type must fit its function`(headers: [String: String], status: Int) async throws {
        let fixture = try await fixture()
        #expect(try await fixture.send("POST", "/bucket/key?uploads", headers).status == status)
    }

    @Test func `parts are copied from objects`() async throws {
        let fixture = try await fixture()
        try await fixture.send("PUT", "/bucket/source", body: "0123456789")
        let upload = try await begin(fixture)
        let path = "/bucket/key?uploadId=\(upload)&partNumber="
        let source = ["x-amz-copy-source": "bucket/source"]
        let ranged = source.merging(["x-amz-copy-source-range": "bytes=2-6"]) { $1 }
        let first = try await fixture.send("PUT", path + "1", ranged)
        let second = try await fixture.send("PUT", path + "2", source)
        for range in ["bytes=2-", "bytes=0-10", "nonsense"] {
            let bad = source.merging(["x-amz-copy-source-range": range]) { $1 }
            #expect(try await fixture.send("PUT", path + "3", bad).code == "InvalidArgument")
        }
        let parts = [(1, try #require(first[element: "ETag"])), (2, try #require(second[element: "ETag"]))]
        #expect(try await complete(upload, parts, fixture).status == 200)
        #expect(try await fixture.send("GET", "/bucket/key").text == "234560123456789")
    }

    @Test func `uploads and parts are listed until they end`() async throws {
        let fixture = try await fixture()
        let upload = try await begin(fixture)
        _ = try await tags(upload, ["aaaa", "bbbb", "cc"], fixture)
        let uploads = try await fixture.send("GET", "/bucket?uploads")
        #expect(uploads[elements: "UploadId"] == [upload])
        let page = try await fixture.send("GET", "/bucket/key?uploadId=\(upload)&max-parts=2")
        #expect(page[elements: "PartNumber"] == ["1", "2"])
        #expect(page[element: "IsTruncated"] == "true")
        let marker = try #require(page[element: "NextPartNumberMarker"])
        let rest = try await fixture.send("GET", "/bucket/key?uploadId=\(upload)&part-number-marker=\(marker)")
        #expect(rest[elements: "PartNumber"] == ["3"])
        #expect(try await fixture.send("DELETE", "/bucket/key?uploadId=\(upload)").status == 204)
        #expect(try await fixture.send("GET", "/bucket?uploads")[elements: "UploadId"].isEmpty)
        #expect(try await part(1, "x", of: upload, fixture).code == "NoSuchUpload")
    }

    @Test func `an upload may have to make something new`() async throws {
        let fixture = try await fixture()
        let upload = try await begin(fixture)
        let parts = try await tags(upload, ["aaaa"], fixture)
        try await fixture.send("PUT", "/bucket/key", body: "first")
        #expect(try await complete(upload, parts, fixture, ["If-None-Match": "*"]).code == "PreconditionFailed")
        #expect(try await fixture.send("GET", "/bucket/key").text == "first")
        #expect(try await complete(upload, parts, fixture).status == 200)
    }

    @Test func `an object's attributes tell of its parts`() async throws {
        let fixture = try await fixture()
        let upload = try await begin(fixture)
        _ = try await complete(upload, try await tags(upload, ["aaaa", "bb"], fixture), fixture)
        let wanted = ["x-amz-object-attributes": "ETag,ObjectParts,ObjectSize,StorageClass,Checksum"]
        let shown = try await fixture.send("GET", "/bucket/key?attributes", wanted)
        #expect(shown[element: "ObjectSize"] == "6")
        #expect(shown[element: "PartsCount"] == "2")
        #expect(shown[element: "ETag"]?.hasSuffix("-2") == true)
        #expect(shown[elements: "Size"] == ["4", "2"])
    }
}
