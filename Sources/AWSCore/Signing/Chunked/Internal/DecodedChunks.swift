import NIOCore

/// The body that comes in `aws-chunked` frames.
struct DecodedChunks: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let framed: HTTPBody
    let decoder: AWSChunkedDecoder
    let trailers: AWSChunkedDecoder.Trailers

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(source: framed.makeAsyncIterator(), parser: ChunkParser(decoder), trailers: trailers)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        var source: HTTPBody.AsyncIterator
        var parser: ChunkParser
        let trailers: AWSChunkedDecoder.Trailers
        var input = ByteBuffer()
        var isDone = false

        mutating func next() async throws -> ByteBuffer? {
            while !isDone {
                if let part = try nextPart() { return part }
                guard let buffer = try await source.next() else {
                    try finish()
                    return nil
                }
                input = buffer
            }
            return nil
        }

        private mutating func nextPart() throws -> ByteBuffer? { try parser.next(&input) }

        private mutating func finish() throws {
            isDone = true
            trailers.receive(try parser.finish())
        }
    }
}
