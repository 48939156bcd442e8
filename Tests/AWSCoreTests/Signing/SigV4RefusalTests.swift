import AWSCore
import Foundation
import HTTPTypes
import Testing

@Suite struct SigV4RefusalTests {
    private typealias Examples = SigningExamples

    private let scope = "\(ISO8601.basic(SigningExamples.date).prefix(8))/eu-central-1/s3/aws4_request"

    private func signed() -> HTTPRequest {
        var head = Examples.head()
        Examples.signer.sign(&head, payload: .empty, at: Examples.date)
        return head
    }

    private func presigned(expiresIn seconds: Int = 60) throws -> HTTPRequest {
        var head = Examples.head()
        try Examples.signer.presign(&head, expiresIn: seconds, at: Examples.date)
        return head
    }

    @Test func `a request without a signature is anonymous`() {
        #expect(Examples.refusal(of: Examples.head()) == .missingAuthentication)
        #expect(
            Examples.refusal(of: Examples.head(query: "list-type=2&prefix=X-Amz-Algorithm")) == .missingAuthentication
        )
        #expect(
            Examples.refusal(of: HTTPRequest(method: .get, scheme: nil, authority: nil, path: nil))
                == .missingAuthentication
        )
    }

    @Test func `a header that cannot be read has the code that says why`() {
        let manyNames = String(repeating: ";a", count: 900)
        let cases: [(String, SigningError.Code)] = [
            ("AWS AKIDEXAMPLE:c2lnbmF0dXJl", .unsupportedAlgorithm),
            ("AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/e", .unsupportedAlgorithm),
            ("Basic dXNlcjpwYXNz", .unsupportedAlgorithm),
            ("", .unsupportedAlgorithm),
            ("AWS4-HMAC-SHA256", .malformedAuthorization),
            ("AWS4-HMAC-SHA256 ", .malformedAuthorization),
            ("AWS4-HMAC-SHA256 ,,,", .malformedAuthorization),
            ("AWS4-HMAC-SHA256 Credential=\(scope), SignedHeaders=host, Signature=0", .malformedAuthorization),
            ("AWS4-HMAC-SHA256 Credential=AKID, SignedHeaders=host, Signature=0", .malformedAuthorization),
            ("AWS4-HMAC-SHA256 Credential=AKID/\(scope), SignedHeaders=host", .malformedAuthorization),
            ("AWS4-HMAC-SHA256 Credential=AKID/\(scope), Signature=0", .malformedAuthorization),
            ("AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0", .malformedAuthorization),
            ("AWS4-HMAC-SHA256 Credential=A/\(scope), SignedHeaders=Host, Signature=0", .malformedAuthorization),
            (
                "AWS4-HMAC-SHA256 Credential=A/\(scope), Credential=B/\(scope), SignedHeaders=host, Signature=0",
                .malformedAuthorization
            ),
            (
                "AWS4-HMAC-SHA256 Credential=A/\(scope), SignedHeaders=\(manyNames), Signature=0",
                .malformedAuthorization
            ),
            ("AWS4-HMAC-SHA256 Credential=A/\(scope)2, SignedHeaders=host, Signature=0", .invalidScope),
            (
                "AWS4-HMAC-SHA256 Credential=A/19700101/eu-central-1/s3/aws4_request,SignedHeaders=host,Signature=0",
                .invalidScope
            ),
            ("AWS4-HMAC-SHA256 Credential=A/\(scope),SignedHeaders=host,Signature=0", .unknownAccessKey),
        ]
        for (authorization, code) in cases {
            var head = signed()
            head.headerFields[.authorization] = authorization
            #expect(Examples.refusal(of: head) == code, "\(authorization.prefix(120))")
        }
    }

    @Test func `a query that cannot be read has the code that says why`() throws {
        let path = try #require(presigned().path)
        let cases: [(String, String, SigningError.Code)] = [
            ("X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Algorithm=AWS4-HMAC-SHA1", .unsupportedAlgorithm),
            ("X-Amz-Algorithm=AWS4-HMAC-SHA256&", "", .malformedAuthorization),
            ("X-Amz-Expires=60", "X-Amz-Expires=0", .expiresOutOfRange),
            ("X-Amz-Expires=60", "X-Amz-Expires=604801", .expiresOutOfRange),
            ("X-Amz-Expires=60", "X-Amz-Expires=-1", .expiresOutOfRange),
            ("X-Amz-Expires=60", "X-Amz-Expires=99999999999999999999", .expiresOutOfRange),
            ("X-Amz-Expires=60", "X-Amz-Expires=soon", .expiresOutOfRange),
            ("X-Amz-Expires=60", "X-Amz-Expires", .malformedAuthorization),
            ("X-Amz-Expires=60", "X-Amz-Expires=60&X-Amz-Expires=60", .malformedAuthorization),
            ("X-Amz-Expires=60", "X-Amz-Expires=%zz", .malformedAuthorization),
            ("X-Amz-Date=2", "X-Amz-Date=3", .invalidScope),
            ("X-Amz-Date=2", "X-Amz-Date=x", .malformedAuthorization),
            ("eu-central-1", "us-east-1", .invalidScope),
            ("%2Fs3%2F", "%2Fsqs%2F", .invalidScope),
            ("aws4_request", "aws5_request", .invalidScope),
            ("AKIDEXAMPLE", "AKIDOTHER", .unknownAccessKey),
            ("SignedHeaders=host", "SignedHeaders=date", .missingSignedHeader),
            ("&X-Amz-Signature=", "&X-Amz-Signed=", .malformedAuthorization),
            ("&X-Amz-Signature=", "&X-Amz-Content-Sha256=no&X-Amz-Signature=", .invalidPayloadHash),
            ("&X-Amz-Signature=", "&X-Amz-Security-Token=t&X-Amz-Signature=", .invalidToken),
        ]
        for (part, replacement, code) in cases {
            var head = Examples.head()
            head.path = path.replacingOccurrences(of: part, with: replacement)
            #expect(head.path != path)
            #expect(Examples.refusal(of: head) == code, "\(replacement)")
        }
        #expect(
            Examples.refusal(of: Examples.head(query: "AWSAccessKeyId=A&Signature=b&Expires=1"))
                == .unsupportedAlgorithm
        )
        var both = try presigned()
        both.headerFields[.authorization] = signed().headerFields[.authorization]
        #expect(Examples.refusal(of: both) == .ambiguousAuthentication)
    }

    @Test func `absurd input is refused and never traps`() throws {
        var generator = SeededGenerator(state: 4)
        let alphabet = Array("AWS4-HMAC256 =/,;&?%X-mz:\u{0}\u{1F600}")
        func garbled(_ text: String) -> String {
            var text = Array(text)
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let start = Int.random(in: 0..<text.count, using: &generator)
                let end = min(text.count, start + Int.random(in: 0...20, using: &generator))
                let count = Int.random(in: 1...8, using: &generator)
                text.replaceSubrange(start..<end, with: alphabet.shuffled(using: &generator).prefix(count))
            }
            return String(text)
        }
        let authorization = try #require(signed().headerFields[.authorization])
        let path = try #require(presigned().path)
        for _ in 0..<300 {
            var head = signed()
            head.headerFields[.authorization] = garbled(authorization)
            #expect(Examples.refusal(of: head) != nil)
            head.headerFields = [:]
            head.path = garbled(path)
            #expect(Examples.refusal(of: head) != nil)
        }
    }

    @Test func `a signed request holds for 15 minutes before and after its date`() {
        let head = signed()
        let day = SigningExamples.date
        #expect(Examples.refusal(of: head, at: day.addingTimeInterval(900)) == nil)
        #expect(Examples.refusal(of: head, at: day.addingTimeInterval(-900)) == nil)
        #expect(Examples.refusal(of: head, at: day.addingTimeInterval(901)) == .clockSkew)
        #expect(Examples.refusal(of: head, at: day.addingTimeInterval(-901)) == .clockSkew)
    }

    @Test func `a presigned request holds until it expires`() throws {
        let head = try presigned(expiresIn: 604_800)
        #expect(Examples.refusal(of: head, at: Examples.date.addingTimeInterval(604_800)) == nil)
        #expect(Examples.refusal(of: head, at: Examples.date.addingTimeInterval(604_801)) == .expired)
        #expect(Examples.refusal(of: head, at: Examples.date.addingTimeInterval(-900)) == nil)
        #expect(Examples.refusal(of: head, at: Examples.date.addingTimeInterval(-901)) == .notYetValid)
        for seconds in [0, -1, 604_801, .max] {
            var head = Examples.head()
            #expect(throws: SigningError.self) {
                try Examples.signer.presign(&head, expiresIn: seconds, at: Examples.date)
            }
        }
    }

    @Test func `the date may come as Date and must come`() throws {
        let amzDate = try Examples.name("x-amz-date")
        var head = signed()
        head.headerFields[amzDate] = nil
        #expect(Examples.refusal(of: head) == .missingDate)
        head.headerFields[amzDate] = "2026-11-23T10:00:00Z"
        #expect(Examples.refusal(of: head) == .missingDate)
        head.headerFields[amzDate] = nil
        head.headerFields[.date] = HTTPDate.format(Examples.date)
        #expect(Examples.refusal(of: head) == .signatureMismatch)
    }

    @Test func `the payload's hash must come and be one`() throws {
        let contentSHA256 = try Examples.name("x-amz-content-sha256")
        var head = signed()
        head.headerFields[contentSHA256] = nil
        #expect(Examples.refusal(of: head) == .missingPayloadHash)
        for value in ["", "unsigned", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", String(repeating: "g", count: 64)] {
            head.headerFields[contentSHA256] = value
            #expect(Examples.refusal(of: head) == .invalidPayloadHash, "\(value)")
        }
    }

    @Test func `a session token must be the one of the keys and not have ended`() throws {
        let keys = Examples.temporaryKeys
        let token = try Examples.name("x-amz-security-token")
        var head = Examples.head()
        SigV4Signer(credentials: keys, region: "eu-central-1", service: "s3")
            .sign(&head, payload: .empty, at: Examples.date)
        #expect(Examples.refusal(of: head, keys: keys) == nil)
        var ended = keys
        ended.expiration = Examples.date
        #expect(Examples.refusal(of: head, keys: ended) == .expiredToken)
        head.headerFields[token] = "another"
        #expect(Examples.refusal(of: head, keys: keys) == .invalidToken)
        head.headerFields[token] = nil
        #expect(Examples.refusal(of: head, keys: keys) == .invalidToken)
    }

    @Test func `a mismatch tells what the server signed`() throws {
        var head = signed()
        head.method = .put
        do {
            _ = try Examples.verifier.verify(head, at: Examples.date) { _ in Examples.keys }
            Issue.record("The signature holds.")
        } catch {
            let details = Dictionary(uniqueKeysWithValues: error.details.map { ($0.name, $0.value) })
            #expect(details["AWSAccessKeyId"] == "AKIDEXAMPLE")
            #expect(details["CanonicalRequest"]?.hasPrefix("PUT\n/bucket/key\n\nhost:s3.eu-central-1") == true)
            #expect(details["StringToSign"]?.hasPrefix("AWS4-HMAC-SHA256\n2026") == true)
            #expect(details["StringToSignBytes"]?.hasPrefix("41 57 53 34 2d") == true)
            #expect(details["SignatureProvided"]?.count == 64)
            #expect(!"\(error) \(error.details)".contains(Examples.keys.secretAccessKey.rawValue))
        }
    }

    @Test func `a wrong region tells the right one`() throws {
        var head = Examples.head()
        SigV4Signer(credentials: Examples.keys, region: "us-east-1", service: "s3")
            .sign(&head, payload: .empty, at: Examples.date)
        let error = #expect(throws: SigningError.self) {
            try Examples.verifier.verify(head, at: Examples.date) { _ in Examples.keys }
        }
        #expect(error?.code == .invalidScope)
        #expect(error?.details == [ServiceError.Detail("Region", "eu-central-1")])
        #expect(Examples.refusal(of: head, by: SigV4Verifier(regions: .any)) == nil)
    }
}
