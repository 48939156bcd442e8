package import AWSClient
import AWSCore
import S3Model

/// Where S3's requests go: AWS's host of the region or a store of one's own, with the bucket in the path or the host.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
package struct S3EndpointResolver: EndpointResolver {
    private let custom: Endpoint?
    private let addressing: AddressingStyle

    package init(custom: Endpoint?, addressing: AddressingStyle) {
        self.custom = custom
        self.addressing = addressing
    }

    package func resolve(_ target: EndpointTarget) throws(AWSClientError) -> ResolvedEndpoint {
        guard let region = target.region ?? (custom == nil ? nil : "us-east-1") else { throw .missingRegion }
        var resolved = ResolvedEndpoint(
            endpoint: custom ?? Endpoint(host: "s3.\(region).\(AWSPartition(region: region).domain)"),
            signingRegion: region,
            signingName: "s3"
        )
        guard let bucket = target[label: "Bucket"] else { return resolved }
        guard BucketName.mayName(bucket) else {
            throw AWSClientError(
                .invalidConfiguration,
                "\"\(bucket)\" can't be a bucket's name.",
                hint: "A name has 3 to 63 letters, digits, hyphens and dots."
            )
        }
        guard try isInHost(bucket, resolved.endpoint) else { return resolved }
        resolved.endpoint.host = "\(bucket).\(resolved.endpoint.host)"
        resolved.omittedLabel = "Bucket"
        return resolved
    }

    private func isInHost(_ bucket: String, _ endpoint: Endpoint) throws(AWSClientError) -> Bool {
        switch addressing.choice {
        case .path:
            return false
        case .automatic:
            // A dot in the name would not match the certificate's wildcard.
            return custom == nil && BucketName.fitsHost(bucket) && !bucket.contains(".")
        case .virtualHost:
            guard BucketName.fitsHost(bucket), !endpoint.isIPAddress else {
                throw AWSClientError(
                    .invalidConfiguration,
                    "\"\(bucket)\" can't stand before \(endpoint.host) as part of a host's name.",
                    hint: "Use path-style addressing."
                )
            }
            return true
        }
    }
}

extension Endpoint {
    fileprivate var isIPAddress: Bool {
        host.contains(":") || host.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: ".") }
    }
}
