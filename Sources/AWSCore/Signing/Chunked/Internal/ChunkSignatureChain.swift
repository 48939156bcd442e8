import Crypto

/// The signatures of chunks: each covers the one before, the first one that of the request.
struct ChunkSignatureChain: Sendable {
    private let key: SigningKey
    private let timestamp: String
    private let scope: String
    private var previous: String

    private static let emptyDigest = PayloadHash.empty.headerValue

    init(after signature: RequestSignature) {
        key = signature.key
        timestamp = signature.timestamp
        scope = signature.scope.description
        previous = signature.value
    }

    /// The signature of the next chunk.
    mutating func sign(chunk digest: SHA256.Digest) -> String {
        sign("AWS4-HMAC-SHA256-PAYLOAD", [ChunkSignatureChain.emptyDigest, hexadecimal(digest)])
    }

    /// The signature of the trailers.
    ///
    /// - Parameter lines: `name:value` and a line feed for each.
    mutating func sign(trailers lines: [UInt8]) -> String {
        var digest = SHA256()
        lines.withUnsafeBytes { digest.update(bufferPointer: $0) }
        return sign("AWS4-HMAC-SHA256-TRAILER", [hexadecimal(digest.finalize())])
    }

    private mutating func sign(_ algorithm: String, _ digests: [String]) -> String {
        var stringToSign: [UInt8] = []
        stringToSign.reserveCapacity(320)
        stringToSign.append(algorithm)
        for part in [timestamp, scope, previous] + digests {
            stringToSign.append(UInt8(ascii: "\n"))
            stringToSign.append(part)
        }
        previous = key.signature(of: stringToSign)
        return previous
    }

    private func hexadecimal(_ digest: SHA256.Digest) -> String {
        digest.withUnsafeBytes { Hexadecimal.encode($0) }
    }
}
