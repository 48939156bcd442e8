#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import AWSCore
import NIOCore

/// An operation with a member in every place a request has, and a streamed body on both ends.
struct PutThing: ServiceOperation {
    var bucket: String
    var key: String
    var versionID: String?
    var limit: Int?
    var kinds: [String] = []
    var contentType: String?
    var since: Date?
    var isForced: Bool?
    var metadata: [String: String] = [:]
    var attributes: [String]?
    var body = HTTPBody.empty

    static let traits = OperationTraits(
        service: testService,
        name: "PutThing",
        method: "PUT",
        path: "/{Bucket}/{Key+}",
        query: [QueryItem("thing"), QueryItem("x-id", "PutThing")]
    )

    static let schema = Schema(
        "PutThingRequest",
        [
            Member("Bucket", .label, required: true),
            Member("Key", .label, required: true),
            Member("versionId", .query),
            Member("limit", .query),
            Member("kind", .query),
            Member("Content-Type", .header),
            Member("x-amz-since", .header),
            Member("x-amz-forced", .header),
            Member("x-amz-meta-", .headerPrefix),
            Member("x-amz-attributes", .header),
            Member("Body", .payload),
        ]
    )

    init(bucket: String, key: String, _ configure: (inout PutThing) -> Void = { _ in }) {
        self.bucket = bucket
        self.key = key
        configure(&self)
    }

    func write(to writer: inout some ShapeWriter) throws(CodecError) {
        let m = Self.schema.members
        try writer.write(bucket, as: m[0])
        try writer.write(key, as: m[1])
        try writer.writeIfPresent(versionID, as: m[2])
        try writer.writeIfPresent(limit, as: m[3])
        try writer.write(list: kinds, as: m[4])
        try writer.writeIfPresent(contentType, as: m[5])
        try writer.writeIfPresent(since, as: m[6])
        try writer.writeIfPresent(isForced, as: m[7])
        try writer.write(map: metadata, as: m[8])
        try writer.writeIfPresent(list: attributes, as: m[9])
        try writer.write(body, as: m[10])
    }

    init(from reader: inout some ShapeReader) throws(CodecError) {
        var bucket: String?
        var key: String?
        self.init(bucket: "", key: "")
        while let index = try reader.next(in: Self.schema) {
            switch index {
            case 0: bucket = try reader.string()
            case 1: key = try reader.string()
            case 2: versionID = try reader.string()
            case 3: limit = try reader.integer()
            case 4: try reader.list(appendingTo: &kinds)
            case 5: contentType = try reader.string()
            case 6: since = try reader.date()
            case 7: isForced = try reader.boolean()
            case 8: try reader.map(mergingInto: &metadata)
            case 9: attributes = try reader.list(of: String.self)
            case 10: body = try reader.body()
            default: break
            }
        }
        self.bucket = try reader.require(bucket, 0, of: Self.schema)
        self.key = try reader.require(key, 1, of: Self.schema)
    }

    struct Output: Shape {
        var eTag: String?
        var status: Int?
        var metadata: [String: String] = [:]
        var body = HTTPBody.empty

        static let schema = Schema(
            "PutThingOutput",
            [
                Member("ETag", .header),
                Member("StatusCode", .statusCode),
                Member("x-amz-meta-", .headerPrefix),
                Member("Body", .payload),
            ]
        )

        init() {}

        func write(to writer: inout some ShapeWriter) throws(CodecError) {
            let m = Self.schema.members
            try writer.writeIfPresent(eTag, as: m[0])
            try writer.writeIfPresent(status, as: m[1])
            try writer.write(map: metadata, as: m[2])
            try writer.write(body, as: m[3])
        }

        init(from reader: inout some ShapeReader) throws(CodecError) {
            while let index = try reader.next(in: Self.schema) {
                switch index {
                case 0: eTag = try reader.string()
                case 1: status = try reader.integer()
                case 2: try reader.map(mergingInto: &metadata)
                case 3: body = try reader.body()
                default: break
                }
            }
        }
    }
}

/// A document of the operation's own members in the request, and one in the answer beside a header.
struct Describe: ServiceOperation {
    var bucket: String
    var note: String?
    var sample: Sample?

