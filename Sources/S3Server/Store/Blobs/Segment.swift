import NIOCore

/// A run of bytes of an object's content.
enum Segment: Sendable, Equatable {
    /// Bytes kept in the index itself.
    case bytes(ByteBuffer)
    /// A range of a blob.
    case blob(id: Int, range: Range<Int>)

    /// In bytes.
    var length: Int {
        switch self {
        case .bytes(let buffer): buffer.readableBytes
        case .blob(_, let range): range.count
        }
    }

    /// The part of it that lies in a range of its own bytes.
    func slice(_ part: Range<Int>) -> Segment {
        let part = part.clamped(to: 0..<length)
        switch self {
        case .bytes(let buffer):
            let start = buffer.readerIndex + part.lowerBound
            return .bytes(buffer.getSlice(at: start, length: part.count) ?? ByteBuffer())
        case .blob(let id, let range):
            let start = range.lowerBound + part.lowerBound
            return .blob(id: id, range: start..<(start + part.count))
        }
    }
}

extension [Segment] {
    /// In bytes.
    var length: Int { reduce(0) { $0 + $1.length } }

    /// The segments of a range of the content; what lies beyond its end is left out.
    func slice(_ range: Range<Int>) -> [Segment] {
        var result: [Segment] = []
        var start = 0
        for segment in self {
            let end = start + segment.length
            defer { start = end }
            guard end > range.lowerBound else { continue }
            guard start < range.upperBound else { break }
            let lower = Swift.max(range.lowerBound, start) - start
            let upper = Swift.min(range.upperBound, end) - start
            if lower < upper { result.append(segment.slice(lower..<upper)) }
        }
        return result
    }

    /// The blobs that are named, each once.
    var blobs: Set<Int> {
        var ids: Set<Int> = []
        for case .blob(let id, _) in self { ids.insert(id) }
        return ids
    }
}
