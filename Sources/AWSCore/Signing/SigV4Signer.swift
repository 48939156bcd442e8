package import HTTPTypes

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// Signs requests with AWS Signature Version 4.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
package struct SigV4Signer: Sendable {
    package let credentials: Credentials
    package let region: String
    package let service: String
    package let rules: SigningRules

    /// The longest time a presigned request can hold, in seconds: seven days.
    package static let longestExpiry = 604_800

    /// - Parameter rules: the service's own, if nil.
    package init(credentials: Credentials, region: String, service: String, rules: SigningRules? = nil) {
        self.credentials = credentials
        self.region = region
        self.service = service
        self.rules = rules ?? SigningRules(service: service)
    }

    /// Adds `Authorization` and the fields that it needs. Every field that does not change on the way is signed.
    ///
    /// Signing a request again replaces its signature.
    @discardableResult
    package func sign(_ head: inout HTTPRequest, payload: PayloadHash, at date: Date) -> RequestSignature {
        let timestamp = ISO8601.basic(date)
        head.headerFields[.authorization] = nil
        head.headerFields[.amzDate] = timestamp
        if rules.sendsPayloadHash { head.headerFields[.amzContentSHA256] = payload.headerValue }
        head.headerFields[rules.sessionTokenField] = rules.signsSessionToken ? credentials.sessionToken?.rawValue : nil

        let fields = SignedFields(all: head)
        let signature = signature(of: head, fields: fields, payload: payload, isPresigned: false, timestamp: timestamp)
        head.headerFields[.authorization] = authorization(signature)
        if !rules.signsSessionToken, let token = credentials.sessionToken {
            head.headerFields[rules.sessionTokenField] = token.rawValue
        }
        return signature
    }

    /// Adds a signature to the query, so that the URL alone is a permit.
    ///
    /// Whoever uses it must send every header field that the head has, as they are signed, too.
    ///
    /// - Parameters:
    ///   - seconds: how long it holds, from 1 to ``longestExpiry``.
    ///   - payload: under S3's rules anything but `unsigned` is written to the query.
    /// - Throws: `expiresOutOfRange`.
    @discardableResult
    package func presign(
        _ head: inout HTTPRequest,
        expiresIn seconds: Int,
        payload: PayloadHash = .unsigned,
        at date: Date
    ) throws(SigningError) -> RequestSignature {
        guard (1...SigV4Signer.longestExpiry).contains(seconds) else {
            throw SigningError(.expiresOutOfRange, "\(seconds) seconds are not from 1 to \(SigV4Signer.longestExpiry).")
        }
        let timestamp = ISO8601.basic(date)
        head.headerFields[.authorization] = nil
        head.headerFields[.amzDate] = nil
        head.headerFields[.amzContentSHA256] = nil
        head.headerFields[rules.sessionTokenField] = nil

        let fields = SignedFields(all: head)
        let token = credentials.sessionToken.map { PercentEncoding.encode($0.rawValue) }
        var path = head.path ?? "/"
        path += path.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
        path += "X-Amz-Algorithm=\(RequestSignature.algorithm)&X-Amz-Credential="
        path += PercentEncoding.encode("\(credentials.accessKeyID)/\(scope(timestamp))")
        path += "&X-Amz-Date=\(timestamp)&X-Amz-SignedHeaders=\(PercentEncoding.encode(fields.names))"
        path += "&X-Amz-Expires=\(seconds)"
        if rules.sendsPayloadHash, payload != .unsigned { path += "&X-Amz-Content-Sha256=\(payload.headerValue)" }
        if rules.signsSessionToken, let token { path += "&\(rules.sessionTokenQueryName)=\(token)" }
        head.path = path

        let signature = signature(of: head, fields: fields, payload: payload, isPresigned: true, timestamp: timestamp)
        if !rules.signsSessionToken, let token { path += "&\(rules.sessionTokenQueryName)=\(token)" }
        head.path = path + "&X-Amz-Signature=\(signature.value)"
        return signature
    }

    private func scope(_ timestamp: String) -> SigningScope {
        SigningScope(timestamp: timestamp, region: region, service: service)
    }

    private func signature(
        of head: HTTPRequest,
        fields: SignedFields,
        payload: PayloadHash,
        isPresigned: Bool,
        timestamp: String
    ) -> RequestSignature {
        let scope = scope(timestamp)
        return RequestSignature(
            of: head,
            fields: fields,
            payload: payload,
            path: rules.path,
            isPresigned: isPresigned,
            timestamp: timestamp,
            scope: scope,
            key: SigningKeyCache.shared.key(for: credentials.secretAccessKey, scope: scope)
        )
    }

    private func authorization(_ signature: RequestSignature) -> String {
        var value = RequestSignature.algorithm
        value.reserveCapacity(192 + signature.signedHeaders.utf8.count)
        value += " Credential="
        value += credentials.accessKeyID
        value += "/"
        value += signature.scope.description
        value += ", SignedHeaders="
        value += signature.signedHeaders
        value += ", Signature="
        value += signature.value
        return value
    }
}
