import AWSClient
import Testing

@Suite struct ClientConfigurationTests {
    private static let config = """
        [default]
        region = profile-region
        endpoint_url = http://profile:1
        request_checksum_calculation = WHEN_REQUIRED
        max_attempts = 7
        [profile services]
        services = local
        endpoint_url = http://profile:1
        [services local]
        s3 =
          endpoint_url = http://service:2
        """

    private func load(_ variables: [String: String] = [:], profile: String? = nil) throws -> ClientConfiguration {
        try ClientConfiguration.load(profile: profile, from: .test(variables, config: Self.config))
    }

    @Test func `the environment wins over the profile, and the profile over the defaults`() throws {
        let fromProfile = try load()
        #expect(fromProfile.region == "profile-region")
        #expect(fromProfile.endpoint?.description == "http://profile:1")
        #expect(fromProfile.checksums.requests == .whenRequired)
        #expect(fromProfile.checksums.responses == .whenSupported)
        #expect(fromProfile.retry.maximumAttempts == 7)
        let fromEnvironment = try load([
            "AWS_REGION": "env-region", "AWS_ENDPOINT_URL": "http://env:3", "AWS_MAX_ATTEMPTS": "2",
            "AWS_REQUEST_CHECKSUM_CALCULATION": "when_supported", "AWS_RESPONSE_CHECKSUM_VALIDATION": "when_required",
        ])
        #expect(fromEnvironment.region == "env-region")
        #expect(fromEnvironment.endpoint?.description == "http://env:3")
        #expect(fromEnvironment.checksums.requests == .whenSupported)
        #expect(fromEnvironment.checksums.responses == .whenRequired)
        #expect(fromEnvironment.retry.maximumAttempts == 2)
    }

    @Test(arguments: [
        ([:], "services", "http://service:2"),
        (["AWS_ENDPOINT_URL": "http://env:3"], "services", "http://env:3"),
        (["AWS_ENDPOINT_URL": "http://env:3", "AWS_ENDPOINT_URL_S3": "http://s3:4"], nil, "http://s3:4"),
        (["AWS_ENDPOINT_URL_STS": "http://sts:5"], nil, "http://profile:1"),
        (["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true", "AWS_ENDPOINT_URL": "http://env:3"], nil, nil),
    ])
    func `the nearest endpoint wins`(variables: [String: String], profile: String?, expected: String?) throws {
        #expect(try load(variables, profile: profile).endpoint?.description == expected)
    }

    @Test func `AWS_DEFAULT_REGION counts when AWS_REGION is not set`() throws {
        #expect(try load(["AWS_DEFAULT_REGION": "a"]).region == "a")
        #expect(try load(["AWS_DEFAULT_REGION": "a", "AWS_REGION": "b"]).region == "b")
    }

    @Test func `nothing configured is no error`() throws {
        let configuration = try ClientConfiguration.load(from: .test())
        #expect(configuration.region == nil)
        #expect(configuration.endpoint == nil)
    }

    @Test(arguments: [
        ["AWS_ENDPOINT_URL": "localhost:9000"], ["AWS_ENDPOINT_URL": "ftp://host"], ["AWS_MAX_ATTEMPTS": "0"],
        ["AWS_MAX_ATTEMPTS": "many"], ["AWS_REQUEST_CHECKSUM_CALCULATION": "always"], ["AWS_PROFILE": "absent"],
    ])
    func `a value that makes no sense is named`(variables: [String: String]) throws {
        let error = #expect(throws: ConfigurationError.self) { try load(variables) }
        let value = try #require(variables.values.first)
        #expect(error?.message.contains(value) == true)
    }
}
