import S3
import Testing

@Suite struct EndpointTests {
    struct Case: CustomTestStringConvertible {
        var bucket: String
        var region: String? = "eu-central-1"
        var endpoint: String?
        var addressing = AddressingStyle.automatic
        /// The URL of key `a//b`; nil: refused.
        var url: String?

        var testDescription: String { "\(bucket) at \(endpoint ?? region ?? "nowhere")" }
    }

    static let cases = [
        Case(bucket: "photos", url: "https://photos.s3.eu-central-1.amazonaws.com/a//b"),
        Case(bucket: "photos", region: "cn-north-1", url: "https://photos.s3.cn-north-1.amazonaws.com.cn/a//b"),
        Case(bucket: "with.dots", url: "https://s3.eu-central-1.amazonaws.com/with.dots/a//b"),
        Case(bucket: "Upper_Case", url: "https://s3.eu-central-1.amazonaws.com/Upper_Case/a//b"),
        Case(bucket: "photos", addressing: .path, url: "https://s3.eu-central-1.amazonaws.com/photos/a//b"),
        Case(bucket: "photos", region: nil, url: nil),
        Case(bucket: "a/b", url: nil),
        Case(bucket: "photos", endpoint: "http://127.0.0.1:4566", url: "http://127.0.0.1:4566/photos/a//b"),
        Case(bucket: "photos", region: nil, endpoint: "http://localhost", url: "http://localhost/photos/a//b"),
        Case(bucket: "photos", endpoint: "https://store.example/s3", url: "https://store.example/s3/photos/a//b"),
        Case(
            bucket: "photos",
            endpoint: "https://store.example",
            addressing: .virtualHost,
            url: "https://photos.store.example/a//b"
        ),
        Case(bucket: "photos", endpoint: "http://127.0.0.1:4566", addressing: .virtualHost, url: nil),
    ]

    @Test(arguments: cases)
    func `a bucket is found where its store has it`(_ example: Case) async throws {
        var configuration = S3Configuration()
        configuration.region = example.region
        configuration.endpoint = example.endpoint.flatMap { Endpoint(url: $0) }
        configuration.addressing = example.addressing
        configuration.credentials = StaticCredentials(accessKeyID: "id", secretAccessKey: "secret")
        let s3 = S3Client(configuration, transport: Unreachable())
        let operation = GetObject(bucket: example.bucket, key: "a//b")
        guard let url = example.url else {
            let error = await #expect(throws: S3Error.self) { try await s3.presign(operation, expiresIn: .seconds(60)) }
            #expect(error?.code == .invalidConfiguration)
            return
        }
        let request = try await s3.presign(operation, expiresIn: .seconds(60))
        #expect(request.url.prefix { $0 != "?" } == url)
        #expect(request.url.contains("X-Amz-Signature="))
        #expect(!"\(request)".contains("X-Amz-Signature="))
    }
}
