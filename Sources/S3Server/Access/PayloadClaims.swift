import AWSCore
import HTTPTypes

/// All that a request says about its body before the body is read.
struct PayloadClaims: Sendable {
    /// The number of bytes of content, without the framing of chunks. Nil when only the end will tell.
    var length: Int?
    /// The SHA-256 under the signature, in hexadecimal.
    var sha256: String?
    var contentMD5: ChecksumValue?
    /// The `x-amz-checksum-*` fields of the head.
    var checksums: [ChecksumValue] = []
    /// The checksum announced to come as a trailer.
    var trailer: ChecksumFunction?

    /// Reads the claims of a request's head.
    ///
    /// - Parameter hasChecksum: whether checksum fields are of the body.
    init(_ headers: HTTPFields, payload: PayloadHash, hasChecksum: Bool) throws(ServiceError) {
        length = try Self.length(headers, isFramed: payload.isStreaming)
        if case .sha256(let digest) = payload { sha256 = digest.lowercased() }
        if let text = headers[.contentMD5] {
            guard let value = ChecksumValue(.md5, base64: text) else { throw .invalidDigest(text) }
            contentMD5 = value
        }
        for field in headers where hasChecksum && field.name.canonicalName.hasPrefix(Self.checksumPrefix) {
            try readChecksum(field)
        }
        if let declared = headers[.declaredTrailer] {
            guard payload.allowsTrailers, let function = ChecksumFunction(headerName: declared) else {
                throw .invalidRequest("The value specified in the x-amz-trailer header is not supported")
            }
            trailer = function
        }
        guard checksums.count + (trailer == nil ? 0 : 1) <= 1 else {
            throw .invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.")
        }
        if hasChecksum, let named = headers[.checksumAlgorithm] { try check(named) }
    }

    /// Compares the checksum that is there with the one the client says it sends.
    private func check(_ named: String) throws(ServiceError) {
        guard let claimed = function else {
            throw .invalidRequest(
                "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer "
                    + "headers were found."
            )
        }
        guard ChecksumFunction(name: named) == claimed else {
            throw .invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.")
        }
    }

    /// Whether anything but the signature protects the body.
    var hasChecksum: Bool { contentMD5 != nil || !checksums.isEmpty || trailer != nil }

    /// The one additional checksum function the client chose.
    var function: ChecksumFunction? { checksums.first?.function ?? trailer }

    private static let checksumPrefix = "x-amz-checksum-"
    /// Fields that share the prefix and are no checksums.
    private static let otherFields: Set<String> = [
        "x-amz-checksum-algorithm", "x-amz-checksum-mode", "x-amz-checksum-type",
    ]

    private mutating func readChecksum(_ field: HTTPField) throws(ServiceError) {
        let name = field.name.canonicalName
        guard !Self.otherFields.contains(name) else { return }
        guard let function = ChecksumFunction(headerName: name) else {
            throw .invalidRequest("The algorithm of the \(name) header is not supported.")
        }
        guard let value = ChecksumValue(function, base64: field.value) else { throw .invalidChecksum(header: name) }
        checksums.append(value)
    }

    private static func length(_ headers: HTTPFields, isFramed: Bool) throws(ServiceError) -> Int? {
        if isFramed {
            guard let text = headers[.decodedContentLength] else { throw .missingContentLength }
            return try number(text, of: "x-amz-decoded-content-length")
        }
        guard let text = headers[.contentLength] else { return headers[.transferEncoding] == nil ? 0 : nil }
        return try number(text, of: "Content-Length")
    }

    private static func number(_ text: String, of header: String) throws(ServiceError) -> Int {
        guard let number = Int(text), number >= 0 else {
            throw .invalidArgument("The value of \(header) is not a number of bytes", header, text)
        }
        return number
    }
}
