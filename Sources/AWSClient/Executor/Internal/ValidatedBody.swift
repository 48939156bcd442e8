import AWSCore
import HTTPTypes
import NIOCore

/// A body that is compared with its checksum on its way, and throws at the end if they differ.
struct ValidatedBody: AsyncSequence, Sendable {
    private let body: HTTPBody
    private let expected: ChecksumValue

    /// The answer's body, checked if the answer has a checksum of the whole of it.
    ///
    /// A part of an object cannot be checked, nor a checksum that was made of the checksums of an upload's parts.
    static func wrap(_ response: TransportResponse, of operation: OperationTraits) -> HTTPBody {
        guard response.head.status == .ok, response.body.length != 0,
            let expected = checksum(in: response.head.headerFields, of: operation)
        else { return response.body }
        return HTTPBody(ValidatedBody(body: response.body, expected: expected), length: response.body.length)
    }

    private static func checksum(in fields: HTTPFields, of operation: OperationTraits) -> ChecksumValue? {
        if fields[.amzChecksumType] == "COMPOSITE" { return nil }
        for name in operation.responseChecksums {
            guard let function = ChecksumFunction(name: name), let field = HTTPField.Name(function.headerName),
                let value = fields[field], let checksum = ChecksumValue(function, base64: value)
            else { continue }
            return checksum
        }
        return nil
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(iterator: body.makeAsyncIterator(), expected: expected)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        private var iterator: HTTPBody.AsyncIterator
        private let expected: ChecksumValue
        private var checksum: RunningChecksum?

        fileprivate init(iterator: HTTPBody.AsyncIterator, expected: ChecksumValue) {
            self.iterator = iterator
            self.expected = expected
            checksum = RunningChecksum(expected.function)
        }

        mutating func next() async throws -> ByteBuffer? {
            if let buffer = try await iterator.next() {
                checksum?.update(buffer)
                return buffer
            }
            guard let checksum else { return nil }
            self.checksum = nil
            guard checksum.finalize() == expected else {
                throw AWSClientError(
                    .checksumMismatch,
                    "The body does not match the \(expected.function.name) checksum that came with it.",
                    isRetryable: true
                )
            }
            return nil
        }
    }
}
