import AWSCore
import NIOCore
import S3Server
import Testing

/// Input that nobody sends by accident. Each gets a clear answer below 500, or 501, and the server goes on.
@Suite struct HostileInputTests {
    struct Attack: Sendable, CustomTestStringConvertible {
        var method: String
        var path: String
        var headers: [String: String] = [:]
        var body = ""
        var code: String

        var testDescription: String { "\(method) \(path.prefix(60)) \(headers.keys.sorted()) \(body.prefix(40))" }
    }

    static let documents = [
        "<Vers", "<a/>trailing", "\u{FEFF}", "not xml", String(repeating: "<a>", count: 5_000),
        "<!DOCTYPE x [<!ENTITY a \"b\">]><VersioningConfiguration><Status>&a;</Status></VersioningConfiguration>",
        "<VersioningConfiguration><Status>Enabled</VersioningConfiguration>",
        "<VersioningConfiguration><Status>Bogus</Status></VersioningConfiguration>",
        "<VersioningConfiguration><Status>&bogus;</Status></VersioningConfiguration>",
        "<VersioningConfiguration a=b/>",
    ]

    @Test(arguments: documents)
    func `a document that is none is malformed`(document: String) async throws {
        let fixture = try await ServerFixture.withBucket()
        let answer = try await fixture.send("PUT", "/bucket?versioning", document: document)
        #expect(answer.status == 400)
        #expect(answer.code == "MalformedXML")
        #expect(try await fixture.send("GET", "/bucket?versioning")[element: "Status"] == nil)
    }

    static let attacks: [Attack] = [
        Attack(method: "GET", path: "/bucket/%zz", code: "InvalidURI"),
        Attack(method: "GET", path: "/bucket/a%00b", code: "InvalidURI"),
        Attack(method: "PUT", path: "/bucket/" + String(repeating: "k", count: 1_025), code: "KeyTooLongError"),
        Attack(
            method: "PUT",
            path: "/bucket/k",
            headers: ["x-amz-meta-a": String(repeating: "v", count: 2_048)],
            code: "MetadataTooLarge"
        ),
        Attack(method: "PUT", path: "/Bad_Name", code: "InvalidBucketName"),
        Attack(method: "GET", path: "//k", code: "InvalidBucketName"),
        Attack(method: "GET", path: "/bucket?max-keys=abc", code: "InvalidArgument"),
        Attack(method: "GET", path: "/bucket?max-keys=-1", code: "InvalidArgument"),
        Attack(method: "GET", path: "/bucket?max-keys=99999999999999999999", code: "InvalidArgument"),
        Attack(method: "GET", path: "/bucket?encoding-type=rot13", code: "InvalidArgument"),
        Attack(method: "GET", path: "/bucket?list-type=2&continuation-token=x", code: "InvalidArgument"),
        Attack(method: "GET", path: "/?max-buckets=0", code: "InvalidArgument"),
        Attack(method: "GET", path: "/?continuation-token=%21", code: "InvalidArgument"),
        Attack(method: "GET", path: "/bucket/k?versionId=", code: "InvalidArgument"),
        Attack(method: "GET", path: "/bucket/k?versionId=bogus", code: "InvalidArgument"),
        Attack(method: "GET", path: "/bucket?versions&version-id-marker=x", code: "InvalidArgument"),
        Attack(method: "PUT", path: "/bucket/k?partNumber=0&uploadId=u", body: "x", code: "InvalidArgument"),
        Attack(method: "PUT", path: "/bucket/k?partNumber=10001&uploadId=u", body: "x", code: "InvalidArgument"),
        Attack(method: "PUT", path: "/bucket/k?partNumber=1&uploadId=u", body: "x", code: "NoSuchUpload"),
        Attack(method: "POST", path: "/bucket/k?uploadId=u", body: "<CompleteMultipartUpload/>", code: "MalformedXML"),
        Attack(method: "DELETE", path: "/bucket/k?uploadId=u", code: "NoSuchUpload"),
        Attack(method: "PUT", path: "/bucket/k", headers: ["x-amz-copy-source": "bucket"], code: "InvalidArgument"),
        Attack(method: "PUT", path: "/bucket/k", headers: ["x-amz-copy-source": "%zz/k"], code: "InvalidArgument"),
        Attack(method: "PUT", path: "/bucket/k", headers: ["x-amz-copy-source": "bucket/none"], code: "NoSuchKey"),
        Attack(
            method: "PUT",
            path: "/bucket/k",
            headers: ["x-amz-acl": "public-read"],
            code: "AccessControlListNotSupported"
        ),
        Attack(
            method: "PUT",
            path: "/bucket/k",
            headers: ["x-amz-storage-class": "ATTIC"],
            code: "InvalidStorageClass"
        ),
        Attack(method: "PUT", path: "/bucket/k", headers: ["x-amz-tagging": "a=1&a=2"], code: "InvalidTag"),
        Attack(method: "PUT", path: "/bucket/k", headers: ["x-amz-tagging": "%zz"], code: "InvalidArgument"),
        Attack(
            method: "PUT",
            path: "/bucket/k",
            headers: ["x-amz-server-side-encryption": "rot13"],
            code: "InvalidArgument"
        ),
        Attack(
            method: "PUT",
            path: "/bucket/k",
            headers: ["x-amz-server-side-encryption-customer-algorithm": "AES256"],
            code: "AccessDenied"
        ),
        Attack(method: "PUT", path: "/bucket/k", headers: ["If-None-Match": "\"a\""], code: "NotImplemented"),
        Attack(
            method: "PUT",
            path: "/bucket/k",
            headers: ["x-amz-object-lock-mode": "GOVERNANCE"],
            code: "InvalidRequest"
        ),
        Attack(
            method: "PUT",
            path: "/bucket/k",
            headers: ["x-amz-trailer": "x-amz-checksum-crc32"],
            code: "InvalidRequest"
        ),
        Attack(method: "POST", path: "/bucket?delete", body: "<Delete/>", code: "InvalidRequest"),
        Attack(method: "POST", path: "/bucket", code: "NotImplemented"),
        Attack(method: "PATCH", path: "/bucket/k", code: "NotImplemented"),
        Attack(method: "PUT", path: "/bucket/k?unheardof", body: "x", code: "NotImplemented"),
        Attack(method: "GET", path: "/bucket?website", code: "NotImplemented"),
        Attack(method: "PUT", path: "/bucket?lifecycle", body: "<x/>", code: "NotImplemented"),
    ]