    static let traits = OperationTraits(
        service: testService,
        name: "Describe",
        method: "POST",
        path: "/{Bucket}",
        inputElement: "DescribeRequest",
        outputElement: "DescribeResult",
        mayFailAfterSuccessStatus: true
    )

    static let schema = Schema(
        "DescribeRequest",
        [Member("Bucket", .label, required: true), Member("Note"), Member("Sample")]
    )

    init(bucket: String, note: String? = nil, sample: Sample? = nil) {
        self.bucket = bucket
        self.note = note
        self.sample = sample
    }

    func write(to writer: inout some ShapeWriter) throws(CodecError) {
        let m = Self.schema.members
        try writer.write(bucket, as: m[0])
        try writer.writeIfPresent(note, as: m[1])
        try writer.writeIfPresent(structure: sample, as: m[2])
    }

    init(from reader: inout some ShapeReader) throws(CodecError) {
        var bucket: String?
        var note: String?
        var sample: Sample?
        while let index = try reader.next(in: Self.schema) {
            switch index {
            case 0: bucket = try reader.string()
            case 1: note = try reader.string()
            case 2: sample = try reader.structure(Sample.self)
            default: break
            }
        }
        self.init(bucket: try reader.require(bucket, 0, of: Self.schema), note: note, sample: sample)
    }

    struct Output: Shape, Equatable {
        var charged: String?
        var samples: [Sample] = []
        var policy: Policy?

        static let schema = Schema(
            "DescribeOutput",
            [Member("x-amz-charged", .header), Member("Sample", flattened: true), Member("Policy")]
        )

        init() {}

        func write(to writer: inout some ShapeWriter) throws(CodecError) {
            let m = Self.schema.members
            try writer.writeIfPresent(charged, as: m[0])
            try writer.write(list: samples, as: m[1])
            try writer.writeIfPresent(structure: policy, as: m[2])
        }

        init(from reader: inout some ShapeReader) throws(CodecError) {
            while let index = try reader.next(in: Self.schema) {
                switch index {
                case 0: charged = try reader.string()
                case 1: try reader.list(appendingTo: &samples)
                case 2: policy = try reader.structure(Policy.self)
                default: break
                }
            }
        }
    }
}

/// A structure as the payload of the request, and a text as the whole document of the answer.
struct PutPolicy: ServiceOperation {
    var bucket: String
    var policy: Policy?

    static let traits = OperationTraits(
        service: testService,
        name: "PutPolicy",
        method: "PUT",
        path: "/{Bucket}",
        query: [QueryItem("policy")],
        outputElement: "LocationConstraint"
    )

    static let schema = Schema(
        "PutPolicyRequest",
        [Member("Bucket", .label, required: true), Member("AccessPolicy", .payload)]
    )

    init(bucket: String, policy: Policy? = nil) {
        self.bucket = bucket
        self.policy = policy
    }

    func write(to writer: inout some ShapeWriter) throws(CodecError) {
        let m = Self.schema.members
        try writer.write(bucket, as: m[0])
        try writer.writeIfPresent(structure: policy, as: m[1])
    }

    init(from reader: inout some ShapeReader) throws(CodecError) {
        var bucket: String?
        var policy: Policy?
        while let index = try reader.next(in: Self.schema) {
            switch index {
            case 0: bucket = try reader.string()
            case 1: policy = try reader.structure(Policy.self)
            default: break
            }
        }
        self.init(bucket: try reader.require(bucket, 0, of: Self.schema), policy: policy)
    }

    struct Output: Shape, Equatable {
        var location: String?

        static let schema = Schema("PutPolicyOutput", [Member("LocationConstraint", .payload)])

        init(location: String? = nil) { self.location = location }

        func write(to writer: inout some ShapeWriter) throws(CodecError) {
            try writer.writeIfPresent(location, as: Self.schema.members[0])
        }

        init(from reader: inout some ShapeReader) throws(CodecError) {
            while let index = try reader.next(in: Self.schema) {
                switch index {
                case 0: location = try reader.string()
                default: break
                }
            }
        }
    }
}
