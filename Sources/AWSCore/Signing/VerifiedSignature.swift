#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// A signature that holds.
package struct VerifiedSignature: Sendable {
    package let accessKeyID: String
    /// Carries the scope, and is where signatures of chunks continue from.
    package let signature: RequestSignature
    package let mechanism: SigningError.Mechanism
    /// What the signature says about the body. A digest is still to be compared with the body that comes.
    package let payload: PayloadHash
    package let signedAt: Date
    /// Until when a presigned request holds; nil for any other.
    package let expiresAt: Date?
}
