import HTTPTypes

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension SigV4Verifier {
    /// The time of signing, as text for the string to sign and as a date.
    func time(of claim: SignatureClaim) throws(SigningError) -> (timestamp: String, date: Date) {
        if let text = claim.timestamp {
            if text.utf8.count == 16, let date = ISO8601.parse(text) { return (text, date) }
            if claim.mechanism == .header, let date = HTTPDate.parse(text) { return (ISO8601.basic(date), date) }
        }
        throw claim.mechanism == .query
            ? SigningError(
                .malformedAuthorization,
                "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
                mechanism: .query
            )
            : SigningError(
                .missingDate,
                "AWS authentication requires a valid Date or x-amz-date header",
                mechanism: claim.mechanism
            )
    }

    func checkScope(
        _ scope: SigningScope,
        timestamp: String,
        mechanism: SigningError.Mechanism
    ) throws(SigningError) {
        func failure(_ part: String, _ given: String, expected: String, region: String? = nil) -> SigningError {
            SigningError(
                .invalidScope,
                "The Credential is malformed; the \(part) '\(given.prefix(64))' is wrong; expecting '\(expected)'",
                mechanism: mechanism,
                details: region.map { [ServiceError.Detail("Region", $0)] } ?? []
            )
        }
        let day = String(Substring(timestamp.utf8.prefix(8)))
        guard scope.date == day else { throw failure("date", scope.date, expected: day) }
        if case .only(let region) = regions, scope.region != region {
            throw failure("region", scope.region, expected: region, region: region)
        }
        guard scope.service == service else { throw failure("service", scope.service, expected: service) }
    }

    func payload(
        of head: HTTPRequest,
        claim: SignatureClaim,
        body: PayloadHash
    ) throws(SigningError) -> PayloadHash {
        guard let value = head.headerFields[.amzContentSHA256] ?? claim.payloadHash else {
            guard rules.sendsPayloadHash else { return body }
            if claim.mechanism == .query { return .unsigned }
            throw SigningError(
                .missingPayloadHash,
                "Missing required header for this request: x-amz-content-sha256",
                mechanism: claim.mechanism
            )
        }
        guard let payload = PayloadHash(headerValue: value) else {
            throw SigningError(
                .invalidPayloadHash,
                "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, "
                    + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid "
                    + "sha256 value.",
                mechanism: claim.mechanism,
                details: [
                    ServiceError.Detail("ArgumentName", "x-amz-content-sha256"),
                    ServiceError.Detail("ArgumentValue", value),
                ]
            )
        }
        return payload
    }

    func checked(
        _ credentials: Credentials?,
        accessKeyID: String,
        _ mechanism: SigningError.Mechanism
    ) throws(SigningError) -> Credentials {
        guard let credentials else {
            throw SigningError(
                .unknownAccessKey,
                "The AWS Access Key Id you provided does not exist in our records.",
                mechanism: mechanism,
                details: [ServiceError.Detail("AWSAccessKeyId", accessKeyID)]
            )
        }
        return credentials
    }

    func checkToken(_ claim: SignatureClaim, credentials: Credentials, at now: Date) throws(SigningError) {
        try checkToken(claim.sessionToken, credentials: credentials, mechanism: claim.mechanism, at: now)
    }

    func checkToken(
        _ token: String?,
        credentials: Credentials,
        mechanism: SigningError.Mechanism,
        at now: Date
    ) throws(SigningError) {
        let isRight =
            switch (token, credentials.sessionToken) {
            case (nil, nil): true
            case (let token?, let expected?): ConstantTime.areEqual(token, expected.rawValue)
            default: false
            }
        guard isRight else {
            throw SigningError(
                .invalidToken,
                "The provided token is malformed or otherwise invalid.",
                mechanism: mechanism
            )
        }
        if let expiration = credentials.expiration, expiration <= now {
            throw SigningError(.expiredToken, "The provided token has expired.", mechanism: mechanism)
        }
    }

    /// - Returns: until when a presigned request holds.
    func checkTime(_ claim: SignatureClaim, signedAt: Date, at now: Date) throws(SigningError) -> Date? {
        guard let expires = claim.expires else {
            guard abs(now.timeIntervalSince(signedAt)) <= SigV4Verifier.allowedSkew else {
                throw SigningError(
                    .clockSkew,
                    "The difference between the request time and the current time is too large.",
                    mechanism: claim.mechanism,
                    details: [
                        ServiceError.Detail("RequestTime", ISO8601.basic(signedAt)),
                        ServiceError.Detail("ServerTime", ISO8601.format(now)),
                        ServiceError.Detail("MaxAllowedSkewMilliseconds", "\(Int(SigV4Verifier.allowedSkew) * 1000)"),
                    ]
                )
            }
            return nil
        }
        guard let seconds = Int(expires), (1...SigV4Signer.longestExpiry).contains(seconds) else {
            throw SigningError(
                .expiresOutOfRange,
                "X-Amz-Expires must be a number of seconds from 1 to \(SigV4Signer.longestExpiry), a week.",
                mechanism: claim.mechanism
            )
        }
        guard signedAt.timeIntervalSince(now) <= SigV4Verifier.allowedSkew else {
            throw SigningError(
                .notYetValid,
                "Request is not valid yet",
                mechanism: claim.mechanism,
                details: [ServiceError.Detail("ServerTime", ISO8601.format(now))]
            )
        }
        let expiresAt = signedAt.addingTimeInterval(TimeInterval(seconds))
        guard now <= expiresAt else {
            throw SigningError(
                .expired,
                "Request has expired",
                mechanism: claim.mechanism,
                details: [
                    ServiceError.Detail("X-Amz-Expires", "\(seconds)"),
                    ServiceError.Detail("Expires", ISO8601.format(expiresAt)),
                    ServiceError.Detail("ServerTime", ISO8601.format(now)),
                ]
            )
        }
        return expiresAt
    }

    /// `host` and every field that S3 gives a meaning must be under the signature: else anyone could add one.
    func checkSignedHeaders(_ claim: SignatureClaim, head: HTTPRequest) throws(SigningError) {
        let signed = claim.signedNames
        var unsigned: [String] = signed.contains("host") ? [] : ["host"]
        for field in head.headerFields {
            let name = field.name.canonicalName
            guard name.hasPrefix("x-amz-"), !signed.contains(name), !unsigned.contains(name) else { continue }
            if !rules.signsSessionToken, field.name == rules.sessionTokenField { continue }
            unsigned.append(name)
        }
        guard unsigned.isEmpty else {
            throw SigningError(
                .missingSignedHeader,
                "There were headers present in the request which were not signed",
                mechanism: claim.mechanism,
                details: [ServiceError.Detail("HeadersNotSigned", unsigned.joined(separator: ", "))]
            )
        }
    }
}

extension SigningError {
    static let mismatchMessage =
        "The request signature we calculated does not match the signature you provided. "
        + "Check your key and signing method."

    /// Tells what the server signed, so that the client's author can compare.
    static func mismatch(
        of given: String,
        with signature: RequestSignature,
        accessKeyID: String,
        _ mechanism: Mechanism
    ) -> SigningError {
        SigningError(
            .signatureMismatch,
            mismatchMessage,
            mechanism: mechanism,
            details: [
                ServiceError.Detail("AWSAccessKeyId", accessKeyID),
                ServiceError.Detail("StringToSign", String(decoding: signature.stringToSign, as: UTF8.self)),
                ServiceError.Detail("SignatureProvided", String(given.prefix(128))),
                ServiceError.Detail("StringToSignBytes", spacedHexadecimal(signature.stringToSign)),
                ServiceError.Detail("CanonicalRequest", String(decoding: signature.canonicalRequest, as: UTF8.self)),
                ServiceError.Detail("CanonicalRequestBytes", spacedHexadecimal(signature.canonicalRequest)),
            ]
        )
    }

    private static func spacedHexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { Hexadecimal.encode([$0]) }.joined(separator: " ")
    }
}
