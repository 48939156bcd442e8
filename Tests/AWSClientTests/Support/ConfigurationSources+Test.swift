import AWSClient

extension ConfigurationSources {
    /// An environment and files out of dictionaries. The shared files are `/aws/config` and `/aws/credentials`.
    static func test(
        _ variables: [String: String] = [:],
        config: String? = nil,
        credentials: String? = nil
    ) -> ConfigurationSources {
        var all = ["AWS_CONFIG_FILE": "/aws/config", "AWS_SHARED_CREDENTIALS_FILE": "/aws/credentials"]
        all.merge(variables) { _, new in new }
        return ConfigurationSources(
            variable: { [all] in all[$0] },
            file: { path throws(ConfigurationError) in
                ["/aws/config": config, "/aws/credentials": credentials][path] ?? nil
            }
        )
    }
}
