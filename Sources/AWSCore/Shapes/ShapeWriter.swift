#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif
public import NIOCore

/// Takes a structure's members one after another and puts each where its ``Member`` says.
///
/// XML, query and JSON documents have a writer each, and the REST writer spreads members over path, query, headers and body.
public protocol ShapeWriter {
    mutating func write(_ value: String, as member: Member) throws(CodecError)
    mutating func write(_ value: Bool, as member: Member) throws(CodecError)
    mutating func write(_ value: Int, as member: Member) throws(CodecError)
    mutating func write(_ value: Double, as member: Member) throws(CodecError)
    mutating func write(_ value: Date, as member: Member) throws(CodecError)
    /// A blob that is held in memory. In documents it is Base64, as a payload it is the bytes themselves.
    mutating func write(_ value: ByteBuffer, as member: Member) throws(CodecError)
    /// A streamed payload.
    mutating func write(_ value: HTTPBody, as member: Member) throws(CodecError)
    mutating func write(structure value: some Shape, as member: Member) throws(CodecError)
    mutating func write(list: [some Shape], as member: Member) throws(CodecError)
    mutating func write(list: [String], as member: Member) throws(CodecError)
    mutating func write(map: [String: String], as member: Member) throws(CodecError)
}

extension ShapeWriter {
    @inlinable
    public mutating func write(_ value: some OpenEnum, as member: Member) throws(CodecError) {
        try write(value.rawValue, as: member)
    }

    @inlinable
    public mutating func write(list: [some OpenEnum], as member: Member) throws(CodecError) {
        // A closure, since a key path would be looked up at run time for each list.
        try write(list: list.map { $0.rawValue }, as: member)
    }

    @inlinable
    public mutating func writeIfPresent(_ value: String?, as member: Member) throws(CodecError) {
        if let value { try write(value, as: member) }
    }

    @inlinable
    public mutating func writeIfPresent(_ value: Bool?, as member: Member) throws(CodecError) {
        if let value { try write(value, as: member) }
    }

    @inlinable
    public mutating func writeIfPresent(_ value: Int?, as member: Member) throws(CodecError) {
        if let value { try write(value, as: member) }
    }

    @inlinable
    public mutating func writeIfPresent(_ value: Double?, as member: Member) throws(CodecError) {
        if let value { try write(value, as: member) }
    }

    @inlinable
    public mutating func writeIfPresent(_ value: Date?, as member: Member) throws(CodecError) {
        if let value { try write(value, as: member) }
    }

    @inlinable
    public mutating func writeIfPresent(_ value: ByteBuffer?, as member: Member) throws(CodecError) {
        if let value { try write(value, as: member) }
    }

    @inlinable
    public mutating func writeIfPresent(_ value: HTTPBody?, as member: Member) throws(CodecError) {
        if let value { try write(value, as: member) }
    }

    @inlinable
    public mutating func writeIfPresent<E: OpenEnum>(_ value: E?, as member: Member) throws(CodecError) {
        if let value { try write(value.rawValue, as: member) }
    }

    @inlinable
    public mutating func writeIfPresent<S: Shape>(structure value: S?, as member: Member) throws(CodecError) {
        if let value { try write(structure: value, as: member) }
    }

    @inlinable
    public mutating func writeIfPresent<S: Shape>(list: [S]?, as member: Member) throws(CodecError) {
        if let list { try write(list: list, as: member) }
    }

    @inlinable
    public mutating func writeIfPresent(list: [String]?, as member: Member) throws(CodecError) {
        if let list { try write(list: list, as: member) }
    }

    @inlinable
    public mutating func writeIfPresent<E: OpenEnum>(list: [E]?, as member: Member) throws(CodecError) {
        if let list { try write(list: list, as: member) }
    }
}
