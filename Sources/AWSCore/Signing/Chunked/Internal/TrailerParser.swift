import HTTPTypes

/// Takes in the lines after the last chunk.
struct TrailerParser {
    private let names: Set<String>
    private let limits: AWSChunkedDecoder.Limits
    private let allowsTrailers: Bool
    private let isSigned: Bool
    private(set) var fields = HTTPFields()
    private var length = 0
    /// `name:value` and a line feed for each, as their signature covers them.
    private var signedLines: [UInt8] = []
    private var signature: String?

    init(_ decoder: AWSChunkedDecoder) {
        names = decoder.trailerNames
        limits = decoder.limits
        allowsTrailers = decoder.payload.allowsTrailers
        isSigned = decoder.payload == .streamingSignedTrailer
    }

    /// - Returns: whether this was the line that ends the trailers.
    mutating func take(_ line: [UInt8]) throws(ChunkedCodingError) -> Bool {
        length += line.count + 2
        guard length <= limits.trailersLength else {
            throw ChunkedCodingError(.limitExceeded, "The trailers are longer than \(limits.trailersLength) bytes.")
        }
        guard !line.isEmpty else {
            // Between the trailers and their signature some clients leave an empty line.
            return !isSigned || signature != nil || fields.isEmpty
        }
        guard allowsTrailers, signature == nil, let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            throw ChunkedCodingError(.malformedTrailer, "What follows the last chunk is not a trailer.")
        }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        let value = String(decoding: line[(colon + 1)...], as: UTF8.self).drop { $0 == " " }
        if isSigned, name == ChunkFrame.trailerSignatureName {
            signature = String(value)
        } else {
            try take(name, String(value))
        }
        return false
    }

    private mutating func take(_ name: String, _ value: String) throws(ChunkedCodingError) {
        guard fields.count < limits.trailerCount else {
            throw ChunkedCodingError(.limitExceeded, "There are more than \(limits.trailerCount) trailers.")
        }
        guard names.contains(name), let fieldName = HTTPField.Name(name), fields[fieldName] == nil else {
            throw ChunkedCodingError(
                .malformedTrailer,
                "The trailer \"\(name.prefix(64))\" was not announced by x-amz-trailer or comes twice."
            )
        }
        fields[fieldName] = value
        signedLines.append("\(name):\(value)\n")
    }

    /// Whether every announced trailer came, and with the right signature.
    func verify(_ chain: inout ChunkSignatureChain?) throws(ChunkedCodingError) {
        for name in names where !fields.contains(where: { $0.name.canonicalName == name }) {
            throw ChunkedCodingError(.malformedTrailer, "The trailer \"\(name.prefix(64))\" did not come.")
        }
        guard isSigned, !fields.isEmpty, let expected = chain?.sign(trailers: signedLines) else { return }
        guard let signature, ConstantTime.areEqual(expected, signature) else {
            throw ChunkedCodingError(.trailerSignatureMismatch, "The signature of the trailers does not match.")
        }
    }
}
