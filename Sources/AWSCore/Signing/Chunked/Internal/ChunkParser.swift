import Crypto
import HTTPTypes
import NIOCore

/// Takes `aws-chunked` frames apart, however the bytes are split.
struct ChunkParser {
    private enum State {
        case header
        case data(remaining: Int)
        case dataEnd
        /// After the last chunk.
        case trailers
        case end
    }

    private let decoder: AWSChunkedDecoder
    private var chain: ChunkSignatureChain?
    private var state = State.header
    private var line = LineReader()
    /// The signature that the chunk being read came with.
    private var chunkSignature = ""
    private var chunkHash = SHA256()
    private var decodedLength = 0
    private var lastChunkSize: Int?
    private var trailers: TrailerParser

    init(_ decoder: AWSChunkedDecoder) {
        self.decoder = decoder
        chain = decoder.chain
        trailers = TrailerParser(decoder)
    }

    /// The next bytes of the body; nil when the input is used up.
    mutating func next(_ input: inout ByteBuffer) throws(ChunkedCodingError) -> ByteBuffer? {
        while input.readableBytes > 0 {
            switch state {
            case .header:
                guard let header = try line.read(&input, limit: decoder.limits.headerLength) else { return nil }
                try begin(header)
            case .data(let remaining):
                guard let part = input.readSlice(length: min(remaining, input.readableBytes)) else { return nil }
                if chain != nil { part.withUnsafeReadableBytes { chunkHash.update(bufferPointer: $0) } }
                let left = remaining - part.readableBytes
                state = left > 0 ? .data(remaining: left) : .dataEnd
                return part
            case .dataEnd:
                guard let end = try line.read(&input, limit: 2) else { return nil }
                guard end.isEmpty, line.endedWithReturn else {
                    throw ChunkedCodingError(.malformedChunk, "A chunk is not as long as its header says.")
                }
                try verifyChunk()
                state = .header
            case .trailers:
                guard let trailer = try line.read(&input, limit: decoder.limits.trailersLength) else { return nil }
                if try trailers.take(trailer) { try end() }
            case .end:
                try skipLineEnds(&input)
            }
        }
        return nil
    }

    /// - Returns: the trailers.
    func finish() throws(ChunkedCodingError) -> HTTPFields {
        guard case .end = state else {
            throw ChunkedCodingError(.incompleteBody, "The body ends before its last chunk.")
        }
        return trailers.fields
    }

    /// Takes in `10000;chunk-signature=...`.
    private mutating func begin(_ header: [UInt8]) throws(ChunkedCodingError) {
        let header = header[...]
        let semicolon = header.firstIndex(of: UInt8(ascii: ";")) ?? header.endIndex
        guard line.endedWithReturn, let size = ChunkParser.size(header[..<semicolon]) else {
            throw ChunkedCodingError(.malformedChunk, "A chunk does not begin with its size in hexadecimal.")
        }
        try check(size: size)
        if decoder.payload.signsChunks {
            guard header[semicolon...].starts(with: ChunkFrame.signatureExtension.utf8) else {
                throw ChunkedCodingError(.malformedChunk, "A chunk does not carry a signature.")
            }
            let start = semicolon + ChunkFrame.signatureExtension.utf8.count
            chunkSignature = String(decoding: header[start...], as: UTF8.self)
        }
        chunkHash = SHA256()
        lastChunkSize = size
        guard size == 0 else {
            state = .data(remaining: size)
            return
        }
        try verifyChunk()
        guard decoder.decodedLength ?? decodedLength == decodedLength else { throw lengthMismatch }
        state = .trailers
    }

    /// At most 15 digits, so that the number fits.
    private static func size(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...15).contains(digits.count) else { return nil }
        var size = 0
        for digit in digits {
            guard let value = Hexadecimal.value(ofDigit: digit) else { return nil }
            size = size << 4 | Int(value)
        }
        return size
    }

    private mutating func check(size: Int) throws(ChunkedCodingError) {
        guard size <= decoder.limits.chunkSize else {
            throw ChunkedCodingError(.limitExceeded, "A chunk is longer than \(decoder.limits.chunkSize) bytes.")
        }
        if size > 0, decoder.payload.signsChunks, let lastChunkSize, lastChunkSize < decoder.limits.smallestSignedChunk
        {
            throw ChunkedCodingError(
                .chunkTooSmall,
                "Only the last chunk is allowed to have a size less than \(decoder.limits.smallestSignedChunk) bytes"
            )
        }
        let (length, overflow) = decodedLength.addingReportingOverflow(size)
        guard !overflow, length <= decoder.decodedLength ?? length else { throw lengthMismatch }
        decodedLength = length
    }

    private var lengthMismatch: ChunkedCodingError {
        ChunkedCodingError(
            .lengthMismatch,
            "The chunks do not hold the \(decoder.decodedLength ?? 0) bytes that x-amz-decoded-content-length says."
        )
    }

    private mutating func verifyChunk() throws(ChunkedCodingError) {
        guard let expected = chain?.sign(chunk: chunkHash.finalize()) else { return }
        guard ConstantTime.areEqual(expected, chunkSignature) else {
            throw ChunkedCodingError(.chunkSignatureMismatch, "The signature of a chunk does not match.")
        }
    }

    private mutating func end() throws(ChunkedCodingError) {
        try trailers.verify(&chain)
        state = .end
    }

    /// Some clients end the body with one line end more.
    private func skipLineEnds(_ input: inout ByteBuffer) throws(ChunkedCodingError) {
        let isHarmless = input.readableBytesView.allSatisfy { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
        guard isHarmless, input.readableBytes <= 2 else {
            throw ChunkedCodingError(.malformedChunk, "Something follows the last chunk.")
        }
        input.moveReaderIndex(forwardBy: input.readableBytes)
    }
}
