import AWSCore
import HTTPTypes
import NIOCore
import S3Server
import Testing

@Suite struct AuthenticationTests {
    @Test func `a request without a signature is denied`() async throws {
        let fixture = try await ServerFixture()
        let answer = try await fixture.send(try fixture.head("GET", "/"))
        #expect(answer.status == 403)
        #expect(answer.code == "AccessDenied")
        #expect(answer[header: "x-amz-request-id"] == answer[element: "RequestId"])
    }

    @Test func `a key nobody has is named`() async throws {
        var fixture = try await ServerFixture()
        fixture.accessKeyID = "stranger"
        let answer = try await fixture.send("GET", "/")
        #expect(answer.status == 403)
        #expect(answer.code == "InvalidAccessKeyId")
        #expect(answer[element: "AWSAccessKeyId"] == "stranger")
    }

    @Test func `a wrong secret is answered with what the server signed`() async throws {
        var fixture = try await ServerFixture()
        fixture.secret = "wrong"
        let answer = try await fixture.send("GET", "/")
        #expect(answer.status == 403)
        #expect(answer.code == "SignatureDoesNotMatch")
        #expect(answer[element: "StringToSign"]?.hasPrefix("AWS4-HMAC-SHA256\n20261123T100000Z\n") == true)
        #expect(answer[element: "CanonicalRequest"]?.hasPrefix("GET\n/\n") == true)
        #expect(answer[element: "SignatureProvided"]?.utf8.count == 64)
    }

    @Test func `a clock that is 16 minutes off is refused`() async throws {
        let fixture = try await ServerFixture()
        var head = try fixture.head("GET", "/")
        _ = fixture.signer.sign(&head, payload: .empty, at: fixture.clock.now)
        fixture.clock.advance(by: 16 * 60)
        let answer = try await fixture.send(head)
        #expect(answer.status == 403)
        #expect(answer.code == "RequestTimeTooSkewed")
    }

    @Test func `a changed path breaks the signature`() async throws {
        let fixture = try await ServerFixture.withBucket()
        var head = try fixture.head("GET", "/bucket/a")
        _ = fixture.signer.sign(&head, payload: .empty, at: fixture.clock.now)
        head.path = "/bucket/b"
        #expect(try await fixture.send(head).code == "SignatureDoesNotMatch")
    }

    @Test func `any region is taken unless one is asked for`() async throws {
        var open = try await ServerFixture()
        open.region = "eu-central-1"
        #expect(try await open.send("GET", "/").status == 200)

        var strict = try await ServerFixture { $0.acceptsAnyRegion = false }
        strict.region = "eu-central-1"
        let answer = try await strict.send("GET", "/")
        #expect(answer.status == 400)
        #expect(answer.code == "AuthorizationHeaderMalformed")
        #expect(answer.text.contains("us-east-1"))
    }

    @Test func `a presigned request holds until it expires`() async throws {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send("PUT", "/bucket/key", body: "content")
        var head = try fixture.head("GET", "/bucket/key?response-content-type=text%2Fcsv")
        _ = try fixture.signer.presign(&head, expiresIn: 60, at: fixture.clock.now)

        let answer = try await fixture.send(head)
        #expect(answer.text == "content")
        #expect(answer[header: "Content-Type"] == "text/csv")

        fixture.clock.advance(by: 61)
        let late = try await fixture.send(head)
        #expect(late.status == 403)
        #expect(late.code == "AccessDenied")
        #expect(late[element: "Message"] == "Request has expired")
        #expect(late[element: "ServerTime"] != nil)
    }

    @Test func `a presigned request cannot be turned to another key`() async throws {
        let fixture = try await ServerFixture.withBucket()
        var head = try fixture.head("GET", "/bucket/key")
        _ = try fixture.signer.presign(&head, expiresIn: 60, at: fixture.clock.now)
        head.path = head.path?.split(separator: "key").joined(separator: "other")
        #expect(try await fixture.send(head).code == "SignatureDoesNotMatch")
    }

    @Test func `fields hoisted into a presigned query count as fields`() async throws {
        let fixture = try await ServerFixture.withBucket()
        var head = try fixture.head("PUT", "/bucket/key?x-amz-meta-color=red&x-amz-storage-class=STANDARD_IA")
        _ = try fixture.signer.presign(&head, expiresIn: 60, at: fixture.clock.now)
        head.headerFields[.contentLength] = "1"
        #expect(try await fixture.send(head, "x").status == 200)
        let stored = try await fixture.send("HEAD", "/bucket/key")
        #expect(stored[header: "x-amz-meta-color"] == "red")
        #expect(stored[header: "x-amz-storage-class"] == "STANDARD_IA")
    }

    /// Computed with botocore 1.43 for these very values.
    @Test func `a presigned URL of version 2 is verified`() async throws {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send("PUT", "/bucket/key", body: "content")
        let url = "/bucket/key?AWSAccessKeyId=test&Signature=9RxMcpi6i1HJ7kbCEeOrqb9tFqU%3D&Expires=1795428060"
        #expect(try await fixture.send(try fixture.head("GET", url)).text == "content")
        let other = url.split(separator: "key").joined(separator: "kez")
        #expect(try await fixture.send(try fixture.head("GET", other)).code == "SignatureDoesNotMatch")
        fixture.clock.advance(by: 61)
        #expect(try await fixture.send(try fixture.head("GET", url))[element: "Message"] == "Request has expired")
    }

    @Test func `the account the client expects must be the owner`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let right = try await fixture.send("HEAD", "/bucket", ["x-amz-expected-bucket-owner": "000000000000"])
        #expect(right.status == 200)
        let wrong = try await fixture.send("HEAD", "/bucket", ["x-amz-expected-bucket-owner": "123456789012"])
        #expect(wrong.status == 403)
    }
}
