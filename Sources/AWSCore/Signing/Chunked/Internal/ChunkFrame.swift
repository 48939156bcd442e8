/// The fixed parts of `aws-chunked` frames.
enum ChunkFrame {
    static let signatureExtension = ";chunk-signature="
    static let trailerSignatureName = "x-amz-trailer-signature"
    /// Hexadecimal digits of a signature.
    static let signatureLength = 64
    static let lineEnd = "\r\n"
}
