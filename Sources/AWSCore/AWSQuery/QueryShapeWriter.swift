#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import NIOCore

/// Writes structures as named parameters: `Tags.member.1.Key`.
struct QueryShapeWriter: ShapeWriter {
    private(set) var parameters: [QueryItem]
    /// What stands before each member's name.
    private var prefix = ""

    init(_ parameters: [QueryItem]) { self.parameters = parameters }

    mutating func write(_ value: String, as member: Member) throws(CodecError) {
        parameters.append(QueryItem(prefix + member.name, value))
    }

    mutating func write(_ value: Bool, as member: Member) throws(CodecError) {
        try write(value ? "true" : "false", as: member)
    }

    mutating func write(_ value: Int, as member: Member) throws(CodecError) {
        try write(String(value), as: member)
    }

    mutating func write(_ value: Double, as member: Member) throws(CodecError) {
        try write(Scalars.format(value), as: member)
    }

    mutating func write(_ value: Date, as member: Member) throws(CodecError) {
        try write((member.timestampFormat ?? .iso8601).format(value), as: member)
    }

    mutating func write(_ value: ByteBuffer, as member: Member) throws(CodecError) {
        try write(value.withUnsafeReadableBytes { Base64.encode($0) }, as: member)
    }

    mutating func write(_ value: HTTPBody, as member: Member) throws(CodecError) {
        guard let buffer = value.buffer else {
            throw CodecError(.invalidValue, "\(member.name) is a stream inside a form.", member: member.name)
        }
        try write(buffer, as: member)
    }

    mutating func write(structure value: some Shape, as member: Member) throws(CodecError) {
        try write(value, named: prefix + member.name)
    }

    private mutating func write(_ value: some Shape, named name: String) throws(CodecError) {
        let outer = prefix
        prefix = name + "."
        try value.write(to: &self)
        prefix = outer
    }

    // MARK: - Lists and maps

    mutating func write(list: [some Shape], as member: Member) throws(CodecError) {
        let name = elementName(of: member, isEmpty: list.isEmpty)
        for (index, value) in list.enumerated() { try write(value, named: "\(name).\(index + 1)") }
    }

    mutating func write(list: [String], as member: Member) throws(CodecError) {
        let name = elementName(of: member, isEmpty: list.isEmpty)
        for (index, value) in list.enumerated() { parameters.append(QueryItem("\(name).\(index + 1)", value)) }
    }

    /// The name that each element's number follows. An empty list that has a wrapper is the wrapper alone.
    private mutating func elementName(of member: Member, isEmpty: Bool) -> String {
        let name = prefix + member.name
        if member.isFlattened { return name }
        if isEmpty { parameters.append(QueryItem(name, "")) }
        return "\(name).\(member.elementName)"
    }

    mutating func write(map: [String: String], as member: Member) throws(CodecError) {
        let name = prefix + member.name + (member.isFlattened ? "" : ".entry")
        for (index, entry) in map.sorted(by: { $0.key < $1.key }).enumerated() {
            parameters.append(QueryItem("\(name).\(index + 1).key", entry.key))
            parameters.append(QueryItem("\(name).\(index + 1).value", entry.value))
        }
    }
}
