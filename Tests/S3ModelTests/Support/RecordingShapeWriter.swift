import AWSCore
import Foundation
import NIOCore

/// Notes everything a shape writes, so that two shapes of any type can be compared.
struct RecordingShapeWriter: ShapeWriter {
    private(set) var lines: [String] = []
    private var path = ""

    static func record(_ shape: some Shape) throws(CodecError) -> [String] {
        var writer = RecordingShapeWriter()
        try shape.write(to: &writer)
        return writer.lines
    }

    private mutating func note(_ value: String, _ member: Member) {
        lines.append("\(path)\(member.name): \(value)")
    }

    mutating func write(_ value: String, as member: Member) throws(CodecError) { note(value.debugDescription, member) }
    mutating func write(_ value: Bool, as member: Member) throws(CodecError) { note("\(value)", member) }
    mutating func write(_ value: Int, as member: Member) throws(CodecError) { note("\(value)", member) }
    mutating func write(_ value: Double, as member: Member) throws(CodecError) { note("\(value)", member) }

    mutating func write(_ value: Date, as member: Member) throws(CodecError) {
        note("\(value.timeIntervalSince1970)", member)
    }

    mutating func write(_ value: ByteBuffer, as member: Member) throws(CodecError) {
        note("\(Array(value.readableBytesView))", member)
    }

    mutating func write(_ value: HTTPBody, as member: Member) throws(CodecError) {
        guard let buffer = value.buffer else { return note("a stream", member) }
        try write(buffer, as: member)
    }

    mutating func write(structure value: some Shape, as member: Member) throws(CodecError) {
        try record(value, named: member.name)
    }

    mutating func write(list: [some Shape], as member: Member) throws(CodecError) {
        note("\(list.count) elements", member)
        for (index, element) in list.enumerated() { try record(element, named: "\(member.name)[\(index)]") }
    }

    mutating func write(list: [String], as member: Member) throws(CodecError) { note("\(list)", member) }

    mutating func write(map: [String: String], as member: Member) throws(CodecError) {
        note("\(map.sorted { $0.key < $1.key })", member)
    }

    private mutating func record(_ value: some Shape, named name: String) throws(CodecError) {
        let outer = path
        path += "\(name)."
        lines.append(path)
        try value.write(to: &self)
        path = outer
    }
}
