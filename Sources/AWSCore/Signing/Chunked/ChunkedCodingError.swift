/// A body in `aws-chunked` frames that could not be written or read.
package struct ChunkedCodingError: Error, Sendable, CustomStringConvertible {
    /// What is wrong. A server answers each with an error of its service.
    package struct Code: Sendable, Hashable, CustomStringConvertible {
        package let description: String
        private init(_ description: String) { self.description = description }

        /// The bytes are not chunks, or something follows the last of them.
        package static let malformedChunk = Code("malformedChunk")
        /// The body ends before its last chunk.
        package static let incompleteBody = Code("incompleteBody")
        /// The chunks hold more or fewer bytes than `x-amz-decoded-content-length` says.
        package static let lengthMismatch = Code("lengthMismatch")
        /// A chunk that is not the last is smaller than signed chunks may be.
        package static let chunkTooSmall = Code("chunkTooSmall")
        /// A limit on a chunk or the trailers was passed.
        package static let limitExceeded = Code("limitExceeded")
        /// A chunk's signature does not hold.
        package static let chunkSignatureMismatch = Code("chunkSignatureMismatch")
        /// The signature of the trailers does not hold or is not there.
        package static let trailerSignatureMismatch = Code("trailerSignatureMismatch")
        /// The trailers are not those that `x-amz-trailer` announced.
        package static let malformedTrailer = Code("malformedTrailer")
        /// The head of the request does not say what reading the frames needs.
        package static let malformedHead = Code("malformedHead")
    }

    package var code: Code
    /// What was wrong, in a sentence.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "\(code): \(message)" }
}
