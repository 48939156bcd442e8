import NIOCore

/// Gathers one line at a time from buffers that are split anywhere.
struct LineReader {
    private var partial: [UInt8] = []
    /// Whether the last line ended with a carriage return before its line feed.
    private(set) var endedWithReturn = false

    /// - Parameter limit: the most bytes of a line, its end included.
    /// - Returns: the line without its end; nil when the input ends before it.
    mutating func read(_ input: inout ByteBuffer, limit: Int) throws(ChunkedCodingError) -> [UInt8]? {
        let view = input.readableBytesView
        let newline = view.firstIndex(of: UInt8(ascii: "\n"))
        let length = newline.map { $0 - view.startIndex + 1 } ?? view.count
        guard partial.count + length <= limit else {
            throw ChunkedCodingError(.limitExceeded, "A line of the chunked body is longer than \(limit) bytes.")
        }
        partial.append(contentsOf: view.prefix(length))
        input.moveReaderIndex(forwardBy: length)
        guard newline != nil else { return nil }
        partial.removeLast()
        endedWithReturn = partial.last == UInt8(ascii: "\r")
        if endedWithReturn { partial.removeLast() }
        defer { partial.removeAll(keepingCapacity: true) }
        return partial
    }
}
