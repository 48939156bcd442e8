/// The path of a request in the form that is signed.
enum CanonicalPath {
    /// - Parameter path: as on the wire, without the query.
    static func append(_ path: Substring.UTF8View, form: SigningRules.PathForm, to bytes: inout [UInt8]) {
        guard !path.isEmpty else { return bytes.append(UInt8(ascii: "/")) }
        var path = Substring(path)
        path.withUTF8 { path in
            switch form {
            case .escapedOnce:
                bytes.appendEscaping(path, keepingSlashes: true, decodingFirst: true)
            case .escapedAgain:
                bytes.appendEscaping(path, keepingSlashes: true)
            case .normalizedAndEscapedAgain:
                normalized(path).withUnsafeBufferPointer { bytes.appendEscaping($0, keepingSlashes: true) }
            }
        }
    }

    /// Resolves `.`, `..` and empty segments (RFC 3986, section 5.2.4); a slash at the end stays.
    private static func normalized(_ path: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        var kept: [Slice<UnsafeBufferPointer<UInt8>>] = []
        for segment in path.split(separator: slash) {
            if segment.elementsEqual("..".utf8) {
                _ = kept.popLast()
            } else if !segment.elementsEqual(".".utf8) {
                kept.append(segment)
            }
        }
        var bytes: [UInt8] = []
        for segment in kept {
            bytes.append(slash)
            bytes.append(contentsOf: segment)
        }
        if bytes.isEmpty || path.last == slash { bytes.append(slash) }
        return bytes
    }
}
