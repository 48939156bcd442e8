import AWSCore
import S3Server
import Testing

@Suite struct BucketOperationTests {
    @Test func `a bucket is made, seen, listed and deleted`() async throws {
        let fixture = try await ServerFixture()
        let made = try await fixture.send("PUT", "/bucket")
        #expect(made.status == 200)
        #expect(made[header: "Location"] == "/bucket")
        let seen = try await fixture.send("HEAD", "/bucket")
        #expect(seen.status == 200)
        #expect(seen[header: "x-amz-bucket-region"] == "us-east-1")
        let listed = try await fixture.send("GET", "/")
        #expect(listed[elements: "Name"] == ["bucket"])
        #expect(listed[element: "CreationDate"] == "2026-11-23T10:00:00.000Z")
        #expect(try await fixture.send("DELETE", "/bucket").status == 204)
        #expect(try await fixture.send("HEAD", "/bucket").status == 404)
    }

    @Test func `making one's own bucket again is no error in the oldest region only`() async throws {
        var fixture = try await ServerFixture()
        #expect(try await fixture.send("PUT", "/bucket").status == 200)
        #expect(try await fixture.send("PUT", "/bucket").status == 200)
        fixture.region = "eu-west-1"
        let document = Self.location("eu-west-1")
        #expect(try await fixture.send("PUT", "/europe", document: document).status == 200)
        let again = try await fixture.send("PUT", "/europe", document: document)
        #expect(again.status == 409)
        #expect(again.code == "BucketAlreadyOwnedByYou")
    }

    @Test(
        arguments: [
            ("us-east-1", "eu-west-1", nil), ("us-east-1", nil, nil), ("us-east-1", "EU", nil),
            ("eu-west-1", "eu-west-1", nil), ("us-east-1", "us-east-1", "InvalidLocationConstraint"),
            ("us-east-1", "the moon", "InvalidLocationConstraint"),
            ("eu-west-1", nil, "IllegalLocationConstraintException"),
            ("eu-west-1", "eu-north-1", "IllegalLocationConstraintException"),
        ] as [(String, String?, String?)]
    )
    func `a location must be one and fit the endpoint`(region: String, location: String?, code: String?) async throws {
        var fixture = try await ServerFixture()
        fixture.region = region
        let answer = try await fixture.send("PUT", "/bucket", document: location.map(Self.location) ?? "")
        #expect(answer.code == code)
        guard code == nil else { return }
        let shown = try await fixture.send("GET", "/bucket?location")
        #expect(shown.text.contains("eu-west-1") == (location != nil))
    }

    @Test func `a bucket that holds something is not deleted`() async throws {
        let fixture = try await ServerFixture.withBucket()
        try await fixture.send("PUT", "/bucket/key", body: "x")
        let answer = try await fixture.send("DELETE", "/bucket")
        #expect(answer.status == 409)
        #expect(answer.code == "BucketNotEmpty")
    }

    @Test func `buckets come in pages`() async throws {
        let fixture = try await ServerFixture()
        for name in ["bbb", "aaa", "abb", "ccc"] { try await fixture.send("PUT", "/" + name) }
        let first = try await fixture.send("GET", "/?max-buckets=2")
        #expect(first[elements: "Name"] == ["aaa", "abb"])
        let token = try #require(first[element: "ContinuationToken"])
        let query = QueryString.format([QueryItem("continuation-token", token), QueryItem("max-buckets", "2")])
        let second = try await fixture.send("GET", "/?" + query)
        #expect(second[elements: "Name"] == ["bbb", "ccc"])
        #expect(second[element: "ContinuationToken"] == nil)
        #expect(try await fixture.send("GET", "/?prefix=a")[elements: "Name"] == ["aaa", "abb"])
    }

    @Test func `a bucket that is not there is named`() async throws {
        let fixture = try await ServerFixture()
        for (method, path) in [
            ("GET", "/absent"), ("GET", "/absent/key"), ("DELETE", "/absent"), ("PUT", "/absent/key"),
        ] {
            let answer = try await fixture.send(method, path)
            #expect(answer.status == 404)
            #expect(answer.code == "NoSuchBucket")
            #expect(answer[element: "BucketName"] == "absent")
        }
    }

    @Test func `default encryption is validated, read back and taken on`() async throws {
        let fixture = try await ServerFixture.withBucket()
        #expect(try await fixture.send("GET", "/bucket?encryption")[element: "SSEAlgorithm"] == "AES256")
        let rule = { (algorithm: String) in
            "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
                + "<SSEAlgorithm>\(algorithm)</SSEAlgorithm><KMSMasterKeyID>key-1</KMSMasterKeyID>"
                + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule>"
                + "</ServerSideEncryptionConfiguration>"
        }
        #expect(try await fixture.send("PUT", "/bucket?encryption", document: rule("AES256")).code == "InvalidArgument")
        #expect(try await fixture.send("PUT", "/bucket?encryption", document: rule("rot13")).code == "MalformedXML")
        #expect(try await fixture.send("PUT", "/bucket?encryption", document: rule("aws:kms")).status == 200)
        let shown = try await fixture.send("GET", "/bucket?encryption")
        #expect(shown[element: "SSEAlgorithm"] == "aws:kms")
        #expect(shown[element: "BucketKeyEnabled"] == "true")
        let put = try await fixture.send("PUT", "/bucket/key", body: "x")
        #expect(put[header: "x-amz-server-side-encryption"] == "aws:kms")
        #expect(put[header: "x-amz-server-side-encryption-aws-kms-key-id"] == "key-1")
        #expect(try await fixture.send("DELETE", "/bucket?encryption").status == 204)
        let after = try await fixture.send("PUT", "/bucket/key", body: "x")
        #expect(after[header: "x-amz-server-side-encryption"] == "AES256")
    }

    @Test func `a bucket's tags are set, read and removed`() async throws {
        let fixture = try await ServerFixture.withBucket()
        #expect(try await fixture.send("GET", "/bucket?tagging").code == "NoSuchTagSet")
        let document = "<Tagging><TagSet><Tag><Key>a+b</Key><Value>1</Value></Tag></TagSet></Tagging>"
        #expect(try await fixture.send("PUT", "/bucket?tagging", document: document).code == nil)
        #expect(try await fixture.send("GET", "/bucket?tagging")[element: "Key"] == "a+b")
        #expect(try await fixture.send("DELETE", "/bucket?tagging").status == 204)
        #expect(try await fixture.send("GET", "/bucket?tagging").code == "NoSuchTagSet")
    }

    @Test func `the owner has full control and nobody else gets any`() async throws {
        let fixture = try await ServerFixture.withBucket()
        let shown = try await fixture.send("GET", "/bucket?acl")
        #expect(shown[elements: "Permission"] == ["FULL_CONTROL"])
        #expect(
            try await fixture.send("PUT", "/bucket?acl", ["x-amz-acl": "private", "Content-MD5": Self.emptyMD5]).status
                == 200
        )
        let open = try await fixture.send(
            "PUT",
            "/bucket?acl",
            ["x-amz-acl": "public-read", "Content-MD5": Self.emptyMD5]
        )
        #expect(open.code == "AccessControlListNotSupported")
        let made = try await fixture.send("PUT", "/another", ["x-amz-acl": "public-read"])
        #expect(made.code == "InvalidBucketAclWithObjectOwnership")
    }

    private static let emptyMD5 = "1B2M2Y8AsgTpgAmY7PhCfg=="

    private static func location(_ name: String) -> String {
        "<CreateBucketConfiguration><LocationConstraint>\(name)</LocationConstraint></CreateBucketConfiguration>"
    }
}
