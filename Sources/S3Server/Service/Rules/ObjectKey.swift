import AWSCore

/// What a key may be: any UTF-8 of 1 to 1,024 bytes.
enum ObjectKey {
    /// The most bytes of UTF-8 a key may have.
    static let longest = 1_024

    static func validate(_ key: String) throws(ServiceError) {
        let size = key.utf8.count
        guard size <= longest else { throw .keyTooLong(size) }
    }
}
