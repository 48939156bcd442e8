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
        guard text.hasPrefix("s3://") else { return nil }
        let rest = text.dropFirst("s3://".count)
        let slash = rest.firstIndex(of: "/")
        bucket = String(rest[..<(slash ?? rest.endIndex)])
        key = slash.map { String(rest[rest.index(after: $0)...]) } ?? ""
        if bucket.isEmpty { return nil }
    }

    var description: String { key.isEmpty ? "s3://\(bucket)" : "s3://\(bucket)/\(key)" }

    /// The part of the key behind its last slash.
    var lastComponent: String {
        String(key[(key.lastIndex(of: "/").map { key.index(after: $0) } ?? key.startIndex)...])
    }

    /// The location as the top of a tree: a key that is not empty ends with a slash.
    var asFolder: S3Location {
        key.isEmpty || key.hasSuffix("/") ? self : S3Location(bucket: bucket, key: key + "/")
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
}

extension S3Location: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}

extension Location: ExpressibleByArgument, CustomStringConvertible {
    init?(argument: String) {
        if argument == "-" {
            self = .standardStream
        } else if argument.hasPrefix("s3://") {
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
