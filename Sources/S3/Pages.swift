/// The answers of a paginated operation, one request each, made as they are asked for.
public struct Pages<O: PaginatedOperation>: AsyncSequence, Sendable {
    public typealias Element = O.Output
    public typealias Failure = S3Error

    let client: S3Client
    let first: O

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(client: client, operation: first) }

    public struct AsyncIterator: AsyncIteratorProtocol {
        let client: S3Client
        var operation: O?

        public mutating func next() async throws(S3Error) -> O.Output? {
            try await next(isolation: #isolation)
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws(S3Error) -> O.Output? {
            guard let operation else { return nil }
            let output = try await client.send(operation)
            self.operation = operation.next(after: output)
            return output
        }
    }
}
