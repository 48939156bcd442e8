#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import NIOCore

/// What an operation's payload member is, which decides whether a body is read into memory before it is decoded.
package enum PayloadKind {
    /// A document of its own.
    case document
    /// A text: the whole body, or that of an element.
    case text
    /// Bytes held in memory.
    case bytes
    /// Bytes handed on as they come.
    case stream

    /// The kind of the shape's payload member; nil when it has none.
    package static func of<S: Shape>(_ type: S.Type) -> PayloadKind? {
        guard S.schema.members.contains(where: { $0.location == .payload }) else { return nil }
        var probe = PayloadProbe()
        _ = try? S(from: &probe)
        return probe.kind
    }
}

/// Hands a shape its payload member alone, and notes as what the shape takes it.
private struct PayloadProbe: ShapeReader {
    private(set) var kind: PayloadKind?

    mutating func next(in schema: Schema) throws(CodecError) -> Int? {
        kind == nil ? schema.members.firstIndex { $0.location == .payload } : nil
    }

    private mutating func note(_ kind: PayloadKind) -> CodecError {
        self.kind = kind
        return CodecError(.unexpectedDocument, "There is nothing to read.")
    }

    mutating func string() throws(CodecError) -> String { throw note(.text) }
    mutating func boolean() throws(CodecError) -> Bool { throw note(.text) }
    mutating func integer() throws(CodecError) -> Int { throw note(.text) }
    mutating func double() throws(CodecError) -> Double { throw note(.text) }
    mutating func date() throws(CodecError) -> Date { throw note(.text) }
    mutating func blob() throws(CodecError) -> ByteBuffer { throw note(.bytes) }
    mutating func body() throws(CodecError) -> HTTPBody { throw note(.stream) }
    mutating func structure<S: Shape>(_ type: S.Type) throws(CodecError) -> S { throw note(.document) }
    mutating func list<S: Shape>(appendingTo list: inout [S]) throws(CodecError) { throw note(.document) }
    mutating func list(appendingTo list: inout [String]) throws(CodecError) { throw note(.document) }
    mutating func map(mergingInto map: inout [String: String]) throws(CodecError) { throw note(.document) }
}
