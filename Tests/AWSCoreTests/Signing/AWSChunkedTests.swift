import AWSCore
import Foundation
import HTTPTypes
import NIOCore
import Testing

@Suite struct AWSChunkedTests {
    private typealias Examples = SigningExamples

    enum Form: CaseIterable {
        case unsignedTrailer
        case signed
        case signedTrailer

        func encoder(length: Int, chunkSize: Int = 65_536) -> AWSChunkedEncoder {
            AWSChunkedEncoder(
                decodedLength: length,
                chunkSize: chunkSize,
                isSigned: self != .unsignedTrailer,
                trailers: self == .signed ? [] : [.checksum(.crc32), .computed("X-Amz-Meta-Last", length: 3) { "abc" }]
            )
        }
    }

    /// A request's signature, its body in frames, and the decoder its head asks for.
    private func frame(
        _ bytes: [UInt8],
        as form: Form,
        chunkSize: Int = 8192
    ) async throws -> (frames: [UInt8], decoder: AWSChunkedDecoder) {
        let encoder = form.encoder(length: bytes.count, chunkSize: chunkSize)
        var head = Examples.head(.put)
        encoder.prepare(&head)
        let signature = Examples.signer.sign(&head, payload: encoder.payload, at: Examples.date)
        let framed = encoder.encode(HTTPBody(bytes: bytes), signature: signature)
        let frames = Array(buffer: try await framed.collect(upTo: 1 << 24))
        #expect(frames.count == encoder.framedLength)
        #expect(head.headerFields[.contentLength] == "\(frames.count)")
        let verified = try Examples.verifier.verify(head, at: Examples.date) { _ in Examples.keys }
        let decoder = try AWSChunkedDecoder(head, payload: verified.payload, signature: verified.signature)
        return (frames, decoder)
    }

    /// The code of the error that decoding gives; nil when all is well.
    private func refusal(of frames: [UInt8], by decoder: AWSChunkedDecoder) async throws -> ChunkedCodingError.Code? {
        do {
            _ = try await decoder.decode(HTTPBody(bytes: frames)).body.collect(upTo: 1 << 24)
            return nil
        } catch let error as ChunkedCodingError {
            return error.code
        }
    }

    @Test(arguments: Form.allCases)
    func `a body comes out of its frames however they are split`(form: Form) async throws {
        var generator = SeededGenerator(state: 1)
        for length in [0, 1, 8191, 8192, 8193, 20_000] {
            let bytes = generator.bytes(length)
            let (frames, decoder) = try await frame(bytes, as: form)
            for longest in [length < 9000 ? 2 : 100, 3000, 100_000] {
                let split = HTTPBody(SplitBuffers(frames, longest: longest, &generator))
                let (body, trailers) = decoder.decode(split)
                #expect(body.length == length)
                #expect(trailers.fields == nil)
                let collected = try await body.collect(upTo: length)
                #expect(Array(buffer: collected) == bytes, "\(length) bytes in parts of at most \(longest)")
                let fields = try #require(trailers.fields)
                #expect(fields.count == (form == .signed ? 0 : 2))
                guard form != .signed else { continue }
                var checksum = RunningChecksum(.crc32)
                checksum.update(ByteBuffer(bytes: bytes))
                #expect(fields[try Examples.name("x-amz-checksum-crc32")] == checksum.finalize().base64)
            }
        }
    }

