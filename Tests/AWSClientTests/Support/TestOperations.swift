import AWSCore

/// A service with one operation of each kind that an executor treats in its own way.
enum TestService {
    static let traits = ServiceTraits(name: "S3", signingName: "s3", apiVersion: "2006-03-01", wireProtocol: .restXML)

    static func operation(
        _ name: String,
        _ method: String,
        path: String = "/{Bucket}/{Key+}",
        _ change: (inout OperationTraits) -> Void = { _ in }
    ) -> OperationTraits {
        var traits = OperationTraits(service: traits, name: name, method: method, path: path)
        change(&traits)
        return traits
    }
}

struct NoOutput: Shape {
    static let schema = Schema("NoOutput", [])
    func write(to writer: inout some ShapeWriter) throws(CodecError) {}
    init(from reader: inout some ShapeReader) throws(CodecError) {
        while try reader.next(in: Self.schema) != nil {}
    }
}

struct PutThing: ServiceOperation {
    static let traits = TestService.operation("PutThing", "PUT") { $0.requestChecksum = .supported }
    static let schema = Schema(
        "PutThing",
        [
            Member("Bucket", .label, required: true), Member("Key", .label, required: true),
            Member("x-amz-sdk-checksum-algorithm", .header), Member("x-amz-checksum-crc32", .header),
            Member("x-amz-meta-note", .header), Member("Body", .payload),
        ]
    )
    typealias Output = NoOutput

    var bucket = "b"
    var key = "k"
    var algorithm: String?
    var crc32: String?
    var note: String?
    var body: HTTPBody = "hello"

    init(_ configure: (inout PutThing) -> Void = { _ in }) { configure(&self) }

    func write(to writer: inout some ShapeWriter) throws(CodecError) {
        let members = Self.schema.members
        try writer.write(bucket, as: members[0])
        try writer.write(key, as: members[1])
        try writer.writeIfPresent(algorithm, as: members[2])
        try writer.writeIfPresent(crc32, as: members[3])
        try writer.writeIfPresent(note, as: members[4])
        try writer.write(body, as: members[5])
    }

    init(from reader: inout some ShapeReader) throws(CodecError) {
        throw CodecError(.unexpectedDocument, "Only clients are tested here.")
    }
}

/// The same with a checksum that the service insists on.
struct PutSetting: ServiceOperation {
    static let traits = TestService.operation("PutSetting", "PUT") { $0.requestChecksum = .required }
    static let schema = PutThing.schema
    typealias Output = NoOutput

    var thing: PutThing

    func write(to writer: inout some ShapeWriter) throws(CodecError) { try thing.write(to: &writer) }
    init(from reader: inout some ShapeReader) throws(CodecError) { thing = try PutThing(from: &reader) }
    init(_ configure: (inout PutThing) -> Void = { _ in }) { thing = PutThing(configure) }
}

struct GetThing: ServiceOperation {
    static let traits = TestService.operation("GetThing", "GET") { $0.responseChecksums = ["CRC64NVME", "CRC32"] }
    static let schema = Schema("GetThing", [Member("Bucket", .label), Member("Key", .label)])

    struct Output: Shape {
        static let schema = Schema("GetThingOutput", [Member("Body", .payload)])
        var body = HTTPBody.empty

        func write(to writer: inout some ShapeWriter) throws(CodecError) {
            try writer.write(body, as: Self.schema.members[0])
        }

        init(from reader: inout some ShapeReader) throws(CodecError) {
            while try reader.next(in: Self.schema) != nil { body = try reader.body() }
        }
    }

    var bucket = "b"
    var key = "k"

    func write(to writer: inout some ShapeWriter) throws(CodecError) {
        try writer.write(bucket, as: Self.schema.members[0])
        try writer.write(key, as: Self.schema.members[1])
    }

    init(bucket: String = "b", key: String = "k") {
        self.bucket = bucket
        self.key = key
    }

    init(from reader: inout some ShapeReader) throws(CodecError) {
        throw CodecError(.unexpectedDocument, "Only clients are tested here.")
    }
}

struct HeadThing: ServiceOperation {
    static let traits = TestService.operation("HeadThing", "HEAD")
    static let schema = GetThing.schema
    typealias Output = NoOutput

    var thing = GetThing()

    func write(to writer: inout some ShapeWriter) throws(CodecError) { try thing.write(to: &writer) }
    init(from reader: inout some ShapeReader) throws(CodecError) { thing = try GetThing(from: &reader) }
    init() {}
}

/// Answers with a document, possibly of an error after all.
struct CopyThing: ServiceOperation {
    static let traits = TestService.operation("CopyThing", "PUT") {
        $0.mayFailAfterSuccessStatus = true
        $0.outputElement = "CopyResult"
    }
    static let schema = GetThing.schema

    struct Output: Shape {
        static let schema = Schema("CopyResult", [Member("ETag")])
        var eTag: String?

        func write(to writer: inout some ShapeWriter) throws(CodecError) {
            try writer.writeIfPresent(eTag, as: Self.schema.members[0])
        }

        init(from reader: inout some ShapeReader) throws(CodecError) {
            while try reader.next(in: Self.schema) != nil { eTag = try reader.string() }
        }
    }

    var thing = GetThing()

    func write(to writer: inout some ShapeWriter) throws(CodecError) { try thing.write(to: &writer) }
    init(from reader: inout some ShapeReader) throws(CodecError) { thing = try GetThing(from: &reader) }
    init() {}
}
