#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import NIOCore

/// Reads structures from JSON objects.
struct JSONShapeReader: DocumentReader {
    private var json: JSONReader
    /// A member's value was announced and not taken yet.
    private var isValuePending = false
    /// The object of the structure at hand has begun.
    private var hasBegun = false

    init(_ bytes: UnsafeRawBufferPointer) throws(CodecError) {
        json = JSONReader(bytes)
    }

    mutating func finish() throws(CodecError) {
        if !hasBegun { try json.skipValue() }
        try json.finish()
    }

    mutating func contents<S: Shape>(as type: S.Type) throws(CodecError) -> S {
        try json.beginObject()
        hasBegun = true
        isValuePending = false
        let depth = json.depth
        let value = try S(from: &self)
        if isValuePending { try json.skipValue() }
        while json.depth >= depth {
            while try json.next() { try json.skipValue() }
        }
        isValuePending = false
        return value
    }

    mutating func content() throws(CodecError) -> String {
        hasBegun = true
        return try json.string()
    }

    // MARK: - Members

    mutating func next(in schema: Schema) throws(CodecError) -> Int? {
        if !hasBegun {
            try json.beginObject()
            hasBegun = true
        }
        if isValuePending { try json.skipValue() }
        isValuePending = false
        while try json.next() {
            let index = schema.members.firstIndex { $0.location == .body && $0.name == json.key }
            if let index, try json.kind() != .null {
                isValuePending = true
                return index
            }
            try json.skipValue()
        }
        return nil
    }

    // MARK: - Values

    private mutating func kind() throws(CodecError) -> JSONReader.Kind {
        isValuePending = false
        return try json.kind()
    }

    private mutating func take(_ due: JSONReader.Kind, _ expected: String) throws(CodecError) {
        guard try kind() == due else { throw wrongKind(expected) }
    }

    private func wrongKind(_ expected: String) -> CodecError {
        CodecError(.invalidValue, "\(json.key) is not \(expected).", member: json.key)
    }

    mutating func string() throws(CodecError) -> String {
        try take(.string, "a string")
        return try json.string()
    }

    mutating func boolean() throws(CodecError) -> Bool {
        try take(.boolean, "a boolean")
        return try json.boolean()
    }

    mutating func integer() throws(CodecError) -> Int {
        try take(.number, "an integer")
        let text = try json.number()
        guard let value = Int(text) ?? Double(text).flatMap({ Int(exactly: $0) }) else {
            throw .invalidValue(text, for: json.key, expected: "an integer")
        }
        return value
    }

    mutating func double() throws(CodecError) -> Double {
        let text = try kind() == .string ? try json.string() : try number()
        guard let value = Scalars.parseDouble(text) else {
            throw .invalidValue(text, for: json.key, expected: "a number")
        }
        return value
    }

    mutating func date() throws(CodecError) -> Date {
        let text = try kind() == .string ? try json.string() : try number()
        guard let date = TimestampFormat.parse(text) else {
            throw .invalidValue(text, for: json.key, expected: "a point in time")
        }
        return date
    }

    private mutating func number() throws(CodecError) -> String {
        try take(.number, "a number")
        return try json.number()
    }

    mutating func blob() throws(CodecError) -> ByteBuffer {
        let text = try string()
        guard let bytes = Base64.decode(text) else {
            throw .invalidValue(text, for: json.key, expected: "Base64")
        }
        return ByteBuffer(bytes: bytes)
    }

    mutating func body() throws(CodecError) -> HTTPBody {
        HTTPBody(try blob())
    }

    // MARK: - Structures, lists and maps

    mutating func structure<S: Shape>(_ type: S.Type) throws(CodecError) -> S {
        try take(.object, "an object")
        return try contents(as: type)
    }

    mutating func list<S: Shape>(appendingTo list: inout [S]) throws(CodecError) {
        try take(.array, "an array")
        try json.beginArray()
        while try nextElement() { list.append(try structure(S.self)) }
    }

    mutating func list(appendingTo list: inout [String]) throws(CodecError) {
        try take(.array, "an array")
        try json.beginArray()
        while try nextElement() { list.append(try string()) }
    }

    mutating func map(mergingInto map: inout [String: String]) throws(CodecError) {
        try take(.object, "an object")
        try json.beginObject()
        while try nextElement() { map[json.key] = try string() }
    }

    /// Moves to the container's next value that is not null.
    private mutating func nextElement() throws(CodecError) -> Bool {
        while try json.next() {
            if try json.kind() != .null { return true }
            try json.null()
        }
        return false
    }
}