    @Test(arguments: Form.allCases)
    func `frames are the same however the body is split`(form: Form) async throws {
        var generator = SeededGenerator(state: 2)
        let bytes = generator.bytes(100_000)
        let encoder = form.encoder(length: bytes.count)
        var head = Examples.head(.put)
        let signature = Examples.signer.sign(&head, payload: encoder.payload, at: Examples.date)
        let expected = try await encoder.encode(HTTPBody(bytes: bytes), signature: signature).collect(upTo: 1 << 20)
        for longest in [5000, 65_536, 65_537] {
            let split = HTTPBody(SplitBuffers(bytes, longest: longest, &generator), length: bytes.count)
            let framed = encoder.encode(split, signature: signature)
            #expect(framed.length == expected.readableBytes)
            #expect(!framed.isReplayable)
            #expect(try await framed.collect(upTo: 1 << 20) == expected)
        }
        let replayed = encoder.encode(HTTPBody(bytes: bytes), signature: signature)
        #expect(replayed.isReplayable)
        for _ in 0..<2 { #expect(try await replayed.collect(upTo: 1 << 20) == expected) }
    }

    @Test func `a body of another length than announced cannot be framed`() async throws {
        for length in [99, 101, 0] {
            let encoder = AWSChunkedEncoder(decodedLength: length, isSigned: false)
            let framed = encoder.encode(HTTPBody(bytes: Array(repeating: 1, count: 100)))
            await #expect(throws: ChunkedCodingError.self) { try await framed.collect(upTo: 1 << 20) }
        }
        let unsigned = AWSChunkedEncoder(decodedLength: 0, isSigned: true).encode(.empty)
        await #expect(throws: ChunkedCodingError.self) { try await unsigned.collect(upTo: 1 << 20) }
        let wrong = AWSChunkedEncoder(
            decodedLength: 0,
            isSigned: false,
            trailers: [.computed("a", length: 2) { "abc" }]
        )
        await #expect(throws: ChunkedCodingError.self) { try await wrong.encode(.empty).collect(upTo: 1 << 20) }
    }

    @Test func `lengths of any size are reckoned without a trap`() {
        for length in [Int.min, -1, Int.max, 50 << 40] {
            let encoder = AWSChunkedEncoder(decodedLength: length, chunkSize: length, isSigned: true)
            #expect(encoder.framedLength > encoder.decodedLength)
        }
    }

    @Test(arguments: [Form.signed, .signedTrailer])
    func `a change of any byte of signed frames is refused`(form: Form) async throws {
        var generator = SeededGenerator(state: 3)
        let (frames, decoder) = try await frame(generator.bytes(9000), as: form)
        let (header, secondChunk) = (0..<87, 8281..<8400)
        let end = frames.count - 300..<frames.count
        for position in [Array(header), Array(secondChunk), Array(end)].joined() {
            var changed = frames
            changed[position] ^= 1
            #expect(try await refusal(of: changed, by: decoder) != nil, "byte \(position)")
        }
    }

    @Test(arguments: Form.allCases)
    func `a body that breaks off is refused wherever it does`(form: Form) async throws {
        var generator = SeededGenerator(state: 4)
        let (frames, decoder) = try await frame(generator.bytes(8200), as: form)
        for length in Array(0..<100) + Array(8100..<frames.count) {
            #expect(
                try await refusal(of: Array(frames.prefix(length)), by: decoder) == .incompleteBody,
                "\(length) bytes"
            )
        }
    }

