import AWSCore
import Foundation
import NIOCore

/// Gives any shape random members, with values that are legal where each member goes.
struct RandomShapeReader: ShapeReader {
    private var random: SeededGenerator
    /// The members of the structure at hand, and the next one to offer.
    private var members: [Member] = []
    private var position = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func next(in schema: Schema) throws(CodecError) -> Int? {
        members = schema.members
        while position < members.count {
            position += 1
            if members[position - 1].isRequired || Int.random(in: 0..<3, using: &random) > 0 { return position - 1 }
        }
        return nil
    }

    private var member: Member { members[position - 1] }

    mutating func structure<S: Shape>(_ type: S.Type) throws(CodecError) -> S {
        let outer = (members, position)
        (members, position) = ([], 0)
        let value = try S(from: &self)
        (members, position) = outer
        return value
    }

    // MARK: - Values

    mutating func string() throws(CodecError) -> String { text(for: member.location) }
    mutating func boolean() throws(CodecError) -> Bool { Bool.random(using: &random) }
    mutating func double() throws(CodecError) -> Double { Double(Int.random(in: -1000...1000, using: &random)) / 8 }

    mutating func integer() throws(CodecError) -> Int {
        let bound = [9, 100_000, Int.max].randomElement(using: &random) ?? 1
        return Int.random(in: -bound...bound, using: &random)
    }

    /// Whole seconds, because not every form has parts of them.
    mutating func date() throws(CodecError) -> Date {
        Date(timeIntervalSince1970: Double(Int.random(in: 0...4_000_000_000, using: &random)))
    }

    mutating func blob() throws(CodecError) -> ByteBuffer {
        let count = Int.random(in: 0...40, using: &random)
        var bytes = ByteBuffer()
        for _ in 0..<count { bytes.writeInteger(UInt8.random(in: .min ... .max, using: &random)) }
        return bytes
    }

    mutating func body() throws(CodecError) -> HTTPBody { HTTPBody(try blob()) }

    // MARK: - Lists and maps

    mutating func list<S: Shape>(appendingTo list: inout [S]) throws(CodecError) {
        for _ in 0..<count() { list.append(try structure(S.self)) }
    }

    mutating func list(appendingTo list: inout [String]) throws(CodecError) {
        for _ in 0..<count() { list.append(text(for: member.location)) }
    }

    mutating func map(mergingInto map: inout [String: String]) throws(CodecError) {
        for _ in 0..<count() {
            let key = string(of: Array("abcdefghijklmnopqrstuvwxyz0123456789-_."), count: 1...12)
            map[key] = text(for: .header)
        }
    }

    /// A list that is one header field is there only if it has elements.
    private mutating func count() -> Int {
        Int.random(in: member.location == .header ? 1...3 : 0...3, using: &random)
    }

    // MARK: - Texts

    private mutating func text(for location: Member.Location) -> String {
        switch location {
        case .header, .headerPrefix, .statusCode:
            return "a" + string(of: Array("azAZ09 ,\"\\;=/+%é\t"), count: 0...12) + "z"
        case .label, .payload:
            return string(of: Array("aZ09/.+%& ?#<>\"'é€😀~"), count: 1...16)
        case .query, .body, .attribute:
            return string(of: Array("aZ09/.+%& ?#<>\"'é€😀~;=\n\r\t]"), count: 0...16)
        }
    }

    private mutating func string(of characters: [Character], count: ClosedRange<Int>) -> String {
        let count = Int.random(in: count, using: &random)
        return String((0..<count).compactMap { _ in characters.randomElement(using: &random) })
    }
}
