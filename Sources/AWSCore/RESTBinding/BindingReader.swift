#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import HTTPTypes
import NIOCore

/// Gathers a shape's members from the parts of an HTTP message: path, query, headers, status and body.
struct BindingReader<Document: DocumentReader>: ShapeReader {
    /// The parts of a message that are not its body.
    struct Head {
        var labels: [(name: String, value: String)] = []
        var query: [QueryItem] = []
        var headers = HTTPFields()
        var status: Int?
    }

    /// What the message's body is to the shape.
    enum Body {
        /// Nothing: it has no body, or no member takes it.
        case none
        /// The bytes are the payload member's.
        case payload(HTTPBody)
        /// The payload member is a document of its own.
        case payloadDocument(Document)
        /// A document that holds the shape's own body members.
        case document(Document)
    }

    /// Where the value at hand is.
    private enum Value {
        case text(String)
        case texts([String])
        case fields([String: String])
        case body
    }

    private let head: Head
    private let payload: HTTPBody?
    private let isPayloadDocument: Bool
    private(set) var document: Document?
    private var nextMember = 0
    private var current = Value.body
    private var member: Member?

    init(_ head: Head, body: Body) {
        self.head = head
        switch body {
        case .none: (payload, document, isPayloadDocument) = (nil, nil, false)
        case .payload(let bytes): (payload, document, isPayloadDocument) = (bytes, nil, false)
        case .payloadDocument(let document): (payload, self.document, isPayloadDocument) = (nil, document, true)
        case .document(let document): (payload, self.document, isPayloadDocument) = (nil, document, false)
        }
    }

    mutating func finish() throws(CodecError) {
        try document?.finish()
    }

    // MARK: - Members

    mutating func next(in schema: Schema) throws(CodecError) -> Int? {
        while nextMember < schema.members.count {
            let index = nextMember
            let member = schema.members[index]
            nextMember += 1
            guard let value = value(of: member) else { continue }
            self.member = member
            current = value
            return index
        }
        guard !isPayloadDocument else { return nil }
        current = .body
        return try document?.next(in: schema)
    }

    /// The value of a member outside the document of body members, where it has one.
    private func value(of member: Member) -> Value? {
        switch member.location {
        case .body, .attribute: nil
        case .payload: payload != nil || isPayloadDocument ? .body : nil
        case .statusCode: head.status.map { .text(String($0)) }
        case .label: head.labels.first { $0.name == member.name }.map { .text($0.value) }
        case .query:
            switch head.query.filter({ $0.name == member.name }).map({ $0.value ?? "" }) {
            case let values where values.isEmpty: nil
            case let values: .texts(values)
            }
        case .header:
            member.fieldName.flatMap { head.headers[$0] }.flatMap { $0.isEmpty ? nil : .text($0) }
        case .headerPrefix:
            switch fields(withPrefix: member.name.lowercased()) {
            case let fields where fields.isEmpty: nil
            case let fields: .fields(fields)
            }
        }
    }

    private func fields(withPrefix prefix: String) -> [String: String] {
        var fields: [String: String] = [:]
        for field in head.headers where field.name.canonicalName.utf8.starts(with: prefix.utf8) {
            let key = String(field.name.canonicalName.dropFirst(prefix.count))
            fields[key] = fields[key].map { "\($0),\(field.value)" } ?? field.value
        }
        return fields
    }

    // MARK: - Values

    /// The value at hand as text; nil when it is in the body.
    private func text() throws(CodecError) -> String? {
        switch current {
        case .text(let text): return text
        case .texts(let texts): return texts.first
        case .body: return nil
        case .fields: throw misplaced
        }
    }

    private func parse<V>(
        _ text: String,
        expected: String,
        _ parse: (String) -> V?
    ) throws(CodecError) -> V {
        guard let value = parse(Scalars.trimmed(text)) else {
            throw .invalidValue(text, for: member?.name ?? "", expected: expected)
        }
        return value
    }

    private func require<V>(_ value: V?) throws(CodecError) -> V {
        guard let value else { throw misplaced }
        return value
    }

    private var misplaced: CodecError {
        CodecError(.unexpectedDocument, "\(member?.name ?? "A member") is not where its type can be read from.")
    }

    mutating func string() throws(CodecError) -> String {
        if let text = try text() { return text }
        guard let bytes = payload?.buffer else { return try require(document?.string()) }
        guard let text = String(validating: bytes.readableBytesView, as: UTF8.self) else {
            throw CodecError(.invalidValue, "\(member?.name ?? "The body") is not UTF-8.", member: member?.name)
        }
        return text
    }

    mutating func boolean() throws(CodecError) -> Bool {
        guard let text = try text() else { return try require(document?.boolean()) }
        return try parse(text, expected: "true or false", Scalars.parseBoolean)
    }

    mutating func integer() throws(CodecError) -> Int {
        guard let text = try text() else { return try require(document?.integer()) }
        return try parse(text, expected: "an integer") { Int($0) }
    }

    mutating func double() throws(CodecError) -> Double {
        guard let text = try text() else { return try require(document?.double()) }
        return try parse(text, expected: "a number", Scalars.parseDouble)
    }

    mutating func date() throws(CodecError) -> Date {
        guard let text = try text() else { return try require(document?.date()) }
        return try parse(text, expected: "a point in time", TimestampFormat.parse)
    }

    mutating func blob() throws(CodecError) -> ByteBuffer {
        if let bytes = payload?.buffer, case .body = current { return bytes }
        guard let text = try text() else { return try require(document?.blob()) }
        return ByteBuffer(bytes: try parse(text, expected: "Base64", Base64.decode))
    }

    mutating func body() throws(CodecError) -> HTTPBody {
        if let payload, case .body = current { return payload }
        return HTTPBody(try blob())
    }

    // MARK: - Structures, lists and maps

    mutating func structure<S: Shape>(_ type: S.Type) throws(CodecError) -> S {
        if isPayloadDocument { return try require(document?.contents(as: type)) }
        return try require(document?.structure(type))
    }

    mutating func list<S: Shape>(appendingTo list: inout [S]) throws(CodecError) {
        try require(document?.list(appendingTo: &list))
    }

    mutating func list(appendingTo list: inout [String]) throws(CodecError) {
        switch current {
        case .text(let text): list.append(contentsOf: HeaderList.parse(text))
        case .texts(let texts): list.append(contentsOf: texts)
        case .body: try require(document?.list(appendingTo: &list))
        case .fields: throw misplaced
        }
    }

    mutating func map(mergingInto map: inout [String: String]) throws(CodecError) {
        guard case .fields(let fields) = current else { return try require(document?.map(mergingInto: &map)) }
        map.merge(fields) { _, new in new }
    }
}
