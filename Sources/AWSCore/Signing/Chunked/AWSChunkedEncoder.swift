package import HTTPTypes

/// Writes a body as `aws-chunked` frames: each chunk with its size and, if asked, its signature, then trailers.
///
/// Call ``prepare(_:)`` before the request is signed with ``payload``, then ``encode(_:signature:)``, with the
/// signature if the chunks are signed.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/developerguide/sigv4-streaming-trailers.html
package struct AWSChunkedEncoder: Sendable {
    /// How many bytes the body has without frames.
    package let decodedLength: Int
    /// How many bytes each chunk but the last has.
    package let chunkSize: Int
    package let isSigned: Bool
    package let trailers: [ChunkedTrailer]

    /// S3 refuses smaller chunks, the last one excepted.
    static let smallestChunkSize = 8192
    /// Far above any object's size, and below what lengths can be reckoned with.
    private static let greatestLength = 1 << 53

    /// - Parameters:
    ///   - decodedLength: how many bytes the body has. A body with more or fewer will throw a `ChunkedCodingError`.
    ///   - chunkSize: at least 8192. Up to this many bytes of the body are held at a time.
    ///   - isSigned: signs each chunk and the trailers.
    package init(decodedLength: Int, chunkSize: Int = 65_536, isSigned: Bool, trailers: [ChunkedTrailer] = []) {
        self.decodedLength = min(max(decodedLength, 0), AWSChunkedEncoder.greatestLength)
        self.chunkSize = min(max(chunkSize, AWSChunkedEncoder.smallestChunkSize), AWSChunkedEncoder.greatestLength)
        self.isSigned = isSigned
        self.trailers = trailers.sorted { $0.name < $1.name }
    }

    /// What the request's signature says about the body.
    package var payload: PayloadHash {
        guard isSigned else { return .streamingUnsignedTrailer }
        return trailers.isEmpty ? .streamingSigned : .streamingSignedTrailer
    }

    /// How many bytes the frames have altogether.
    package var framedLength: Int {
        let (fullChunks, rest) = decodedLength.quotientAndRemainder(dividingBy: chunkSize)
        var length = fullChunks * (frameLength(of: chunkSize) + chunkSize)
        if rest > 0 { length += frameLength(of: rest) + rest }
        length += frameLength(of: 0) - 2
        for trailer in trailers { length += trailer.name.utf8.count + 1 + trailer.valueLength + 2 }
        if isSigned, !trailers.isEmpty {
            length += ChunkFrame.trailerSignatureName.utf8.count + 1 + ChunkFrame.signatureLength + 2
        }
        return length + 2
    }

    /// How many bytes come before and after a chunk's own.
    private func frameLength(of size: Int) -> Int {
        let signature = isSigned ? ChunkFrame.signatureExtension.utf8.count + ChunkFrame.signatureLength : 0
        return String(size, radix: 16).utf8.count + signature + 4
    }

    /// Adds the header fields that tell a server of the frames.
    package func prepare(_ head: inout HTTPRequest) {
        let encoding = head.headerFields[.contentEncoding]
        head.headerFields[.contentEncoding] =
            encoding.map { $0.hasPrefix("aws-chunked") ? $0 : "aws-chunked,\($0)" } ?? "aws-chunked"
        head.headerFields[.amzDecodedContentLength] = "\(decodedLength)"
        head.headerFields[.contentLength] = "\(framedLength)"
        head.headerFields[.amzTrailer] =
            trailers.isEmpty ? nil : trailers.map(\.name).joined(separator: ",")
    }

    /// The body in frames. It can be read again if the body itself can.
    ///
    /// - Parameter signature: the signature of the request, which those of the chunks continue. Needed only if they are
    ///   signed; reading the frames throws `malformedHead` without it.
    package func encode(_ body: HTTPBody, signature: RequestSignature? = nil) -> HTTPBody {
        let chain = isSigned ? signature.map(ChunkSignatureChain.init(after:)) : nil
        let frames = ChunkFrames(body: body, encoder: self, chain: chain)
        guard body.isReplayable else { return HTTPBody(frames, length: framedLength) }
        return HTTPBody(length: framedLength) { frames }
    }
}
