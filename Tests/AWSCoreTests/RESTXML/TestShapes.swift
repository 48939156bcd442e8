#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import AWSCore
import NIOCore

let testService = ServiceTraits(
    name: "S3",
    signingName: "s3",
    apiVersion: "2006-03-01",
    wireProtocol: .restXML,
    namespace: "http://s3.amazonaws.com/doc/2006-03-01/"
)

struct StorageClass: OpenEnum {
    let rawValue: String
    init(rawValue: String) { self.rawValue = rawValue }
}

struct Tag: Shape, Equatable {
    var key: String
    var value: String

    static let schema = Schema("Tag", [Member("Key", required: true), Member("Value", required: true)])

    init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }

    func write(to writer: inout some ShapeWriter) throws(CodecError) {
        let m = Self.schema.members
        try writer.write(key, as: m[0])
        try writer.write(value, as: m[1])
    }

    init(from reader: inout some ShapeReader) throws(CodecError) {
        var key: String?
        var value: String?
        while let index = try reader.next(in: Self.schema) {
            switch index {
            case 0: key = try reader.string()
            case 1: value = try reader.string()
            default: break
            }
        }
        self.init(try reader.require(key, 0, of: Self.schema), try reader.require(value, 1, of: Self.schema))
    }
}

/// A wrapped list, a flattened list of texts, and one value of each scalar type.
struct Sample: Shape, Equatable {
    var tags: [Tag]?
    var names: [String] = []
    var size: Int?
    var isOpen: Bool?
    var ratio: Double?
    var changed: Date?
    var bytes: ByteBuffer?
    var storageClass: StorageClass?
    var attributes: [String: String]?

    static let schema = Schema(
        "Sample",
        [
            Member("TagSet", element: "Tag"),
            Member("Name", flattened: true),
            Member("Size"),
            Member("Open"),
            Member("Ratio"),
            Member("Changed"),
            Member("Bytes"),
            Member("StorageClass"),
            Member("Attributes"),
        ]
    )

    init() {}

    func write(to writer: inout some ShapeWriter) throws(CodecError) {
        let m = Self.schema.members
        try writer.writeIfPresent(list: tags, as: m[0])
        try writer.write(list: names, as: m[1])
        try writer.writeIfPresent(size, as: m[2])
        try writer.writeIfPresent(isOpen, as: m[3])
        try writer.writeIfPresent(ratio, as: m[4])
        try writer.writeIfPresent(changed, as: m[5])
        try writer.writeIfPresent(bytes, as: m[6])
        try writer.writeIfPresent(storageClass, as: m[7])
        if let attributes { try writer.write(map: attributes, as: m[8]) }
    }

    init(from reader: inout some ShapeReader) throws(CodecError) {
        while let index = try reader.next(in: Self.schema) {
            switch index {
            case 0: tags = try reader.list(of: Tag.self)
            case 1: try reader.list(appendingTo: &names)
            case 2: size = try reader.integer()
            case 3: isOpen = try reader.boolean()
            case 4: ratio = try reader.double()
            case 5: changed = try reader.date()
            case 6: bytes = try reader.blob()
            case 7: storageClass = try reader.value(StorageClass.self)
            case 8:
                var map: [String: String] = [:]
                try reader.map(mergingInto: &map)
                attributes = map
            default: break
            }
        }
    }

    static var full: Sample {
        var sample = Sample()
        sample.tags = [Tag("a", "1"), Tag(" b\n", "<&>\"'\r\u{1}é")]
        sample.names = ["x", "", "y & z"]
        sample.size = -42
        sample.isOpen = true
        sample.ratio = 0.5
        sample.changed = Date(timeIntervalSince1970: 1_795_428_000.25)
        sample.bytes = ByteBuffer(bytes: [0, 1, 254, 255])
        sample.storageClass = "FROZEN_SOLID"
        sample.attributes = ["k1": "v1", "k2": ""]
        return sample
    }
}

struct Grantee: Shape, Equatable {
    var id: String?
    var type: String
    var uri: String?

    static let schema = Schema(
        "Grantee",
        [Member("ID"), Member("xsi:type", .attribute, required: true), Member("URI")]
    )

    init(id: String? = nil, type: String, uri: String? = nil) {
        self.id = id
        self.type = type
        self.uri = uri
    }

    func write(to writer: inout some ShapeWriter) throws(CodecError) {
        let m = Self.schema.members
        try writer.writeIfPresent(id, as: m[0])
        try writer.write(type, as: m[1])
        try writer.writeIfPresent(uri, as: m[2])
    }

    init(from reader: inout some ShapeReader) throws(CodecError) {
        var id: String?
        var type: String?
        var uri: String?
        while let index = try reader.next(in: Self.schema) {
            switch index {
            case 0: id = try reader.string()
            case 1: type = try reader.string()
            case 2: uri = try reader.string()
            default: break
            }
        }
        self.init(id: id, type: try reader.require(type, 1, of: Self.schema), uri: uri)
    }
}

/// A policy with nested structures, to be a payload.
struct Policy: Shape, Equatable {
    var grantees: [Grantee]?
    var note: String?

    static let schema = Schema(
        "Policy",
        [Member("Grants", element: "Grant"), Member("Note")]
    )

    init(grantees: [Grantee]? = nil, note: String? = nil) {
        self.grantees = grantees
        self.note = note
    }

    func write(to writer: inout some ShapeWriter) throws(CodecError) {
        let m = Self.schema.members
        try writer.writeIfPresent(list: grantees.map { $0.map(Grant.init) }, as: m[0])
        try writer.writeIfPresent(note, as: m[1])
    }

    init(from reader: inout some ShapeReader) throws(CodecError) {
        while let index = try reader.next(in: Self.schema) {
            switch index {
            case 0: grantees = try reader.list(of: Grant.self).map(\.grantee)
            case 1: note = try reader.string()
            default: break
            }
        }
    }
}

struct Grant: Shape, Equatable {
    var grantee: Grantee

    static let schema = Schema(
        "Grant",
        [Member("Grantee", namespace: XMLNamespace("http://www.w3.org/2001/XMLSchema-instance", prefix: "xsi"))]
    )

    init(_ grantee: Grantee) { self.grantee = grantee }

    func write(to writer: inout some ShapeWriter) throws(CodecError) {
        try writer.write(structure: grantee, as: Self.schema.members[0])
    }

    init(from reader: inout some ShapeReader) throws(CodecError) {
        var grantee: Grantee?
        while let index = try reader.next(in: Self.schema) {
            switch index {
            case 0: grantee = try reader.structure(Grantee.self)
            default: break
            }
        }
        self.init(try reader.require(grantee, 0, of: Self.schema))
    }
}
