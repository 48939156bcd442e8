#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif
public import NIOCore

/// Hands out a structure's members one after another, in whatever order the wire has them.
///
/// After `next(in:)` has returned a member's index, exactly one of the other methods is called to take its value.
public protocol ShapeReader {
    /// Moves to the next member that is there and returns its index in the schema; nil at the structure's end.
    /// Members the schema does not know are skipped.
    mutating func next(in schema: Schema) throws(CodecError) -> Int?

    mutating func string() throws(CodecError) -> String
    mutating func boolean() throws(CodecError) -> Bool
    mutating func integer() throws(CodecError) -> Int
    mutating func double() throws(CodecError) -> Double
    mutating func date() throws(CodecError) -> Date
    mutating func blob() throws(CodecError) -> ByteBuffer
    mutating func body() throws(CodecError) -> HTTPBody
    mutating func structure<S: Shape>(_ type: S.Type) throws(CodecError) -> S
    /// Takes the elements at hand: all of a wrapped list, one of a flattened list, which then comes again.
    mutating func list<S: Shape>(appendingTo list: inout [S]) throws(CodecError)
    mutating func list(appendingTo list: inout [String]) throws(CodecError)
    mutating func map(mergingInto map: inout [String: String]) throws(CodecError)
}

extension ShapeReader {
    @inlinable
    public mutating func value<E: OpenEnum>(_ type: E.Type) throws(CodecError) -> E {
        E(rawValue: try string())
    }

    @inlinable
    public mutating func list<E: OpenEnum>(appendingTo list: inout [E]) throws(CodecError) {
        var strings: [String] = []
        try self.list(appendingTo: &strings)
        for string in strings { list.append(E(rawValue: string)) }
    }

    /// The value of a member that the model requires.
    @inlinable
    public func require<Value>(_ value: Value?, _ index: Int, of schema: Schema) throws(CodecError) -> Value {
        guard let value else { throw CodecError.missingMember(schema.members[index].name, of: schema.name) }
        return value
    }
}
