import ArgumentParser

/// One side of a transfer as it is written on the command line.
enum Location: Equatable {
    /// `s3://bucket/key`; the key may be empty or a prefix.
    case s3(S3Location)
    case file(String)
    /// `-`: standard input or output.
    case standardStream
}

/// `s3://bucket/key`. What stands behind the bucket is taken as it is: nothing is decoded or normalised.
struct S3Location: Equatable, CustomStringConvertible {
    var bucket: String
    var key: String

    init(bucket: String, key: String = "") {
        self.bucket = bucket
        self.key = key
    }

    init?(_ text: String) {
        guard text.utf8.starts(with: "s3://".utf8) else { return nil }
        let rest = text.utf8.dropFirst("s3://".utf8.count)
        let slash = rest.firstIndex(of: UInt8(ascii: "/"))
        bucket = String(decoding: rest[..<(slash ?? rest.endIndex)], as: UTF8.self)
        key = slash.map { String(decoding: rest[rest.index(after: $0)...], as: UTF8.self) } ?? ""
        if bucket.isEmpty { return nil }
    }

    var description: String { key.isEmpty ? "s3://\(bucket)" : "s3://\(bucket)/\(key)" }

    /// The part of the key behind its last slash.
    var lastComponent: String { key.behindLastSlash }

    /// Whether the key is empty or ends with a slash, so that a name can follow it.
    var isFolder: Bool { key.isEmpty || key.utf8.last == UInt8(ascii: "/") }

    /// Whether the other location is this one, or beneath it.
    func contains(_ other: S3Location) -> Bool {
        bucket == other.bucket && other.key.utf8.starts(with: asFolder.key.utf8)
    }

    /// The location as the top of a tree: a key that is not empty ends with a slash.
    var asFolder: S3Location {
        isFolder ? self : S3Location(bucket: bucket, key: key + "/")
    }
}

extension S3Location {
    /// Byte for byte: `é` as one character and as two are different keys.
    static func == (left: S3Location, right: S3Location) -> Bool {
        left.bucket == right.bucket && left.key.utf8.elementsEqual(right.key.utf8)
    }
}

extension String {
    /// What follows a prefix the string begins with, byte for byte.
    func behind(_ prefix: String) -> String {
        String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }

    /// The part of a key or path behind its last slash. Slashes are bytes: one before a combining mark counts too.
    var behindLastSlash: String {
        let start = utf8.lastIndex(of: UInt8(ascii: "/")).map { utf8.index(after: $0) } ?? utf8.startIndex
        return String(decoding: utf8[start...], as: UTF8.self)
    }

    /// The parts between slashes, empty ones too.
    var pathComponents: [String] {
        utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}

extension S3Location: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}

extension Location: ExpressibleByArgument, CustomStringConvertible {
    init?(argument: String) {
        if argument == "-" {
            self = .standardStream
        } else if argument.utf8.starts(with: "s3://".utf8) {
            guard let location = S3Location(argument) else { return nil }
            self = .s3(location)
        } else {
            guard !argument.isEmpty else { return nil }
            self = .file(argument)
        }
    }

    var description: String {
        switch self {
        case .s3(let location): location.description
        case .file(let path): path
        case .standardStream: "-"
        }
    }
}
