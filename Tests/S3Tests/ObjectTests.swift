import NIOCore
import S3
import S3Testing
import Testing

@Suite struct ObjectTests {
    @Test(arguments: LocalConnection.allCases)
    func `what is put is what is got`(connection: LocalConnection) async throws {
        try await withLocalS3(over: connection) { s3 in
            let object = try await s3.newBucket().object("report.csv")
            try await object.put("a,b\n1,2\n") {
                $0.contentType = "text/csv"
                $0.metadata = ["origin": "test"]
            }
            let output = try await object.get()
            #expect(output.contentType == "text/csv")
            #expect(output.metadata == ["origin": "test"])
            #expect(output.contentLength == 8)
            #expect(String(buffer: try await output.body.collect(upTo: 100)) == "a,b\n1,2\n")
        }
    }

    @Test func `exists is false for what is not there, and an error for all else`() async throws {
        try await withLocalS3 { s3 in
            let bucket = try await s3.newBucket()
            #expect(try await !bucket.object("nothing").exists())
            #expect(try await bucket.exists())
            #expect(try await !s3.bucket("no-such-bucket").exists())
            let offline = S3Client(s3.configuration, transport: Unreachable())
            await #expect(throws: S3Error.self) { try await offline.bucket("no-such-bucket").exists() }
        }
    }

    @Test func `keys that may not read are told so, which is no not-found`() async throws {
        try await withLocalS3(over: .socket) { s3 in
            let object = try await s3.newBucket().object("secret")
            try await object.put("x")
            let refused: [any CredentialProvider] = [
                AnonymousCredentials(), StaticCredentials(accessKeyID: "test", secretAccessKey: "wrong"),
            ]
            for credentials in refused {
                var configuration = s3.configuration
                configuration.credentials = credentials
                let stranger = S3Client(configuration)
                let error = await #expect(throws: S3Error.self) {
                    try await stranger.bucket(object.bucket.name).object("secret").exists()
                }
                #expect(error?.isAccessDenied == true)
                await stranger.shutdown()
            }
        }
    }

    @Test(arguments: LocalConnection.allCases)
    func `bodies that are dropped unread give their connections up`(connection: LocalConnection) async throws {
        try await withLocalS3(over: connection) { s3 in
            let object = try await s3.newBucket().object("large")
            try await object.put(HTTPBody(ByteBuffer(repeating: 7, count: 1 << 20)))
            for _ in 0..<100 { #expect(try await object.get().contentLength == 1 << 20) }
            for _ in 0..<100 {
                for try await part in try await object.get().body {
                    #expect(part.readableBytes > 0)
                    break
                }
            }
        }
    }

    @Test func `an error says which bucket and key it is about`() async throws {
        try await withLocalS3 { s3 in
            let bucket = try await s3.newBucket()
            let error = await #expect(throws: S3Error.self) { try await bucket.object("gone").get() }
            #expect(error?.code == .noSuchKey)
            #expect(error?.status == 404)
            #expect(error?.bucket == bucket.name)
            #expect(error?.key == "gone")
            #expect(error?.requestID?.isEmpty == false)
            #expect(error?.isNotFound == true)
        }
    }

    @Test func `old versions are read and deleted by their id`() async throws {
        try await withLocalS3 { s3 in
            let bucket = try await s3.newBucket()
            _ = try await s3.send(
                PutBucketVersioning(
                    bucket: bucket.name,
                    versioningConfiguration: VersioningConfiguration { $0.status = .enabled }
                )
            )
            let object = bucket.object("k")
            let first = try await object.put("1").versionID
            try await object.put("2")
            try await object.delete()
            #expect(try await !object.exists())
            let old = bucket.object("k", versionID: first)
            #expect(String(buffer: try await old.get().body.collect(upTo: 9)) == "1")
            try await old.delete()
            #expect(try await !old.exists())
        }
    }

    @Test func `a put that must not replace does not`() async throws {
        try await withLocalS3 { s3 in
            let object = try await s3.newBucket().object("once")
            try await object.put("first") { $0.ifNoneMatch = "*" }
            let error = await #expect(throws: S3Error.self) { try await object.put("second") { $0.ifNoneMatch = "*" } }
            #expect(error?.isPreconditionFailed == true)
            #expect(String(buffer: try await object.get().body.collect(upTo: 9)) == "first")
        }
    }
}

/// A network that is down.
struct Unreachable: HTTPTransport {
    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        throw TransportError(.invalidRequest, "There is no network.")
    }
}

extension S3Client {
    /// A bucket to work in.
    func newBucket(_ name: String = "work") async throws -> Bucket {
        let bucket = bucket(name)
        try await bucket.create()
        return bucket
    }
}
