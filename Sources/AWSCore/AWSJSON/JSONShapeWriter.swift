#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import NIOCore

/// Writes structures as JSON objects.
struct JSONShapeWriter: DocumentWriter {
    private var json = JSONWriter()
    /// The document is an object of members, not one value.
    private var isObject = true

    /// Begins an object. JSON's roots have neither names nor namespaces.
    init(element: String = "", namespace: XMLNamespace? = nil, milliseconds: Bool = false) {
        json.beginObject()
    }

    mutating func finish() -> ByteBuffer {
        if isObject { json.endObject() }
        return json.buffer
    }

    mutating func write(contentsOf value: some Shape) throws(CodecError) {
        try value.write(to: &self)
    }

    mutating func write(content: String) {
        json = JSONWriter()
        json.string(content)
        isObject = false
    }

    // MARK: - Values

    mutating func write(_ value: String, as member: Member) throws(CodecError) {
        json.key(member.name)
        json.string(value)
    }

    mutating func write(_ value: Bool, as member: Member) throws(CodecError) {
        json.key(member.name)
        json.boolean(value)
    }

    mutating func write(_ value: Int, as member: Member) throws(CodecError) {
        json.key(member.name)
        json.number(String(value))
    }

    mutating func write(_ value: Double, as member: Member) throws(CodecError) {
        json.key(member.name)
        let text = Scalars.format(value)
        // JSON has no number for infinity and the like.
        if value.isFinite { json.number(text) } else { json.string(text) }
    }

    mutating func write(_ value: Date, as member: Member) throws(CodecError) {
        json.key(member.name)
        let format = member.timestampFormat ?? .epochSeconds
        if case .epochSeconds = format {
            json.number(format.format(value))
        } else {
            json.string(format.format(value))
        }
    }

    mutating func write(_ value: ByteBuffer, as member: Member) throws(CodecError) {
        json.key(member.name)
        json.string(value.withUnsafeReadableBytes { Base64.encode($0) })
    }

    mutating func write(_ value: HTTPBody, as member: Member) throws(CodecError) {
        guard let buffer = value.buffer else {
            throw CodecError(.invalidValue, "\(member.name) is a stream inside a document.", member: member.name)
        }
        try write(buffer, as: member)
    }

    // MARK: - Structures, lists and maps

    mutating func write(structure value: some Shape, as member: Member) throws(CodecError) {
        json.key(member.name)
        json.beginObject()
        try value.write(to: &self)
        json.endObject()
    }

    mutating func write(list: [some Shape], as member: Member) throws(CodecError) {
        json.key(member.name)
        json.beginArray()
        for value in list {
            json.beginObject()
            try value.write(to: &self)
            json.endObject()
        }
        json.endArray()
    }

    mutating func write(list: [String], as member: Member) throws(CodecError) {
        json.key(member.name)
        json.beginArray()
        for value in list { json.string(value) }
        json.endArray()
    }

    mutating func write(map: [String: String], as member: Member) throws(CodecError) {
        json.key(member.name)
        json.beginObject()
        for (key, value) in map.sorted(by: { $0.key < $1.key }) {
            json.key(key)
            json.string(value)
        }
        json.endObject()
    }
}
