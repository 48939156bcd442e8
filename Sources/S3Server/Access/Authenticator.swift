import AWSCore
import HTTPTypes

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Who sent a request, and what the signature says of its body.
struct Access: Sendable {
    let signature: VerifiedSignature

    var accessKeyID: String { signature.accessKeyID }
    var payload: PayloadHash { signature.payload }
    var isPresigned: Bool { signature.mechanism == .query }

    /// What takes the body of this request out of its chunks; nil for a body without any.
    func decoder(of head: HTTPRequest) throws(ServiceError) -> AWSChunkedDecoder? {
        guard payload.isStreaming else { return nil }
        do {
            return try AWSChunkedDecoder(head, payload: payload, signature: signature.signature)
        } catch {
            throw ServiceError(error)
        }
    }
}

/// Finds out who sent a request, from its signature.
struct Authenticator: Sendable {
    private let verifier: SigV4Verifier
    private let credentials: [String: Credentials]

    init(_ configuration: LocalS3Configuration) {
        verifier = SigV4Verifier(regions: configuration.acceptsAnyRegion ? .any : .only(configuration.region))
        credentials = Dictionary(
            configuration.credentials.map { ($0.accessKeyID, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// - Throws: the error S3 answers with: `AccessDenied` for a request without a signature.
    func authenticate(_ head: HTTPRequest, now: Date) throws(ServiceError) -> Access {
        do {
            return Access(signature: try verifier.verify(head, at: now) { credentials[$0] })
        } catch {
            throw ServiceError(error)
        }
    }
}
