#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import NIOCore

/// Writes structures as XML elements.
struct XMLShapeWriter: DocumentWriter {
    /// Attributes precede content whatever the members' order, so a structure that has any is written in two rounds.
    private enum Round { case attributes, content }

    private var xml: XMLWriter
    private var round = Round.content
    private let element: String
    private let milliseconds: Bool

    init(element: String, namespace: XMLNamespace?, milliseconds: Bool) {
        var xml = XMLWriter()
        xml.declaration()
        self.init(xml, element: element, namespace: namespace, milliseconds: milliseconds)
    }

    /// Continues a document with an element.
    init(_ xml: XMLWriter, element: String, namespace: XMLNamespace? = nil, milliseconds: Bool = false) {
        self.xml = xml
        self.element = element
        self.milliseconds = milliseconds
        self.xml.startElement(element, namespace: namespace)
    }

    mutating func finish() -> ByteBuffer {
        end().buffer
    }

    /// Ends the element the writer began with and gives the document back.
    mutating func end() -> XMLWriter {
        xml.endElement(element)
        return xml
    }

    mutating func write(content: String) {
        xml.text(content)
    }

    mutating func write<S: Shape>(contentsOf value: S) throws(CodecError) {
        let outer = round
        if S.schema.hasAttributes {
            round = .attributes
            try value.write(to: &self)
        }
        round = .content
        try value.write(to: &self)
        round = outer
    }

    // MARK: - Values

    mutating func write(_ value: String, as member: Member) throws(CodecError) {
        switch round {
        case .attributes where member.location == .attribute:
            xml.attribute(member.name, value)
        case .content where member.location != .attribute:
            xml.startElement(member.name, namespace: member.namespace)
            xml.text(value)
            xml.endElement(member.name)
        default:
            break
        }
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
        try write((member.timestampFormat ?? .iso8601).format(value, milliseconds: milliseconds), as: member)
    }

    mutating func write(_ value: ByteBuffer, as member: Member) throws(CodecError) {
        try write(value.withUnsafeReadableBytes { Base64.encode($0) }, as: member)
    }

    mutating func write(_ value: HTTPBody, as member: Member) throws(CodecError) {
        guard let buffer = value.buffer else {
            throw CodecError(.invalidValue, "\(member.name) is a stream inside a document.", member: member.name)
        }
        try write(buffer, as: member)
    }

    // MARK: - Structures, lists and maps

    mutating func write(structure value: some Shape, as member: Member) throws(CodecError) {
        guard round == .content else { return }
        try write(value, element: member.name, namespace: member.namespace)
    }

    mutating func write(list: [some Shape], as member: Member) throws(CodecError) {
        guard round == .content else { return }
        if member.isFlattened {
            for value in list { try write(value, element: member.name, namespace: member.namespace) }
            return
        }
        xml.startElement(member.name, namespace: member.namespace)
        for value in list { try write(value, element: member.elementName, namespace: nil) }
        xml.endElement(member.name)
    }

    mutating func write(list: [String], as member: Member) throws(CodecError) {
        guard round == .content else { return }
        if member.isFlattened {
            for value in list { xml.element(member.name, value) }
            return
        }
        xml.startElement(member.name, namespace: member.namespace)
        for value in list { xml.element(member.elementName, value) }
        xml.endElement(member.name)
    }

    mutating func write(map: [String: String], as member: Member) throws(CodecError) {
        guard round == .content else { return }
        if !member.isFlattened { xml.startElement(member.name, namespace: member.namespace) }
        let entry = member.isFlattened ? member.name : "entry"
        for (key, value) in map.sorted(by: { $0.key < $1.key }) {
            xml.startElement(entry)
            xml.element("key", key)
            xml.element("value", value)
            xml.endElement(entry)
        }
        if !member.isFlattened { xml.endElement(member.name) }
    }

    private mutating func write(
        _ value: some Shape,
        element: String,
        namespace: XMLNamespace?
    ) throws(CodecError) {
        xml.startElement(element, namespace: namespace)
        try write(contentsOf: value)
        xml.endElement(element)
    }
}
