#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import NIOCore

/// Reads structures from named parameters.
struct QueryShapeReader: ShapeReader {
    /// The structure being read, and the member of it that comes next.
    private var structure: ParameterTree
    private var nextMember = 0
    private var member: Member?
    /// The value at hand.
    private var current = ParameterTree()

    init(_ parameters: ParameterTree) { structure = parameters }

    mutating func next(in schema: Schema) throws(CodecError) -> Int? {
        while nextMember < schema.members.count {
            let index = nextMember
            nextMember += 1
            guard let child = structure.children[schema.members[index].name] else { continue }
            current = child
            member = schema.members[index]
            return index
        }
        return nil
    }

    // MARK: - Values

    private func scalar<Value>(expected: String, _ parse: (String) -> Value?) throws(CodecError) -> Value {
        let name = member?.name ?? "A parameter"
        guard let text = current.value else { throw .invalidValue("", for: name, expected: expected) }
        guard let value = parse(text) else { throw .invalidValue(text, for: name, expected: expected) }
        return value
    }

    mutating func string() throws(CodecError) -> String {
        try scalar(expected: "a text") { $0 }
    }

    mutating func boolean() throws(CodecError) -> Bool {
        try scalar(expected: "true or false", Scalars.parseBoolean)
    }

    mutating func integer() throws(CodecError) -> Int {
        try scalar(expected: "an integer") { Int($0) }
    }

    mutating func double() throws(CodecError) -> Double {
        try scalar(expected: "a number", Scalars.parseDouble)
    }

    mutating func date() throws(CodecError) -> Date {
        try scalar(expected: "a point in time", TimestampFormat.parse)
    }

    mutating func blob() throws(CodecError) -> ByteBuffer {
        ByteBuffer(bytes: try scalar(expected: "Base64", Base64.decode))
    }

    mutating func body() throws(CodecError) -> HTTPBody {
        HTTPBody(try blob())
    }

    // MARK: - Structures, lists and maps

    mutating func structure<S: Shape>(_ type: S.Type) throws(CodecError) -> S {
        try read(type, from: current)
    }

    private func read<S: Shape>(_ type: S.Type, from parameters: ParameterTree) throws(CodecError) -> S {
        var reader = QueryShapeReader(parameters)
        return try S(from: &reader)
    }

    mutating func list<S: Shape>(appendingTo list: inout [S]) throws(CodecError) {
        for element in elements { list.append(try read(S.self, from: element)) }
    }

    mutating func list(appendingTo list: inout [String]) throws(CodecError) {
        for element in elements { list.append(element.value ?? "") }
    }

    /// The elements of the list at hand, past its wrapper where it has one.
    private var elements: [ParameterTree] {
        guard let member, !member.isFlattened else { return current.elements }
        return current.children[member.elementName]?.elements ?? []
    }

    mutating func map(mergingInto map: inout [String: String]) throws(CodecError) {
        let entries = member?.isFlattened == true ? current : current.children["entry"] ?? ParameterTree()
        for entry in entries.elements {
            guard let key = entry.children["key"]?.value else {
                throw CodecError.missingMember("key", of: member?.name ?? "A map")
            }
            map[key] = entry.children["value"]?.value ?? ""
        }
    }
}
