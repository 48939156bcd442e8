/// Finds a setting in the environment, then in the selected profile.
struct SettingLookup {
    /// A setting's text and where it stood, for messages.
    struct Found {
        var value: String
        var place: String
    }

    let sources: ConfigurationSources
    let profiles: SharedProfiles

    func find(variable: String, property: String) -> Found? {
        if let value = sources.value(of: variable) { return Found(value: value, place: variable) }
        if let value = profiles[property] { return Found(value: value, place: "\(property) of \(profiles.selected)") }
        return nil
    }

    func endpoint(of service: String) throws(ConfigurationError) -> Endpoint? {
        let ignore = find(variable: "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", property: "ignore_configured_endpoint_urls")
        if ignore?.value.lowercased() == "true" { return nil }
        guard let found = endpointURL(of: service) else { return nil }
        guard let endpoint = Endpoint(url: found.value) else {
            throw ConfigurationError("\(found.place) is \"\(found.value)\", which is not an http or https URL.")
        }
        return endpoint
    }

    private func endpointURL(of service: String) -> Found? {
        let variable = "AWS_ENDPOINT_URL_\(service.uppercased())"
        if let value = sources.value(of: variable) { return Found(value: value, place: variable) }
        if let value = sources.value(of: "AWS_ENDPOINT_URL") { return Found(value: value, place: "AWS_ENDPOINT_URL") }
        if let value = profiles.serviceProperty("endpoint_url", of: service) {
            return Found(value: value, place: "endpoint_url of \(service) in \(profiles.configPath)")
        }
        return profiles["endpoint_url"].map { Found(value: $0, place: "endpoint_url of \(profiles.selected)") }
    }

    func use(variable: String, property: String) throws(ConfigurationError) -> ChecksumSettings.Use {
        guard let found = find(variable: variable, property: property) else { return .whenSupported }
        switch found.value.lowercased() {
        case "when_supported": return .whenSupported
        case "when_required": return .whenRequired
        default:
            throw ConfigurationError(
                "\(found.place) is \"\(found.value)\", which is neither when_supported nor when_required."
            )
        }
    }

    func maximumAttempts() throws(ConfigurationError) -> Int? {
        guard let found = find(variable: "AWS_MAX_ATTEMPTS", property: "max_attempts") else { return nil }
        guard let attempts = Int(found.value), attempts >= 1 else {
            throw ConfigurationError("\(found.place) is \"\(found.value)\", which is not a number from 1 up.")
        }
        return attempts
    }
}