    @Test func `what frames hold must be what the head announced`() async throws {
        func refusal(_ frames: String, length: Int? = nil, trailers: [String] = []) async throws -> ChunkedCodingError
            .Code?
        {
            let decoder = try AWSChunkedDecoder(
                payload: .streamingUnsignedTrailer,
                decodedLength: length,
                trailerNames: trailers,
                signature: nil
            )
            return try await self.refusal(of: Array(frames.utf8), by: decoder)
        }
        #expect(try await refusal("5\r\nhello\r\n0\r\n\r\n", length: 5) == nil)
        #expect(try await refusal("5\r\nhello\r\n0\r\n\r\n\r\n") == nil)
        #expect(try await refusal("5;a=b\r\nhello\r\n0\r\nA:b\r\n\r\n", trailers: ["a"]) == nil)
        #expect(try await refusal("5\r\nhello\r\n0\r\n\r\n", length: 4) == .lengthMismatch)
        #expect(try await refusal("5\r\nhello\r\n0\r\n\r\n", length: 6) == .lengthMismatch)
        #expect(try await refusal("4\r\nhello\r\n0\r\n\r\n") == .limitExceeded)
        #expect(try await refusal("4\r\nhel\r\n0\r\n\r\n") == .malformedChunk)
        #expect(try await refusal("5\nhello\r\n0\r\n\r\n") == .malformedChunk)
        #expect(try await refusal("\r\n") == .malformedChunk)
        #expect(try await refusal("-5\r\nhello\r\n0\r\n\r\n") == .malformedChunk)
        #expect(try await refusal("5 \r\nhello\r\n0\r\n\r\n") == .malformedChunk)
        #expect(try await refusal("fffffffffffffff\r\n") == .limitExceeded)
        #expect(try await refusal("7fffffffffffffff\r\n") == .malformedChunk)
        #expect(try await refusal("140000000\r\n") == .incompleteBody)
        #expect(try await refusal("140000001\r\n") == .limitExceeded)
        #expect(try await refusal(String(repeating: "0", count: 2000)) == .limitExceeded)
        #expect(try await refusal("0\r\n\r\n5\r\nhello") == .malformedChunk)
        #expect(try await refusal("0\r\n\r\n", trailers: ["a"]) == .malformedTrailer)
        #expect(try await refusal("0\r\nb:c\r\n\r\n", trailers: ["a"]) == .malformedTrailer)
        #expect(try await refusal("0\r\na:b\r\na:b\r\n\r\n", trailers: ["a"]) == .malformedTrailer)
        #expect(try await refusal("0\r\nnothing\r\n\r\n", trailers: ["a"]) == .malformedTrailer)
        #expect(
            try await refusal("0\r\na:\(String(repeating: "b", count: 20_000))\r\n\r\n", trailers: ["a"])
                == .limitExceeded
        )
        let many = (0..<17).map { "a\($0)" }
        #expect(
            try await refusal("0\r\n\(many.map { "\($0):b\r\n" }.joined())\r\n", trailers: many) == .limitExceeded
        )
    }

    @Test func `only the last signed chunk may be small`() async throws {
        let chunk = Array(repeating: UInt8(ascii: "a"), count: 8192)
        var (frames, decoder) = try await frame(chunk + chunk, as: .signed)
        #expect(try await refusal(of: frames, by: decoder) == nil)
        var limits = AWSChunkedDecoder.Limits()
        limits.smallestSignedChunk = 8193
        decoder = try AWSChunkedDecoder(payload: .streamingSigned, decodedLength: nil, signature: nil, limits: limits)
        #expect(try await refusal(of: frames, by: decoder) == .chunkTooSmall)
    }

    @Test func `signed trailers may be laid out as the documentation shows them`() async throws {
        let (frames, decoder) = try await frame([1, 2, 3], as: .signedTrailer)
        let text = String(decoding: frames, as: UTF8.self)
        let end = try #require(text.range(of: "x-amz-meta-last:abc\r\n"))
        let documented = text.replacingCharacters(in: end, with: "x-amz-meta-last:abc\n\r\n")
        #expect(try await refusal(of: Array(documented.utf8), by: decoder) == nil)
        let unsigned = try #require(text.range(of: "x-amz-trailer-signature:"))
        let cut = text.replacingCharacters(in: unsigned.lowerBound..<text.endIndex, with: "\r\n")
        #expect(try await refusal(of: Array(cut.utf8), by: decoder) == .incompleteBody)
    }

    @Test func `a head that does not say enough is refused`() throws {
        let length = try Examples.name("x-amz-decoded-content-length")
        let trailer = try Examples.name("x-amz-trailer")
        let cases: [(HTTPFields, PayloadHash)] = [
            ([:], .streamingSigned),
            ([length: "-1"], .streamingSigned),
            ([length: "many"], .streamingSigned),
            ([length: "99999999999999999999"], .streamingSigned),
            ([length: "1", trailer: "a"], .streamingSigned),
            ([length: "1", trailer: String(repeating: "a,", count: 50)], .streamingUnsignedTrailer),
            ([length: "1"], .unsigned),
        ]
        for (fields, payload) in cases {
            #expect(throws: ChunkedCodingError.self, "\(fields)") {
                try AWSChunkedDecoder(Examples.head(fields: fields), payload: payload, signature: nil)
            }
        }
    }
}

/// Bytes in buffers of random length.
private struct SplitBuffers: AsyncSequence, Sendable {
    let buffers: [ByteBuffer]

    init(_ bytes: [UInt8], longest: Int, _ generator: inout SeededGenerator) {
        var buffers: [ByteBuffer] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(Int.random(in: 1...longest, using: &generator))
            buffers.append(ByteBuffer(bytes: part))
            rest = rest.dropFirst(part.count)
        }
        self.buffers = buffers
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(buffers: buffers.makeIterator()) }

    struct AsyncIterator: AsyncIteratorProtocol {
        var buffers: [ByteBuffer].Iterator
        mutating func next() async -> ByteBuffer? { buffers.next() }
    }
}