    @Test(arguments: attacks)
    func `an attack gets a clear answer`(attack: Attack) async throws {
        let fixture = try await ServerFixture.withBucket()
        let answer = try await fixture.send(attack.method, attack.path, attack.headers, body: attack.body)
        #expect(answer.code == attack.code, "\(answer.text)")
        #expect(answer.status < 500 || answer.status == 501)
        #expect(answer.status >= 400)
        #expect(try await fixture.send("GET", "/bucket").text.contains("<Key>") == false)
    }

    @Test func `operations of the model that are not served say so`() async throws {
        let fixture = try await ServerFixture.withBucket()
        for path in ["/bucket?policy", "/bucket?cors", "/bucket?lifecycle", "/bucket?object-lock", "/bucket/k?torrent"]
        {
            let answer = try await fixture.send("GET", path)
            #expect(answer.status == 501)
            #expect(answer.code == "NotImplemented")
        }
    }

    @Test func `a browser that asks first is told that nothing is shared`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let head = try fixture.head("OPTIONS", "/bucket/k", ["Origin": "http://a.example"])
        #expect(try await fixture.send(head).code == "AccessForbidden")
    }

    @Test func `a document past the limit is not read`() async throws {
        let fixture = try await ServerFixture.withBucket { $0.limits.largestDocument = 1_000 }
        let document = "<Delete>" + String(repeating: "<Object><Key>a</Key></Object>", count: 100) + "</Delete>"
        #expect(try await fixture.send("POST", "/bucket?delete", document: document).code == "MaxMessageLengthExceeded")
    }
}
