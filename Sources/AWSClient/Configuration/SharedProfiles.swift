/// The profiles of AWS's two shared files taken together.
package struct SharedProfiles: Sendable, Equatable {
    /// The profile in use, and where its name came from.
    package let selected: String
    /// Whether somebody chose it, rather than its being the default.
    package let isSelectedExplicitly: Bool
    /// The file that credentials are looked for in first, for messages.
    package let credentialsPath: String
    package let configPath: String

    private var config = ProfileFile()
    private var credentials = ProfileFile()

    /// Reads both files; one that is not there counts as empty.
    ///
    /// - Parameter profile: the profile to use; if nil, `AWS_PROFILE`, then `default`.
    /// - Throws: `ConfigurationError` for a file that cannot be read or understood.
    package static func load(
        profile: String? = nil,
        from sources: ConfigurationSources
    ) throws(ConfigurationError) -> SharedProfiles {
        let chosen = profile ?? sources.value(of: "AWS_PROFILE") ?? sources.value(of: "AWS_DEFAULT_PROFILE")
        var profiles = SharedProfiles(
            selected: chosen ?? "default",
            isSelectedExplicitly: chosen != nil,
            credentialsPath: sources.expandingHome(
                sources.value(of: "AWS_SHARED_CREDENTIALS_FILE") ?? "~/.aws/credentials"
            ),
            configPath: sources.expandingHome(sources.value(of: "AWS_CONFIG_FILE") ?? "~/.aws/config")
        )
        if let text = try sources.file(profiles.configPath) {
            profiles.config = try ProfileFile(parsing: text, as: .config, path: profiles.configPath)
        }
        if let text = try sources.file(profiles.credentialsPath) {
            profiles.credentials = try ProfileFile(parsing: text, as: .credentials, path: profiles.credentialsPath)
        }
        return profiles
    }

    /// Whether either file has a profile of this name.
    package func contains(_ profile: String) -> Bool {
        config.profiles[profile] != nil || credentials.profiles[profile] != nil
    }

    /// The value of a property of the selected profile. `s3.addressing_style` names one nested below `s3`.
    ///
    /// The credentials file's value wins over the config file's.
    package subscript(name: String) -> String? {
        self[name, of: selected]
    }

    package subscript(name: String, of profile: String) -> String? {
        let value = credentials.profiles[profile]?[name] ?? config.profiles[profile]?[name]
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The value of a property of a `[services ...]` section, if the selected profile names one.
    package func serviceProperty(_ name: String, of service: String) -> String? {
        guard let services = self["services"] else { return nil }
        return config.others["services"]?[services]?["\(service).\(name)"].flatMap { $0.isEmpty ? nil : $0 }
    }

    private init(selected: String, isSelectedExplicitly: Bool, credentialsPath: String, configPath: String) {
        self.selected = selected
        self.isSelectedExplicitly = isSelectedExplicitly
        self.credentialsPath = credentialsPath
        self.configPath = configPath
    }
}
