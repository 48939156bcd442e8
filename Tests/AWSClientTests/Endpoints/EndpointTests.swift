import AWSClient
import STSModel
import AWSCore
import Testing

@Suite struct EndpointTests {
    @Test(arguments: [
        ("http://localhost:4566", "http://localhost:4566", "localhost:4566"),
        ("https://S3.Example.com/", "https://s3.example.com", "s3.example.com"),
        ("https://host:443/base/", "https://host/base", "host"),
        ("http://host:443", "http://host:443", "host:443"),
        ("http://[::1]:9000", "http://[::1]:9000", "[::1]:9000"),
        ("http://[::1]", "http://[::1]", "[::1]"),
    ])
    func `a URL is read`(url: String, description: String, authority: String) throws {
        let endpoint = try #require(Endpoint(url: url))
        #expect(endpoint.description == description)
        #expect(endpoint.authority == authority)
    }

    @Test(arguments: [
        "", "localhost", "localhost:9000", "ftp://host", "http://", "http://:80", "http://host:0", "http://host:99999",
        "http://host:x", "http://user@host", "http://host?x", "http://host#x", "http://ho st", "http://a:b:c",
        "http://[::1",
        "http://hôst",
    ])
    func `anything else is not`(url: String) {
        #expect(Endpoint(url: url) == nil)
    }

    @Test(arguments: [
        ("s3.eu-central-1.amazonaws.com", true), ("b.s3.dualstack.us-east-1.amazonaws.com", true),
        ("s3.cn-north-1.amazonaws.com.cn", true), ("s3.us-east-1.api.aws", true), ("localhost", false),
        ("amazonaws.com.evil.example", false), ("evilamazonaws.com", false),
    ])
    func `AWS's own hosts are known`(host: String, isAWS: Bool) {
        #expect(Endpoint(host: host).isAWS == isAWS)
    }

    @Test(arguments: [
        ("eu-central-1", "sts.eu-central-1.amazonaws.com"), ("cn-north-1", "sts.cn-north-1.amazonaws.com.cn"),
    ])
    func `a regional service has a host in each region`(region: String, host: String) throws {
        let target = EndpointTarget(operation: STS.GetCallerIdentity.traits, region: region)
        let resolved = try RegionalEndpointResolver().resolve(target)
        #expect(resolved.endpoint.description == "https://\(host)")
        #expect(resolved.signingName == "sts")
        #expect(resolved.signingRegion == region)
    }
}
