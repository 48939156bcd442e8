import AWSCore
import Foundation
import HTTPTypes
import Testing

/// Keys, times and requests that the tests of signing share.
enum SigningExamples {
    static let date = Date(timeIntervalSince1970: 1_795_428_000)
    static let keys = Credentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG")
    static let temporaryKeys = Credentials(
        accessKeyID: "ASIAEXAMPLE",
        secretAccessKey: "bPxRfiCYEXAMPLEKEY",
        sessionToken: "IQoJb3JpZ2luX2Vj//+/=="
    )
    static let signer = SigV4Signer(credentials: keys, region: "eu-central-1", service: "s3")
    static let verifier = SigV4Verifier(regions: .only("eu-central-1"))

    /// Keys that break in careless hands.
    static let oddKeys = [
        "plain.txt", "a//b", "/leading", "trailing/", "../x", "a/./b", "..", "a/../../b", "%2F", "100%", "a+b", "a b",
        "a@b:c", "=&?#;,", "(*')!$", "~-._", "\u{1F600}/\u{1F468}\u{200D}\u{1F469}", "ü/é", "e\u{301}", "\\",
        "\"quoted\"",
        "<xml>", "\u{1}\u{7F}", String(repeating: "k", count: 1024),
    ]

    static func head(
        _ method: HTTPRequest.Method = .get,
        key: String = "key",
        query: String = "",
        fields: HTTPFields = [:]
    ) -> HTTPRequest {
        let path = "/bucket/" + PercentEncoding.encode(key, keepingSlashes: true)
        return HTTPRequest(
            method: method,
            scheme: "https",
            authority: "s3.eu-central-1.amazonaws.com",
            path: query.isEmpty ? path : "\(path)?\(query)",
            headerFields: fields
        )
    }

    static func name(_ text: String) throws -> HTTPField.Name { try #require(HTTPField.Name(text)) }

    /// The code of the error that verifying gives; nil when the signature holds.
    static func refusal(
        of head: HTTPRequest,
        at now: Date = date,
        by verifier: SigV4Verifier = verifier,
        keys: Credentials? = keys
    ) -> SigningError.Code? {
        do {
            _ = try verifier.verify(head, at: now) { $0 == keys?.accessKeyID ? keys : nil }
            return nil
        } catch {
            return error.code
        }
    }
}
