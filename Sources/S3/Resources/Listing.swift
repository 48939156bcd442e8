/// The elements of a paginated operation's answers, one by one.
struct Listing<O: PaginatedOperation, Element: Sendable>: AsyncSequence, Sendable {
    typealias Failure = S3Error

    let pages: Pages<O>
    let elements: @Sendable (O.Output) throws(S3Error) -> [Element]

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(pages: pages.makeAsyncIterator(), elements: elements)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        var pages: Pages<O>.AsyncIterator
        let elements: @Sendable (O.Output) throws(S3Error) -> [Element]
        var page: ArraySlice<Element> = []

        mutating func next() async throws(S3Error) -> Element? {
            try await next(isolation: #isolation)
        }

        mutating func next(isolation actor: isolated (any Actor)?) async throws(S3Error) -> Element? {
            while page.isEmpty {
                guard let output = try await pages.next(isolation: actor) else { return nil }
                page = try elements(output)[...]
            }
            return page.popFirst()
        }
    }
}
