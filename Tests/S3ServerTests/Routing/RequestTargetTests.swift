import Testing

@testable import S3Server

@Suite struct RequestTargetTests {
    private static let domains = ["localhost", "s3.localhost"]

    private func target(_ path: String, host: String = "127.0.0.1:4566") throws -> RequestTarget {
        try RequestTarget(path: path, authority: host, baseDomains: Self.domains)
    }

    @Test(
        arguments: [
            ("/", nil, nil), ("/bucket", "bucket", nil), ("/bucket/", "bucket", nil), ("/bucket/key", "bucket", "key"),
            ("/bucket/a//b", "bucket", "a//b"), ("/bucket//", "bucket", "/"), ("/bucket//lead", "bucket", "/lead"),
            ("/bucket/a/./b", "bucket", "a/./b"), ("/bucket/../x", "bucket", "../x"),
            ("/bucket/foo/", "bucket", "foo/"),
            ("/bucket/a%2Fb", "bucket", "a/b"), ("/bucket/a%252Fb", "bucket", "a%2Fb"),
            ("/bucket/a+b", "bucket", "a+b"),
            ("/bucket/%F0%9F%98%80", "bucket", "😀"), ("http://proxy/bucket/key", "bucket", "key"),
        ] as [(String, String?, String?)]
    )
    func `a path names bucket and key`(path: String, bucket: String?, key: String?) throws {
        let target = try target(path)
        #expect(target.bucket == bucket)
        #expect(target.key == key)
    }

    @Test(
        arguments: [
            ("localhost", "/bucket/key", "bucket", "key"), ("localhost:4566", "/bucket", "bucket", nil),
            ("bucket.localhost:4566", "/key", "bucket", "key"), ("bucket.localhost", "/", "bucket", nil),
            ("bucket.s3.localhost", "//a", "bucket", "/a"), ("s3.localhost", "/bucket/key", "bucket", "key"),
            ("my.dotted.localhost", "/key", "my.dotted", "key"), ("elsewhere.example", "/bucket/key", "bucket", "key"),
            ("[::1]:4566", "/bucket/key", "bucket", "key"), ("BUCKET.LOCALHOST", "/key", "bucket", "key"),
        ] as [(String, String, String, String?)]
    )
    func `a host may name the bucket`(host: String, path: String, bucket: String, key: String?) throws {
        let target = try target(path, host: host)
        #expect(target.bucket == bucket)
        #expect(target.key == key)
    }

    @Test(arguments: [
        "/bucket/%", "/bucket/%zz", "/bucket/%ff", "/bucket/a%00b", "/%ff", "/bucket?a=%ff", "*", "bucket", "",
    ])
    func `what cannot be read is no target`(path: String) {
        #expect(throws: (any Error).self) { try target(path) }
    }

    @Test func `a query keeps names with and without values`() throws {
        let target = try target("/bucket?acl&prefix=a+b%2Bc&empty=")
        #expect(target[query: "acl"] == "")
        #expect(target[query: "prefix"] == "a b+c")
        #expect(target[query: "empty"] == "")
        #expect(target[query: "absent"] == nil)
    }
}
