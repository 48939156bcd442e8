#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// The fields of a form that carry the signature of its policy.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/developerguide/sigv4-authentication-HTTPPOST.html
package struct PolicySignature: Sendable, Hashable {
    /// `x-amz-algorithm`
    package var algorithm: String
    /// `x-amz-credential`
    package var credential: String
    /// `x-amz-date`
    package var date: String
    /// `x-amz-security-token`
    package var securityToken: String?
    /// `x-amz-signature`
    package var signature: String

    package init(
        algorithm: String,
        credential: String,
        date: String,
        securityToken: String? = nil,
        signature: String
    ) {
        self.algorithm = algorithm
        self.credential = credential
        self.date = date
        self.securityToken = securityToken
        self.signature = signature
    }
}

extension SigV4Signer {
    /// The fields a policy must name before it is signed: all but the signature, which is empty.
    package func unsignedPolicyFields(at date: Date) -> PolicySignature {
        let timestamp = ISO8601.basic(date)
        let scope = SigningScope(timestamp: timestamp, region: region, service: service)
        return PolicySignature(
            algorithm: RequestSignature.algorithm,
            credential: "\(credentials.accessKeyID)/\(scope)",
            date: timestamp,
            securityToken: credentials.sessionToken?.rawValue,
            signature: ""
        )
    }

    /// Signs a form's policy.
    ///
    /// - Parameter policy: the JSON document in Base64, as the form sends it.
    package func sign(policy: String, at date: Date) -> PolicySignature {
        var fields = unsignedPolicyFields(at: date)
        let scope = SigningScope(timestamp: fields.date, region: region, service: service)
        let key = SigningKeyCache.shared.key(for: credentials.secretAccessKey, scope: scope)
        fields.signature = key.signature(of: Array(policy.utf8))
        return fields
    }
}
