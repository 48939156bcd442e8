package import AWSCore

/// Decides where the requests of a service go.
package protocol EndpointResolver: Sendable {
    /// - Throws: `AWSClientError` when there is no such place: no region, or a bucket name that fits no host.
    func resolve(_ target: EndpointTarget) throws(AWSClientError) -> ResolvedEndpoint
}

/// What a decision about a request's place depends on.
package struct EndpointTarget: Sendable {
    package var operation: OperationTraits
    /// The values of the path's placeholders by name: `Bucket`, `Key`.
    package var labels: [(name: String, value: String)]
    /// The configured region, or the one a redirect has taught for this bucket.
    package var region: String?

    package init(operation: OperationTraits, labels: [(name: String, value: String)] = [], region: String?) {
        self.operation = operation
        self.labels = labels
        self.region = region
    }

    package subscript(label name: String) -> String? {
        labels.first { $0.name == name }?.value
    }
}

/// Where one request goes, and what its signature is for.
package struct ResolvedEndpoint: Sendable {
    package var endpoint: Endpoint
    package var signingRegion: String
    package var signingName: String
    /// The placeholder whose value is in the host's name and so not in the path.
    package var omittedLabel: String?

    package init(endpoint: Endpoint, signingRegion: String, signingName: String, omittedLabel: String? = nil) {
        self.endpoint = endpoint
        self.signingRegion = signingRegion
        self.signingName = signingName
        self.omittedLabel = omittedLabel
    }
}
