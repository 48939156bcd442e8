import AWSCore
import S3Model

/// Tags that keep to the rules: unique keys, no more and no longer than allowed.
struct TagSet: Sendable, Equatable {
    enum Resource: Sendable {
        case object, bucket

        fileprivate var most: Int { self == .object ? 10 : 50 }
    }

    let tags: [NamedValue]

    var isEmpty: Bool { tags.isEmpty }

    /// As the model has them.
    var modelled: [ResourceTag] { tags.map { ResourceTag(key: $0.name, value: $0.value) } }

    init(_ tags: [ResourceTag], of resource: Resource) throws(ServiceError) {
        try self.init(tags.map { NamedValue($0.key, $0.value) }, of: resource)
    }

    init(_ tags: [NamedValue], of resource: Resource) throws(ServiceError) {
        guard tags.count <= resource.most else {
            throw ServiceError(
                "BadRequest",
                "\(resource == .object ? "Object" : "Bucket") tags cannot be greater than \(resource.most)",
                status: 400
            )
        }
        var seen: Set<[UInt8]> = []
        for tag in tags {
            try Self.validate(tag)
            guard seen.insert(Array(tag.name.utf8)).inserted else {
                throw .invalidTag("Cannot provide multiple Tags with the same key", key: tag.name)
            }
        }
        self.tags = tags
    }

    /// Reads `x-amz-tagging`: `name=value` pairs as in a query string.
    init(header: String) throws(ServiceError) {
        guard let items = QueryString.parse(header, plusIsSpace: true) else {
            throw .invalidArgument(
                "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without "
                    + "tag name duplicates.",
                "x-amz-tagging",
                header
            )
        }
        try self.init(items.map { NamedValue($0.name, $0.value ?? "") }, of: .object)
    }

    private static func validate(_ tag: NamedValue) throws(ServiceError) {
        // Lengths are in UTF-16, as the service counts them.
        guard (1...128).contains(tag.name.utf16.count), tag.name.unicodeScalars.allSatisfy(isAllowed) else {
            throw .invalidTag("The TagKey you have provided is invalid", key: tag.name)
        }
        guard tag.value.utf16.count <= 256, tag.value.unicodeScalars.allSatisfy(isAllowed) else {
            throw .invalidTag("The TagValue you have provided is invalid", key: tag.name, value: tag.value)
        }
        guard !tag.name.lowercased().hasPrefix("aws:") else {
            throw .invalidTag("System tags cannot be added/updated by requester", key: tag.name)
        }
    }

    /// Letters, spaces and numbers of any script, and `+ - = . _ : / @`.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .spaceSeparator, .nonspacingMark, .spacingMark, .enclosingMark:
            true
        default:
            "+-=._:/@".unicodeScalars.contains(scalar)
        }
    }
}
