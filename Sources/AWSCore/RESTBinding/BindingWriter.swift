#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import HTTPTypes
import NIOCore

/// Spreads a shape's members over the parts of an HTTP message: path, query, headers, status and body.
struct BindingWriter<Document: DocumentWriter>: ShapeWriter {
    /// The root of the document that holds the shape's own body members.
    private let element: String?
    private let namespace: XMLNamespace?
    private let milliseconds: Bool
    private var document: Document?
    private var payload: HTTPBody?
    private var isText = false

    private(set) var labels: [(name: String, value: String)] = []
    private(set) var query: [QueryItem] = []
    private(set) var headers = HTTPFields()
    private(set) var status: Int?

    /// - Parameter milliseconds: whether points in time on whole seconds are written with milliseconds too.
    init(element: String?, namespace: String?, milliseconds: Bool = false) {
        self.element = element
        self.milliseconds = milliseconds
        self.namespace = namespace.map { XMLNamespace($0) }
    }

    /// Makes sure that there is a document, be it an empty one.
    mutating func openDocument() {
        guard document == nil, payload == nil else { return }
        document = Document(element: element ?? "", namespace: namespace, milliseconds: milliseconds)
    }

    /// The body, whose type is `contentType` if it is a document, `textType` if it is a text, and no member says
    /// otherwise.
    mutating func finish(contentType: String, textType: String? = nil) -> HTTPBody {
        guard var document else {
            if isText, headers[.contentType] == nil { headers[.contentType] = textType }
            return payload ?? .empty
        }
        if headers[.contentType] == nil { headers[.contentType] = contentType }
        return HTTPBody(document.finish())
    }

    // MARK: - Text

    mutating func write(_ value: String, as member: Member) throws(CodecError) {
        switch member.location {
        case .payload where element == nil:
            payload = HTTPBody(value)
            isText = true
        case .payload:
            openDocument()
            document?.write(content: value)
        case .body, .attribute:
            openDocument()
            try document?.write(value, as: member)
        default: try write(text: value, as: member)
        }
    }

    /// Writes a value in its text form to a place outside the body.
    private mutating func write(text: String, as member: Member) throws(CodecError) {
        switch member.location {
        case .label: labels.append((member.name, text))
        case .query: query.append(QueryItem(member.name, text))
        case .header: try appendField(member.fieldName, named: member.name, text)
        case .statusCode: status = Int(text)
        case .headerPrefix, .body, .attribute, .payload:
            throw CodecError(.invalidValue, "\(member.name) has no place for a single value.", member: member.name)
        }
    }

    private mutating func appendField(
        _ fieldName: HTTPField.Name?,
        named name: String,
        _ value: String
    ) throws(CodecError) {
        guard let fieldName else {
            throw CodecError(.invalidValue, "\"\(name)\" cannot be the name of a header field.", member: name)
        }
        guard !value.utf8.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) else {
            throw CodecError(
                .invalidValue,
                "\(name) has a line break or another control character, which no header field can carry.",
                member: name
            )
        }
        headers.append(HTTPField(name: fieldName, value: value))
    }

    // MARK: - Scalars

    mutating func write(_ value: Bool, as member: Member) throws(CodecError) {
        guard member.location == .body else { return try write(text: value ? "true" : "false", as: member) }
        openDocument()
        try document?.write(value, as: member)
    }

    mutating func write(_ value: Int, as member: Member) throws(CodecError) {
        guard member.location == .body else { return try write(text: String(value), as: member) }
        openDocument()
        try document?.write(value, as: member)
    }

    mutating func write(_ value: Double, as member: Member) throws(CodecError) {
        guard member.location == .body else { return try write(text: Scalars.format(value), as: member) }
        openDocument()
        try document?.write(value, as: member)
    }

    mutating func write(_ value: Date, as member: Member) throws(CodecError) {
        guard member.location != .body else {
            openDocument()
            return try document?.write(value, as: member) ?? ()
        }
        let format = member.timestampFormat ?? (member.location == .header ? .httpDate : .iso8601)
        try write(text: format.format(value, milliseconds: milliseconds), as: member)
    }

    mutating func write(_ value: ByteBuffer, as member: Member) throws(CodecError) {
        switch member.location {
        case .payload: payload = HTTPBody(value)
        case .body:
            openDocument()
            try document?.write(value, as: member)
        default: try write(text: value.withUnsafeReadableBytes { Base64.encode($0) }, as: member)
        }
    }

    mutating func write(_ value: HTTPBody, as member: Member) throws(CodecError) {
        guard member.location != .payload else {
            payload = value
            return
        }
        guard let buffer = value.buffer else {
            throw CodecError(.invalidValue, "\(member.name) is a stream outside the payload.", member: member.name)
        }
        try write(buffer, as: member)
    }

    // MARK: - Structures, lists and maps

    mutating func write(structure value: some Shape, as member: Member) throws(CodecError) {
        guard member.location == .payload else {
            openDocument()
            return try document?.write(structure: value, as: member) ?? ()
        }
        var document = Document(
            element: member.name,
            namespace: member.namespace ?? namespace,
            milliseconds: milliseconds
        )
        try document.write(contentsOf: value)
        self.document = document
    }

    mutating func write(list: [some Shape], as member: Member) throws(CodecError) {
        openDocument()
        try document?.write(list: list, as: member)
    }

    mutating func write(list: [String], as member: Member) throws(CodecError) {
        switch member.location {
        case .header where !list.isEmpty: try write(text: HeaderList.format(list), as: member)
        case .header: break
        case .query: query.append(contentsOf: list.map { QueryItem(member.name, $0) })
        default:
            openDocument()
            try document?.write(list: list, as: member)
        }
    }

    mutating func write(map: [String: String], as member: Member) throws(CodecError) {
        switch member.location {
        case .headerPrefix:
            for (key, value) in map.sorted(by: { $0.key < $1.key }) {
                let name = member.name + key
                try appendField(HTTPField.Name(name), named: name, value)
            }
        case .query:
            // A member of the same name has precedence.
            let named = Set(query.map(\.name))
            for (key, value) in map.sorted(by: { $0.key < $1.key }) where !named.contains(key) {
                query.append(QueryItem(key, value))
            }
        default:
            openDocument()
            try document?.write(map: map, as: member)
        }
    }
}
