import AWSClient
import AWSCore
import Synchronization
import Testing

@Suite struct CredentialTests {
    struct Case: Sendable {
        var variables: [String: String] = [:]
        var config: String?
        var credentials: String?
        var profile: String?
        /// `id/secret/token`, or the code of the error.
        var expected: String
    }

    private static let file = """
        [default]
        aws_access_key_id = D
        aws_secret_access_key = ds
        [work]
        aws_access_key_id = W
        aws_secret_access_key = ws
        aws_session_token = wt
        [half]
        aws_access_key_id = H
        """
    private static let environment = ["AWS_ACCESS_KEY_ID": "E", "AWS_SECRET_ACCESS_KEY": "es"]

    @Test(arguments: [
        Case(variables: environment, credentials: file, expected: "E/es/-"),
        Case(variables: environment.merging(["AWS_SESSION_TOKEN": "et"]) { $1 }, expected: "E/es/et"),
        Case(variables: ["AWS_ACCESS_KEY_ID": "E"], credentials: file, expected: "invalid"),
        Case(variables: ["AWS_SECRET_ACCESS_KEY": "es"], credentials: file, expected: "invalid"),
        Case(variables: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""], credentials: file, expected: "D/ds/-"),
        Case(credentials: file, expected: "D/ds/-"),
        Case(variables: ["AWS_PROFILE": "work"], credentials: file, expected: "W/ws/wt"),
        Case(variables: environment, credentials: file, profile: "work", expected: "W/ws/wt"),
        Case(variables: environment, credentials: file, profile: "absent", expected: "invalid"),
        Case(variables: ["AWS_PROFILE": "half"], credentials: file, expected: "invalid"),
        Case(variables: ["AWS_PROFILE": "absent"], credentials: file, expected: "invalid"),
        Case(
            variables: ["AWS_PROFILE": "c"],
            config: "[profile c]\naws_access_key_id=C\naws_secret_access_key=cs\n",
            expected: "C/cs/-"
        ),
        Case(config: "[default]\nregion = eu-west-1\n", expected: "notConfigured"),
        Case(expected: "notConfigured"),
        Case(credentials: "aws_access_key_id = D\n", expected: "invalid"),
    ])
    func `the chain finds the keys that AWS's own tools would`(example: Case) async throws {
        let sources = ConfigurationSources.test(
            example.variables,
            config: example.config,
            credentials: example.credentials
        )
        let chain = CredentialChain.standard(profile: example.profile, sources: sources)
        do {
            let found = try #require(try await chain.credentials())
            let token = found.sessionToken?.rawValue ?? "-"
            #expect("\(found.accessKeyID)/\(found.secretAccessKey.rawValue)/\(token)" == example.expected)
        } catch let error as CredentialError {
            #expect(error.code.description == example.expected)
        }
    }

    @Test func `when no source has keys the error says what each of them said`() async throws {
        let error = await #expect(throws: CredentialError.self) {
            try await CredentialChain.standard(sources: .test()).credentials()
        }
        #expect(error?.causes.map(\.source) == ["environment", "profile \"default\""])
        #expect(error?.description.contains("/aws/credentials") == true)
    }

    @Test func `neither credentials nor their errors print a secret`() async throws {
        let provider = StaticCredentials(accessKeyID: "AKID", secretAccessKey: "hush", sessionToken: "hush")
        var text = "\(provider)"
        dump(provider, to: &text)
        dump(try await provider.credentials(), to: &text)
        #expect(text.contains("AKID"))
        #expect(!text.contains("hush"))
    }

    @Test func `a profile's file is read again after a minute`() async throws {
        let now = Mutex(ContinuousClock.now)
        let secret = Mutex("first")
        let sources = ConfigurationSources(
            variable: { $0 == "AWS_SHARED_CREDENTIALS_FILE" ? "/c" : nil },
            file: { path throws(ConfigurationError) in
                guard path == "/c" else { return nil }
                return "[default]\naws_access_key_id = D\naws_secret_access_key = \(secret.withLock { $0 })\n"
            }
        )
        let provider = ProfileCredentials(profile: nil, sources: sources, now: { now.withLock { $0 } })
        #expect(try await provider.credentials()?.secretAccessKey.rawValue == "first")
        secret.withLock { $0 = "second" }
        #expect(try await provider.credentials()?.secretAccessKey.rawValue == "first")
        now.withLock { $0 += .seconds(61) }
        #expect(try await provider.credentials()?.secretAccessKey.rawValue == "second")
    }
}
