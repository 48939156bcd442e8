import Crypto
import NIOCore

/// A body in `aws-chunked` frames.
struct ChunkFrames: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let body: HTTPBody
    let encoder: AWSChunkedEncoder
    let chain: ChunkSignatureChain?

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(source: body.makeAsyncIterator(), encoder: encoder, chain: chain)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        private var source: HTTPBody.AsyncIterator
        private let encoder: AWSChunkedEncoder
        private var chain: ChunkSignatureChain?
        /// One for each trailer that is a checksum.
        private var checksums: [RunningChecksum?]
        /// What the source gave beyond the last chunk.
        private var surplus: ByteBuffer?
        private var remaining: Int
        private var ready = CircularBuffer<ByteBuffer>()
        private var isFirstChunk = true
        private var isDone = false

        init(source: HTTPBody.AsyncIterator, encoder: AWSChunkedEncoder, chain: ChunkSignatureChain?) {
            self.source = source
            self.encoder = encoder
            self.chain = chain
            remaining = encoder.decodedLength
            checksums = encoder.trailers.map { trailer in
                guard case .checksum(let function) = trailer.value else { return nil }
                return RunningChecksum(function)
            }
        }

        mutating func next() async throws -> ByteBuffer? {
            if let buffer = ready.popFirst() { return buffer }
            guard !isDone else { return nil }
            guard !encoder.isSigned || chain != nil else {
                throw ChunkedCodingError(.malformedHead, "Signed chunks need the signature of their request.")
            }
            if remaining > 0 {
                try await writeChunk()
            } else {
                guard try await nextPart(upTo: 1) == nil else { throw AsyncIterator.lengthMismatch(encoder) }
                try writeEnd()
                isDone = true
            }
            return ready.popFirst()
        }

        /// Gathers the parts of one chunk, without copying them, behind its header.
        private mutating func writeChunk() async throws {
            let size = Swift.min(remaining, encoder.chunkSize)
            var parts: [ByteBuffer] = []
            var hash = SHA256()
            var missing = size
            while missing > 0 {
                guard let part = try await nextPart(upTo: missing) else { throw AsyncIterator.lengthMismatch(encoder) }
                missing -= part.readableBytes
                if chain != nil { part.withUnsafeReadableBytes { hash.update(bufferPointer: $0) } }
                for index in checksums.indices { checksums[index]?.update(part) }
                parts.append(part)
            }
            remaining -= size
            ready.append(header(size: size, digest: hash))
            ready.append(contentsOf: parts)
        }

        private mutating func nextPart(upTo limit: Int) async throws -> ByteBuffer? {
            var part: ByteBuffer
            if let surplus {
                part = surplus
                self.surplus = nil
            } else {
                guard let buffer = try await source.next() else { return nil }
                part = buffer
            }
            guard part.readableBytes > limit, let slice = part.readSlice(length: limit) else { return part }
            surplus = part
            return slice
        }

        /// The line before a chunk, with the line end that closes the chunk before it.
        private mutating func header(size: Int, digest: SHA256) -> ByteBuffer {
            var header = ByteBuffer()
            header.reserveCapacity(112)
            if !isFirstChunk { header.writeString(ChunkFrame.lineEnd) }
            isFirstChunk = false
            header.writeString(String(size, radix: 16))
            if let signature = chain?.sign(chunk: digest.finalize()) {
                header.writeString(ChunkFrame.signatureExtension)
                header.writeString(signature)
            }
            header.writeString(ChunkFrame.lineEnd)
            return header
        }

        private mutating func writeEnd() throws(ChunkedCodingError) {
            var end = header(size: 0, digest: SHA256())
            var lines: [UInt8] = []
            for (trailer, checksum) in zip(encoder.trailers, checksums) {
                let value = try value(of: trailer, checksum: checksum)
                end.writeString("\(trailer.name):\(value)\(ChunkFrame.lineEnd)")
                lines.append("\(trailer.name):\(value)\n")
            }
            if !lines.isEmpty, let signature = chain?.sign(trailers: lines) {
                end.writeString("\(ChunkFrame.trailerSignatureName):\(signature)\(ChunkFrame.lineEnd)")
            }
            end.writeString(ChunkFrame.lineEnd)
            ready.append(end)
        }

        private func value(
            of trailer: ChunkedTrailer,
            checksum: RunningChecksum?
        ) throws(ChunkedCodingError) -> String {
            let value =
                switch trailer.value {
                case .computed(let compute): compute()
                case .checksum: checksum?.finalize().base64 ?? ""
                }
            guard value.utf8.count == trailer.valueLength, value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                throw ChunkedCodingError(
                    .malformedTrailer,
                    "The trailer \(trailer.name) is not \(trailer.valueLength) printable characters."
                )
            }
            return value
        }

        private static func lengthMismatch(_ encoder: AWSChunkedEncoder) -> ChunkedCodingError {
            ChunkedCodingError(
                .lengthMismatch,
                "The body does not have the \(encoder.decodedLength) bytes that were announced."
            )
        }
    }
}
