import AWSCore
import HTTPTypes

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A request that has been looked at before its body was read.
struct Admission: Sendable {
    let head: HTTPRequest
    let request: RequestIdentity
    let outcome: Result<AdmittedRequest, ServiceError>

    var isAdmitted: Bool {
        if case .success = outcome { true } else { false }
    }
}

/// A request that is routed and whose sender is known.
struct AdmittedRequest: Sendable {
    let handler: Handler
    let target: RequestTarget
    /// The host as the client names it, with its port.
    let authority: String
    let headers: HTTPFields
    let access: Access
    let claims: PayloadClaims
    /// Takes the content out of its chunks; nil for content that comes without any.
    let decoder: AWSChunkedDecoder?
}

/// When a request came, and by which ids its answer is known.
struct RequestIdentity: Sendable {
    let now: Date
    let requestID: String
    let hostID: String

    init(now: Date) {
        var generator = SystemRandomNumberGenerator()
        self.now = now
        requestID = Hexadecimal.encode(generator.bytes(words: 1)).uppercased()
        hostID = Base64.encode(generator.bytes(words: 6))
    }
}

extension RandomNumberGenerator {
    /// - Parameter words: how many times eight bytes.
    fileprivate mutating func bytes(words: Int) -> [UInt8] {
        (0..<words).flatMap { _ in
            let word: UInt64 = next()
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        }
    }
}

extension HTTPFields {
    /// Clients put what would be `x-amz-` header fields into a presigned URL's query; S3 reads them from there.
    mutating func merge(parametersOf target: RequestTarget, isPresigned: Bool) {
        guard isPresigned else { return }
        for item in target.query {
            let lowercased = item.name.lowercased()
            guard lowercased.hasPrefix("x-amz-"), !Self.signatureParameters.contains(lowercased),
                let name = HTTPField.Name(lowercased), self[name] == nil, let value = item.value
            else { continue }
            append(HTTPField(name: name, value: value))
        }
    }

    private static let signatureParameters: Set<String> = [
        "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-expires", "x-amz-signedheaders",
        "x-amz-signature", "x-amz-security-token", "x-amz-content-sha256", "x-amz-s3session-token",
    ]
}
