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
                if let part = try parser.next(&input) { return part }
                if let buffer = try await source.next() {
                    input = buffer
                } else {
                    trailers.receive(try parser.finish())
                    isDone = true
                }
            }
            return nil
        }
    }
}
