import AWSCore
import Foundation
import HTTPTypes
import NIOCore
import Testing

/// awslabs/aws-c-auth, `tests/aws-signing-test-suite`.
@Suite struct SigV4SuiteTests {
    struct Case: Decodable {
        struct Context: Decodable {
            struct Keys: Decodable {
                var accessKeyId: String
                var secretAccessKey: String
                var token: String?
            }

            var credentials: Keys
            var expirationInSeconds: Int
            var normalize: Bool
            var region: String
            var service: String
            var signBody: Bool
            var omitSessionToken: Bool?
            var timestamp: String
        }

        struct Expectation: Decodable {
            var canonicalRequest: String
            var stringToSign: String
            var signature: String
            var signedRequest: String

            enum CodingKeys: String, CodingKey {
                case canonicalRequest = "canonical-request"
                case stringToSign = "string-to-sign"
                case signature
                case signedRequest = "signed-request"
            }
        }

        var name: String
        var context: Context
        var request: String
        var header: Expectation?
        var query: Expectation?
    }

    @Test func `every published header signature is reproduced`() throws {
        for example in try Vectors.load("sigv4", as: [Case].self, keys: .convertFromSnakeCase) {
            guard let expected = example.header else { continue }
            let request = try RawRequest(example.request)
            var head = request.head
            let signer = example.signer(sendsPayloadHash: example.context.signBody)
            let signature = signer.sign(&head, payload: .sha256(of: request.body), at: try example.date)
            expect(signature, expected, example.name)
            let signed = try RawRequest(expected.signedRequest).head
            #expect(
                signed.headerFields[.authorization] == head.headerFields[.authorization],
                "\(example.name): Authorization"
            )
            #expect(signed.headerFields == head.headerFields, "\(example.name): header fields")
            verify(head, body: request.body, example, rules: signer.rules)
        }
    }

    @Test func `every published query signature is reproduced`() throws {
        for example in try Vectors.load("sigv4", as: [Case].self, keys: .convertFromSnakeCase) {
            guard let expected = example.query else { continue }
            let request = try RawRequest(example.request)
            var head = request.head
            let signer = example.signer(sendsPayloadHash: false)
            let signature = try signer.presign(
                &head,
                expiresIn: example.context.expirationInSeconds,
                payload: .sha256(of: request.body),
                at: try example.date
            )
            expect(signature, expected, example.name)
            let signed = try RawRequest(expected.signedRequest).head
            #expect(queryItems(signed) == queryItems(head), "\(example.name): query")
            verify(head, body: request.body, example, rules: signer.rules)
        }
    }

    private func expect(_ signature: RequestSignature, _ expected: Case.Expectation, _ name: String) {
        let canonical = String(decoding: signature.canonicalRequest, as: UTF8.self)
        #expect(canonical == expected.canonicalRequest, "\(name): canonical request")
        let stringToSign = String(decoding: signature.stringToSign, as: UTF8.self)
        #expect(stringToSign == expected.stringToSign, "\(name): string to sign")
        #expect(signature.value == expected.signature, "\(name): signature")
    }

    private func verify(_ head: HTTPRequest, body: ByteBuffer, _ example: Case, rules: SigningRules) {
        // A token that was added after signing is not under the signature, so nothing is there to verify it by.
        guard example.context.omitSessionToken != true else { return }
        let verifier = SigV4Verifier(
            regions: .only(example.context.region),
            service: example.context.service,
            rules: rules
        )
        #expect(throws: Never.self, "\(example.name): verification") {
            try verifier.verify(head, at: try example.date, body: .sha256(of: body)) { _ in example.keys }
        }
    }

    private func queryItems(_ head: HTTPRequest) -> Set<Substring> {
        Set((head.path ?? "").split(separator: "?").dropFirst().joined().split(separator: "&"))
    }
}

extension SigV4SuiteTests.Case {
    var date: Date {
        get throws { try #require(ISO8601.parse(context.timestamp)) }
    }

    var keys: Credentials {
        Credentials(
            accessKeyID: context.credentials.accessKeyId,
            secretAccessKey: SensitiveString(context.credentials.secretAccessKey),
            sessionToken: context.credentials.token.map { SensitiveString($0) }
        )
    }

    func signer(sendsPayloadHash: Bool) -> SigV4Signer {
        SigV4Signer(
            credentials: keys,
            region: context.region,
            service: context.service,
            rules: SigningRules(
                path: context.normalize ? .normalizedAndEscapedAgain : .escapedAgain,
                sendsPayloadHash: sendsPayloadHash,
                signsSessionToken: context.omitSessionToken != true
            )
        )
    }
}

/// A request as text, taken apart without judging it.
private struct RawRequest {
    var head: HTTPRequest
    var body: ByteBuffer

    init(_ text: String) throws {
        let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        var lines = parts[0].split(separator: "\n")[...]
        let start = lines.popFirst() ?? ""
        let method = try #require(start.split(separator: " ").first)
        head = HTTPRequest(
            method: try #require(HTTPRequest.Method(String(method))),
            scheme: "https",
            authority: nil,
            path: start.dropFirst(method.count + 1).split(separator: " HTTP/1.1").first.map(String.init)
        )
        body = ByteBuffer(string: parts.count > 1 ? String(parts[1]) : "")
        while let line = lines.popFirst() {
            if line.hasPrefix(" "), var last = head.headerFields.popLast() {
                last.value += " " + line
                head.headerFields.append(last)
                continue
            }
            let colon = try #require(line.firstIndex(of: ":"))
            let value = String(line[line.index(after: colon)...])
            if line[..<colon].lowercased() == "host" {
                head.authority = value
            } else {
                let name = try #require(HTTPField.Name(String(line[..<colon])))
                head.headerFields.append(HTTPField(name: name, value: value))
            }
        }
    }
}
