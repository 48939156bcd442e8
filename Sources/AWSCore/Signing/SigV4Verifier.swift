package import HTTPTypes

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// Verifies requests signed with AWS Signature Version 4, as a service does.
package struct SigV4Verifier: Sendable {
    /// Which regions a scope may name.
    package enum Regions: Sendable, Hashable {
        case any
        case only(String)
    }

    package let regions: Regions
    package let service: String
    package let rules: SigningRules

    /// How far clocks may be apart, in seconds.
    static let allowedSkew: TimeInterval = 15 * 60

    package init(regions: Regions, service: String = "s3", rules: SigningRules = .s3) {
        self.regions = regions
        self.service = service
        self.rules = rules
    }

    /// Verifies a request's signature in its header or query.
    ///
    /// - Parameters:
    ///   - body: what stands for the body where the request has no `x-amz-content-sha256`. S3 requires that field,
    ///     others do not.
    ///   - credentials: finds keys by the access key's id.
    /// - Throws: what is wrong. `missingAuthentication` marks an anonymous request.
    package func verify(
        _ head: HTTPRequest,
        at now: Date,
        body: PayloadHash = .empty,
        credentials: (_ accessKeyID: String) -> Credentials?
    ) throws(SigningError) -> VerifiedSignature {
        let claim = try SignatureClaim(head)
        return try verify(head, claim: claim, at: now, body: body, credentials: credentials(claim.accessKeyID))
    }

    /// Verifies a request whose claim has been read beforehand, for keys that take time to find.
    package func verify(
        _ head: HTTPRequest,
        claim: SignatureClaim,
        at now: Date,
        body: PayloadHash = .empty,
        credentials: Credentials?
    ) throws(SigningError) -> VerifiedSignature {
        let (timestamp, signedAt) = try time(of: claim)
        try checkScope(claim.scope, timestamp: timestamp, mechanism: claim.mechanism)
        let payload = try payload(of: head, claim: claim, body: body)
        let credentials = try checked(credentials, accessKeyID: claim.accessKeyID, claim.mechanism)
        try checkToken(claim, credentials: credentials, at: now)
        let expiresAt = try checkTime(claim, signedAt: signedAt, at: now)
        try checkSignedHeaders(claim, head: head)
        let signature = RequestSignature(
            of: head,
            fields: SignedFields(named: claim.signedNames, listedAs: claim.signedHeaders, of: head),
            payload: payload,
            path: rules.path,
            isPresigned: claim.mechanism == .query,
            timestamp: timestamp,
            scope: claim.scope,
            key: SigningKeyCache.shared.key(for: credentials.secretAccessKey, scope: claim.scope)
        )
        guard ConstantTime.areEqual(signature.value, claim.signature) else {
            throw .mismatch(of: claim.signature, with: signature, accessKeyID: claim.accessKeyID, claim.mechanism)
        }
        return VerifiedSignature(
            accessKeyID: claim.accessKeyID,
            signature: signature,
            mechanism: claim.mechanism,
            payload: payload,
            signedAt: signedAt,
            expiresAt: expiresAt
        )
    }

    /// Verifies the signature of a form's policy. Whether the policy allows the form is for others to say.
    ///
    /// - Parameter form: the form's fields as they came.
    /// - Throws: what is wrong, as ``verify(_:at:body:credentials:)`` does.
    package func verify(
        _ form: PolicySignature,
        of policy: String,
        at now: Date,
        credentials: (_ accessKeyID: String) -> Credentials?
    ) throws(SigningError) -> String {
        guard form.algorithm == RequestSignature.algorithm else {
            throw SigningError(
                .unsupportedAlgorithm,
                "x-amz-algorithm only supports \"AWS4-HMAC-SHA256\".",
                mechanism: .form
            )
        }
        let credential = try Credential(form.credential, mechanism: .form)
        guard form.date.utf8.count == 16, ISO8601.parse(form.date) != nil else {
            throw SigningError(.missingDate, "x-amz-date must be a date such as 20261123T100000Z.", mechanism: .form)
        }
        try checkScope(credential.scope, timestamp: form.date, mechanism: .form)
        let keys = try checked(credentials(credential.accessKeyID), accessKeyID: credential.accessKeyID, .form)
        try checkToken(form.securityToken, credentials: keys, mechanism: .form, at: now)
        let key = SigningKeyCache.shared.key(for: keys.secretAccessKey, scope: credential.scope)
        guard ConstantTime.areEqual(key.signature(of: Array(policy.utf8)), form.signature) else {
            throw SigningError(
                .signatureMismatch,
                SigningError.mismatchMessage,
                mechanism: .form,
                details: [
                    ServiceError.Detail("AWSAccessKeyId", credential.accessKeyID),
                    ServiceError.Detail("StringToSign", policy),
                    ServiceError.Detail("SignatureProvided", form.signature),
                ]
            )
        }
        return credential.accessKeyID
    }
}
