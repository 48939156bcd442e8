import AWSClient
import Testing

@Suite struct SharedProfilesTests {
    private func profiles(
        config: String? = nil,
        credentials: String? = nil,
        profile: String? = nil
    ) throws -> SharedProfiles {
        try SharedProfiles.load(profile: profile, from: .test(config: config, credentials: credentials))
    }

    @Test func `comments, blank lines, spaces and carriage returns do no harm`() throws {
        let text =
            "# one\r\n; two\r\n\r\n  # three\r\n[default]\r\nRegion=eu-west-1 # four\r\nname = a#b;c\r\nempty =\r\n"
        let found = try profiles(config: text)
        #expect(found["region"] == "eu-west-1")
        #expect(found["name"] == "a#b;c")
        #expect(found["empty"] == nil)
    }

    @Test func `nested properties belong to the one above`() throws {
        let found = try profiles(
            config: """
                [default]
                s3 =
                  addressing_style = path
                  # between
                  max_concurrent_requests = 20
                region = eu-west-1
                """
        )
        #expect(found["s3.addressing_style"] == "path")
        #expect(found["s3.max_concurrent_requests"] == "20")
        #expect(found["region"] == "eu-west-1")
    }

    @Test func `an indented line goes on with the value above it`() throws {
        #expect(try profiles(config: "[default]\nname = one\n  two\n")["name"] == "one\ntwo")
    }

    @Test func `config names its profiles with a word in front, credentials without`() throws {
        let config = "[profile work]\nregion = a\n[play]\nregion = b\n[profile \"two words\"]\nregion = c\n"
        let credentials = "[play]\nregion = d\n[profile work]\nregion = e\n"
        let found = try profiles(config: config, credentials: credentials)
        #expect(found["region", of: "work"] == "a")
        #expect(found["region", of: "play"] == "d")
        #expect(found["region", of: "two words"] == "c")
    }

    @Test(arguments: [
        "[default]\nregion = a\n[profile default]\nregion = b\n",
        "[profile default]\nregion = b\n[default]\nregion = a\n",
    ])
    func `the default profile with the word in front wins`(config: String) throws {
        #expect(try profiles(config: config)["region"] == "b")
    }

    @Test func `sections of one name are one section, and later values win`() throws {
        let found = try profiles(config: "[default]\na = 1\nb = 1\n[default]\nb = 2\n")
        #expect(found["a"] == "1")
        #expect(found["b"] == "2")
    }

    @Test(arguments: ["[default\n", "region = a\n", "[default]\nno equals sign\n", "[default]\n= value\n"])
    func `a line that makes no sense is named`(config: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try profiles(config: config) }
        #expect(error?.message.contains("/aws/config, line ") == true)
    }

    @Test func `services sections are found through the profile`() throws {
        let config = "[default]\nservices = local\n[services local]\ns3 =\n  endpoint_url = http://localhost:1\n"
        #expect(try profiles(config: config).serviceProperty("endpoint_url", of: "s3") == "http://localhost:1")
        #expect(try profiles(config: config).serviceProperty("endpoint_url", of: "sts") == nil)
    }
}
