import Crypto
import HTTPTypes

/// A signature with what it was made from. Signatures of chunks continue from it.
package struct RequestSignature: Sendable {
    /// 64 lower-case hexadecimal digits.
    package let value: String
    /// The time of signing, such as `20261123T100000Z`.
    package let timestamp: String
    package let scope: SigningScope
    /// The names of the fields under the signature, such as `host;x-amz-date`.
    package let signedHeaders: String
    package let canonicalRequest: [UInt8]
    package let stringToSign: [UInt8]
    let key: SigningKey

    package static let algorithm = "AWS4-HMAC-SHA256"

    init(
        of head: HTTPRequest,
        fields: SignedFields,
        payload: PayloadHash,
        path: SigningRules.PathForm,
        isPresigned: Bool,
        timestamp: String,
        scope: SigningScope,
        key: SigningKey
    ) {
        canonicalRequest = RequestSignature.canonicalRequest(
            of: head,
            fields: fields,
            payload: payload,
            path: path,
            isPresigned: isPresigned
        )
        stringToSign = RequestSignature.stringToSign(canonicalRequest, timestamp: timestamp, scope: scope)
        value = key.signature(of: stringToSign)
        self.timestamp = timestamp
        self.scope = scope
        self.signedHeaders = fields.names
        self.key = key
    }

    private static func canonicalRequest(
        of head: HTTPRequest,
        fields: SignedFields,
        payload: PayloadHash,
        path form: SigningRules.PathForm,
        isPresigned: Bool
    ) -> [UInt8] {
        let target = (head.path ?? "").utf8
        let mark = target.firstIndex(of: UInt8(ascii: "?"))
        let query = mark.map { target[target.index(after: $0)...] } ?? target[target.endIndex...]
        let newline = UInt8(ascii: "\n")

        var bytes: [UInt8] = []
        bytes.reserveCapacity(target.count * 2 + fields.lines.count + fields.names.utf8.count + 128)
        bytes.append(head.method.rawValue)
        bytes.append(newline)
        CanonicalPath.append(target[..<(mark ?? target.endIndex)], form: form, to: &bytes)
        bytes.append(newline)
        CanonicalQuery.append(query, omitsSignature: isPresigned, to: &bytes)
        bytes.append(newline)
        bytes.append(contentsOf: fields.lines)
        bytes.append(newline)
        bytes.append(fields.names)
        bytes.append(newline)
        bytes.append(payload.headerValue)
        return bytes
    }

    private static func stringToSign(_ canonical: [UInt8], timestamp: String, scope: SigningScope) -> [UInt8] {
        var digest = SHA256()
        canonical.withUnsafeBytes { digest.update(bufferPointer: $0) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(192)
        bytes.append(algorithm)
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(timestamp)
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(scope.description)
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(digest.finalize().withUnsafeBytes { Hexadecimal.encode($0) })
        return bytes
    }
}
