/// The digest of some content.
///
/// Comparing two takes the same time wherever they differ.
public struct ChecksumValue: Sendable {
    public let function: ChecksumFunction
    /// The digest, its most significant byte first; always `function.digestLength` of them.
    public let bytes: [UInt8]

    /// - Returns: nil when the number of bytes is not the function's.
    public init?(_ function: ChecksumFunction, bytes: [UInt8]) {
        guard bytes.count == function.digestLength else { return nil }
        self.function = function
        self.bytes = bytes
    }

    /// Reads the form that header fields and documents have.
    ///
    /// - Returns: nil when it is not Base64 or not the length of the function's digest.
    public init?(_ function: ChecksumFunction, base64: String) {
        guard let bytes = Base64.decode(base64) else { return nil }
        self.init(function, bytes: bytes)
    }

    /// The digest of bytes in memory.
    public init(_ function: ChecksumFunction, of bytes: UnsafeRawBufferPointer) {
        var checksum = RunningChecksum(function)
        checksum.update(bytes: bytes)
        self = checksum.finalize()
    }

    /// - Parameter bytes: as many as the function makes.
    init(_ function: ChecksumFunction, unchecked bytes: [UInt8]) {
        self.function = function
        self.bytes = bytes
    }

    /// The form of header fields and documents.
    public var base64: String { Base64.encode(bytes) }

    /// The form of ETags and of command-line tools: lower-case digits.
    public var hexadecimal: String { Hexadecimal.encode(bytes) }
}

extension ChecksumValue: Hashable {
    public static func == (first: ChecksumValue, second: ChecksumValue) -> Bool {
        guard first.function == second.function else { return false }
        return zip(first.bytes, second.bytes).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(function)
        hasher.combine(bytes)
    }
}

extension ChecksumValue: CustomStringConvertible {
    public var description: String { "\(function) \(base64)" }
}
