import AWSCore
import HTTPTypes

/// What a put, a copy and a new upload say about the object to be, read from the request's header fields.
extension ObjectAttributes {
    static let defaultContentType = "binary/octet-stream"
    static let redirectProperty = "website-redirect-location"

    private static let metadataPrefix = "x-amz-meta-"
    private static let contentHeaders: [HTTPField.Name] = [
        .cacheControl, .contentDisposition, .contentEncoding, .contentLanguage, .contentType, .expires,
    ]

    init(_ fields: HTTPFields, encryption: StoredEncryption, largestMetadata: Int) throws(ServiceError) {
        self.init()
        try AccessControl.refuseLists(in: fields)
        try Self.refuseObjectLock(fields)
        headers = Self.contentHeaders(fields)
        metadata = try Self.metadata(fields, limit: largestMetadata)
        if let tagging = fields[.tagging] { tags = try TagSet(header: tagging).tags }
        storageClass = try Self.storageClass(fields) ?? storageClass
        self.encryption = encryption
        setProperty(Self.redirectProperty, to: fields[.redirectLocation])
    }

    static func contentHeaders(_ fields: HTTPFields) -> [NamedValue] {
        contentHeaders.compactMap { name in
            guard var value = fields[name] else { return nil }
            if name == .contentEncoding {
                // The framing of chunks is of the transfer and not of the object.
                value = value.split(separator: ",").map { $0.trimmed }.filter { $0 != "aws-chunked" }
                    .joined(separator: ",")
            }
            return value.isEmpty ? nil : NamedValue(name.rawName, value)
        }
    }

    static func metadata(_ fields: HTTPFields, limit: Int) throws(ServiceError) -> [NamedValue] {
        var metadata: [NamedValue] = []
        var size = 0
        for field in fields where field.name.canonicalName.hasPrefix(metadataPrefix) {
            let name = String(field.name.canonicalName.dropFirst(metadataPrefix.count))
            size += name.utf8.count + field.value.utf8.count
            if let index = metadata.firstIndex(where: { $0.name == name }) {
                metadata[index].value += "," + field.value
            } else {
                metadata.append(NamedValue(name, field.value))
            }
        }
        guard size <= limit else { throw .metadataTooLarge(size, limit: limit) }
        return metadata
    }

    /// The storage class a request asks for; nil when it asks for none.
    static func storageClass(_ fields: HTTPFields) throws(ServiceError) -> String? {
        guard let storageClass = fields[.storageClass] else { return nil }
        guard storageClasses.contains(storageClass) else { throw .invalidStorageClass }
        return storageClass
    }

    private static let storageClasses: Set<String> = [
        "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER",
        "DEEP_ARCHIVE", "GLACIER_IR",
    ]

    private static func refuseObjectLock(_ fields: HTTPFields) throws(ServiceError) {
        guard !fields.contains(where: { $0.name.canonicalName.hasPrefix("x-amz-object-lock-") }) else {
            throw .invalidRequest("Bucket is missing Object Lock Configuration")
        }
    }

    /// Whether the content must be restored before it can be read.
    var isArchived: Bool { storageClass == "GLACIER" || storageClass == "DEEP_ARCHIVE" }
}

extension Substring {
    /// Without the spaces around it.
    fileprivate var trimmed: Substring {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
