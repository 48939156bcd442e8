import AWSCore
import HTTPTypes

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Who sent a request, and what the signature says of its body.
struct Access: Sendable {
    let accessKeyID: String
    let payload: PayloadHash
    /// The region the signature is for.
    let region: String
    let isPresigned: Bool
    /// What signatures of chunks continue from; nil where there can be none.
    fileprivate let signature: RequestSignature?

    /// What takes the body of this request out of its chunks; nil for a body without any.
    func decoder(of head: HTTPRequest) throws(ServiceError) -> AWSChunkedDecoder? {
        guard payload.isStreaming else { return nil }
        do {
            return try AWSChunkedDecoder(head, payload: payload, signature: signature)
        } catch {
            throw ServiceError(error)
        }
    }
}

/// Finds out who sent a request, from its signature.
struct Authenticator: Sendable {
    private let verifier: SigV4Verifier
    private let credentials: [String: Credentials]
    private let region: String

    init(_ configuration: LocalS3Configuration) {
        verifier = SigV4Verifier(regions: configuration.acceptsAnyRegion ? .any : .only(configuration.region))
        credentials = Dictionary(
            configuration.credentials.map { ($0.accessKeyID, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        region = configuration.region
    }

    /// - Throws: the error S3 answers with: `AccessDenied` for a request without a signature.
    func authenticate(_ head: HTTPRequest, target: RequestTarget, now: Date) throws(ServiceError) -> Access {
        if let url = PresignedURLVersion2(target) {
            try url.verify(head, target: target, credentials: credentials[url.accessKeyID], now: now)
            return Access(
                accessKeyID: url.accessKeyID,
                payload: .unsigned,
                region: region,
                isPresigned: true,
                signature: nil
            )
        }
        do {
            let verified = try verifier.verify(head, at: now) { credentials[$0] }
            return Access(
                accessKeyID: verified.accessKeyID,
                payload: verified.payload,
                region: verified.signature.scope.region,
                isPresigned: verified.mechanism == .query,
                signature: verified.signature
            )
        } catch {
            throw ServiceError(error)
        }
    }
}
