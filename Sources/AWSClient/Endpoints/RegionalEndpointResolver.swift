import AWSCore

/// One host per region, as most services have: `sts.eu-central-1.amazonaws.com`.
package struct RegionalEndpointResolver: EndpointResolver {
    private let custom: Endpoint?

    /// - Parameter custom: the place to use whatever the region.
    package init(custom: Endpoint? = nil) { self.custom = custom }

    package func resolve(_ target: EndpointTarget) throws(AWSClientError) -> ResolvedEndpoint {
        let service = target.operation.service.signingName
        guard let region = target.region ?? (custom == nil ? nil : "us-east-1") else {
            throw AWSClientError.missingRegion
        }
        let domain = AWSPartition(region: region).domain
        return ResolvedEndpoint(
            endpoint: custom ?? Endpoint(host: "\(service).\(region).\(domain)"),
            signingRegion: region,
            signingName: service
        )
    }
}
