import AWSCore
import Crypto
import HTTPTypes

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Presigned URLs of Signature Version 2, which S3 in its oldest region still takes and boto3 still makes by default.
///
/// How they are signed: https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html
struct PresignedURLVersion2: Sendable {
    let accessKeyID: String
    private let signature: String
    private let expires: String

    /// - Returns: nil for a request that is not presigned so.
    init?(_ target: RequestTarget) {
        guard let accessKeyID = target[query: "AWSAccessKeyId"], let signature = target[query: "Signature"],
            let expires = target[query: "Expires"]
        else { return nil }
        self.accessKeyID = accessKeyID
        self.signature = signature
        self.expires = expires
    }

    func verify(
        _ head: HTTPRequest,
        target: RequestTarget,
        credentials: Credentials?,
        now: Date
    ) throws(ServiceError) {
        guard let credentials else { throw .invalidAccessKeyID(accessKeyID) }
        // Up to the end of the year 9999, the last a date can be written in.
        guard let seconds = Int(expires), (0..<253_402_300_800).contains(seconds) else {
            throw .accessDenied("Invalid date (should be seconds since epoch): \(expires.prefix(32))")
        }
        let expiry = Date(timeIntervalSince1970: TimeInterval(seconds))
        guard now <= expiry else { throw .requestHasExpired(at: expiry, now: now) }
        let text = stringToSign(head, target: target)
        let key = SymmetricKey(data: Array(credentials.secretAccessKey.rawValue.utf8))
        let given = Base64.decode(signature) ?? []
        guard HMAC<Insecure.SHA1>.isValidAuthenticationCode(given, authenticating: Array(text.utf8), using: key) else {
            throw .signatureDoesNotMatch(accessKeyID: accessKeyID, stringToSign: text, signature: signature)
        }
    }

    private func stringToSign(_ head: HTTPRequest, target: RequestTarget) -> String {
        var lines = [
            head.method.rawValue, head.headerFields[.contentMD5] ?? "", head.headerFields[.contentType] ?? "", expires,
        ]
        let names = Set(head.headerFields.map(\.name.canonicalName)).filter { $0.hasPrefix("x-amz-") }.sorted()
        for name in names {
            let values = head.headerFields.filter { $0.name.canonicalName == name }.map(\.value)
            lines.append("\(name):\(values.joined(separator: ","))")
        }
        let path = (head.path ?? "/").prefix { $0 != "?" }
        let bucket = target.isBucketInHost ? "/" + (target.bucket ?? "") : ""
        lines.append(bucket + path + query(target))
        return lines.joined(separator: "\n")
    }

    private func query(_ target: RequestTarget) -> String {
        let items = target.query.filter { Self.signedItems.contains($0.name) }.sorted { $0.name < $1.name }
        guard !items.isEmpty else { return "" }
        return "?"
            + items.map { item in item.value.map { $0.isEmpty ? item.name : "\(item.name)=\($0)" } ?? item.name }
            .joined(separator: "&")
    }

    /// The query items that are under the signature.
    private static let signedItems: Set<String> = [
        "accelerate", "acl", "cors", "delete", "encryption", "lifecycle", "location", "logging", "notification",
        "partNumber", "policy", "replication", "requestPayment", "response-cache-control",
        "response-content-disposition", "response-content-encoding", "response-content-language",
        "response-content-type", "response-expires", "restore", "tagging", "torrent", "uploadId", "uploads",
        "versionId", "versioning", "versions", "website",
    ]
}
