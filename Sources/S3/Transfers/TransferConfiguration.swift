/// How uploads are cut and how much of one is under way at once.
public struct TransferConfiguration: Sendable {
    /// Bodies of at most this many bytes go in one request. Between 0 and 5 GiB.
    public var multipartThreshold = 8 * 1024 * 1024
    /// The bytes of a part, at least 5 MiB. Grows by itself where 10,000 parts would not hold the whole.
    public var partSize = 8 * 1024 * 1024
    /// The parts of one object under way at once, at least 1; of a stream, whose parts are held in memory, at most 2.
    public var concurrentParts = 4

    public init() {}

    static let maximumParts = 10_000
    static let minimumPartSize = 5 * 1024 * 1024
    static let maximumPartSize = 5 * 1024 * 1024 * 1024

    /// The size of each part of an object of `size` bytes.
    func partSize(forObjectOf size: Int) -> Int {
        let needed = (size + Self.maximumParts - 1) / Self.maximumParts
        return max(partSize, Self.minimumPartSize, needed)
    }

    /// The size of part `number`, counted from 1, of an object whose size is not known: doubles each 1,000 parts.
    func partSize(ofPart number: Int) -> Int {
        let doublings = min((number - 1) / 1_000, 9)
        return min(max(partSize, Self.minimumPartSize) << doublings, Self.maximumPartSize)
    }
}
