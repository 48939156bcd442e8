package import Crypto
package import NIOCore

/// What a signature says about the body: its SHA-256, that it is not covered, or that it comes in signed chunks.
package enum PayloadHash: Sendable, Hashable {
    /// The SHA-256 of the whole body, as 64 lower-case hexadecimal digits.
    case sha256(String)
    /// The signature does not cover the body.
    case unsigned
    /// `aws-chunked` frames with trailers, neither signed.
    case streamingUnsignedTrailer
    /// `aws-chunked` frames, each signed.
    case streamingSigned
    /// `aws-chunked` frames with trailers, all signed.
    case streamingSignedTrailer

    /// The hash of no bytes.
    package static let empty = PayloadHash.sha256("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")

    package static func sha256(of body: ByteBuffer) -> PayloadHash {
        let digest = body.withUnsafeReadableBytes { bytes in
            var hash = SHA256()
            hash.update(bufferPointer: bytes)
            return hash.finalize()
        }
        return sha256(digest)
    }

    package static func sha256(_ digest: SHA256.Digest) -> PayloadHash {
        .sha256(digest.withUnsafeBytes { Hexadecimal.encode($0) })
    }

    /// Reads a value of `x-amz-content-sha256`; nil for anything but the known words and 64 hexadecimal digits.
    package init?(headerValue: String) {
        switch headerValue {
        case PayloadHash.unsigned.headerValue: self = .unsigned
        case PayloadHash.streamingUnsignedTrailer.headerValue: self = .streamingUnsignedTrailer
        case PayloadHash.streamingSigned.headerValue: self = .streamingSigned
        case PayloadHash.streamingSignedTrailer.headerValue: self = .streamingSignedTrailer
        default:
            guard headerValue.utf8.count == 64, headerValue.utf8.allSatisfy({ Hexadecimal.value(ofDigit: $0) != nil })
            else { return nil }
            self = .sha256(headerValue)
        }
    }

    /// As `x-amz-content-sha256` and the canonical request carry it.
    package var headerValue: String {
        switch self {
        case .sha256(let digest): digest
        case .unsigned: "UNSIGNED-PAYLOAD"
        case .streamingUnsignedTrailer: "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
        case .streamingSigned: "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
        case .streamingSignedTrailer: "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
        }
    }

    /// Whether the body is framed as `aws-chunked`.
    package var isStreaming: Bool {
        switch self {
        case .sha256, .unsigned: false
        case .streamingUnsignedTrailer, .streamingSigned, .streamingSignedTrailer: true
        }
    }

    /// Whether each chunk carries a signature.
    package var signsChunks: Bool { self == .streamingSigned || self == .streamingSignedTrailer }

    /// Whether trailers may follow the last chunk.
    package var allowsTrailers: Bool { self == .streamingUnsignedTrailer || self == .streamingSignedTrailer }
}
