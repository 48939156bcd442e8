/// A name and its value, where the order or the repetition of names matters.
struct NamedValue: Sendable, Equatable {
    var name: String
    var value: String

    init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// What is kept with an object beside its content, and with an upload for the object it becomes.
///
/// The store keeps these as they are and gives them no meaning.
struct ObjectAttributes: Sendable, Equatable {
    /// Content type, cache control and the other headers that come back as they were given.
    var headers: [NamedValue] = []
    /// User metadata, names without their header prefix.
    var metadata: [NamedValue] = []
    var tags: [NamedValue] = []
    var storageClass = "STANDARD"
    var encryption: StoredEncryption?
    /// Anything else: retention, legal hold, redirect, access rights.
    var properties: [NamedValue] = []

    /// The value of a header, its name compared without regard to ASCII case.
    func header(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }

    /// The value of a property.
    func property(_ name: String) -> String? {
        properties.first { $0.name == name }?.value
    }

    /// Sets a property, or removes it when the value is nil.
    mutating func setProperty(_ name: String, to value: String?) {
        properties.removeAll { $0.name == name }
        if let value { properties.append(NamedValue(name, value)) }
    }
}

/// How an object says it is encrypted.
struct StoredEncryption: Sendable, Equatable {
    /// `AES256`, `aws:kms`, ...
    var algorithm: String
    var keyID: String?
    var isBucketKeyEnabled = false
    var context: String?
    /// For keys that the caller holds: the base64 MD5 of the key, by which later reads are recognised.
    var customerKeyMD5: String?
}

/// A checksum as it was verified when the content came in.
struct StoredChecksum: Sendable, Equatable {
    enum Kind: String, Sendable {
        /// Of all bytes of the object.
        case fullObject = "FULL_OBJECT"
        /// Of the checksums of the parts.
        case composite = "COMPOSITE"
    }

    /// The function's name as S3 writes it, such as `CRC64NVME`.
    var function: String
    /// As S3 writes it: base64, for a composite one followed by the number of parts.
    var value: String
    var kind: Kind = .fullObject
}
