import Crypto
import NIOCore

/// Checks a body against the digest its request gave, while it streams by.
package enum PayloadVerification {
    /// The same body, which throws a `SigningError` of `payloadMismatch` in place of its end if it has another digest.
    ///
    /// With a known length the error comes in place of the last buffer.
    ///
    /// - Parameter digest: hexadecimal digits of either case.
    package static func body(_ body: HTTPBody, verifying digest: String) -> HTTPBody {
        let digest = digest.lowercased()
        guard body.isReplayable else {
            return HTTPBody(VerifiedBuffers(body: body, digest: digest), length: body.length)
        }
        return HTTPBody(length: body.length) { VerifiedBuffers(body: body, digest: digest) }
    }

    private struct VerifiedBuffers: AsyncSequence, Sendable {
        typealias Element = ByteBuffer

        let body: HTTPBody
        let digest: String

        func makeAsyncIterator() -> AsyncIterator {
            AsyncIterator(buffers: body.makeAsyncIterator(), digest: digest, remaining: body.length)
        }

        struct AsyncIterator: AsyncIteratorProtocol {
            var buffers: HTTPBody.AsyncIterator
            let digest: String
            var remaining: Int?
            var hash = SHA256()
            var isVerified = false

            mutating func next() async throws -> ByteBuffer? {
                guard let buffer = try await buffers.next() else {
                    if !isVerified { try verify() }
                    return nil
                }
                buffer.withUnsafeReadableBytes { hash.update(bufferPointer: $0) }
                isVerified = false
                if let left = remaining {
                    remaining = left - buffer.readableBytes
                    if remaining == 0 { try verify() }
                }
                return buffer
            }

            private mutating func verify() throws(SigningError) {
                isVerified = true
                let computed = hash.finalize().withUnsafeBytes { Hexadecimal.encode($0) }
                guard ConstantTime.areEqual(computed, digest) else {
                    throw SigningError(
                        .payloadMismatch,
                        "The provided 'x-amz-content-sha256' header does not match what was computed.",
                        details: [
                            ServiceError.Detail("ClientComputedContentSHA256", digest),
                            ServiceError.Detail("S3ComputedContentSHA256", computed),
                        ]
                    )
                }
            }
        }
    }
}
