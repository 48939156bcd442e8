package import HTTPTypes
import Synchronization

/// Reads a body out of `aws-chunked` frames and verifies sizes, signatures and the names of trailers.
///
/// Bytes are passed on before their chunk has ended, so whoever takes them must not act on them before the body has:
/// an error comes in place of its end.
package struct AWSChunkedDecoder: Sendable {
    /// What a body may not exceed.
    package struct Limits: Sendable {
        /// Bytes of the line before a chunk.
        package var headerLength = 1024
        /// Bytes of one chunk: as many as the largest part has. Chunks are not held.
        package var chunkSize = 5 << 30
        /// Bytes that every signed chunk but the last must have.
        package var smallestSignedChunk = AWSChunkedEncoder.smallestChunkSize
        /// Bytes of all trailers.
        package var trailersLength = 16_384
        package var trailerCount = 16

        package init() {}
    }

    /// The trailers of a body; they are there when the body has been read to its end.
    package final class Trailers: Sendable {
        private let received = Mutex<HTTPFields?>(nil)

        package var fields: HTTPFields? { received.withLock { $0 } }

        func receive(_ fields: HTTPFields) { received.withLock { $0 = fields } }
    }

    package let payload: PayloadHash
    /// How many bytes the body has without frames; nil if that is not known.
    package let decodedLength: Int?
    /// The trailers that must follow, in lower case, and no others may.
    package let trailerNames: Set<String>
    package let limits: Limits
    let chain: ChunkSignatureChain?

    /// - Parameters:
    ///   - payload: one of the streaming ones.
    ///   - signature: that of the request. Chunks are verified only with it, and only if they are signed.
    /// - Throws: `malformedHead` when `payload` is not a streaming one.
    package init(
        payload: PayloadHash,
        decodedLength: Int?,
        trailerNames: [String] = [],
        signature: RequestSignature?,
        limits: Limits = Limits()
    ) throws(ChunkedCodingError) {
        guard payload.isStreaming else {
            throw ChunkedCodingError(.malformedHead, "The payload is not one in chunks.")
        }
        self.payload = payload
        self.decodedLength = decodedLength
        self.trailerNames = Set(trailerNames.map { $0.lowercased() })
        self.limits = limits
        chain = payload.signsChunks ? signature.map(ChunkSignatureChain.init(after:)) : nil
    }

    /// Reads `x-amz-decoded-content-length` and `x-amz-trailer` of a request.
    ///
    /// - Parameters:
    ///   - signature: nil for a request whose signature was not verified: its chunks are not, either.
    /// - Throws: `malformedHead` when they cannot be read or the length is missing.
    package init(
        _ head: HTTPRequest,
        payload: PayloadHash,
        signature: RequestSignature?,
        limits: Limits = Limits()
    ) throws(ChunkedCodingError) {
        guard let text = head.headerFields[.amzDecodedContentLength],
            let length = Int(text), length >= 0
        else {
            throw ChunkedCodingError(.malformedHead, "x-amz-decoded-content-length must be a number of bytes.")
        }
        let names = (head.headerFields[.amzTrailer] ?? "").split(separator: ",").map { name in
            String(name.drop { $0 == " " }.prefix { $0 != " " })
        }
        guard names.count <= limits.trailerCount else {
            throw ChunkedCodingError(.limitExceeded, "x-amz-trailer names more than \(limits.trailerCount) trailers.")
        }
        guard names.isEmpty || payload.allowsTrailers else {
            throw ChunkedCodingError(
                .malformedHead,
                "\(payload.headerValue) has no trailers, x-amz-trailer names some."
            )
        }
        try self.init(
            payload: payload,
            decodedLength: length,
            trailerNames: names,
            signature: signature,
            limits: limits
        )
    }

    /// The body without frames. Reading it throws a `ChunkedCodingError` for whatever is wrong with them.
    package func decode(_ framed: HTTPBody) -> (body: HTTPBody, trailers: Trailers) {
        let trailers = Trailers()
        let chunks = DecodedChunks(framed: framed, decoder: self, trailers: trailers)
        return (HTTPBody(chunks, length: decodedLength), trailers)
    }
}
