import AWSCore
import Foundation
import HTTPTypes
import NIOCore
import Testing

/// The examples of Amazon S3's documentation, their signatures computed anew.
@Suite struct S3DocumentedSignatureTests {
    struct File: Decodable {
        var accessKey: String
        var secretKey: String
        var region: String
        var service: String
        var cases: [Case]
    }

    struct Case: Decodable {
        var name: String
        var method: String?
        var path: String?
        var query: String?
        var headers: [String: String]?
        var payload: String?
        var payloadHash: String?
        var canonicalRequest: String?
        var stringToSign: String?
        var signature: String
        var chunkSignatures: [String]?
        var trailer: String?
        var trailerSignature: String?
        var policyBase64: String?
        var date: String?
    }

    @Test func `every documented signature is reproduced and verified`() async throws {
        let file = try Vectors.load("sigv4-s3-documented", as: File.self)
        let credentials = Credentials(
            accessKeyID: file.accessKey,
            secretAccessKey: SensitiveString(file.secretKey)
        )
        let signer = SigV4Signer(credentials: credentials, region: file.region, service: file.service)
        let verifier = SigV4Verifier(regions: .only(file.region), service: file.service)
        for example in file.cases {
            if let policy = example.policyBase64 {
                try check(policy: policy, of: example, signer, verifier, credentials)
            } else if example.query?.contains("X-Amz-Expires") == true {
                try check(presigned: example, signer, verifier, credentials)
            } else {
                try await check(signed: example, signer, verifier, credentials)
            }
        }
    }

    private func check(
        policy: String,
        of example: Case,
        _ signer: SigV4Signer,
        _ verifier: SigV4Verifier,
        _ credentials: Credentials
    ) throws {
        let day = try #require(example.date)
        let date = try #require(ISO8601.parse("\(day)T000000Z"))
        let form = signer.sign(policy: policy, at: date)
        #expect(form.signature == example.signature, "\(example.name): signature")
        #expect(throws: Never.self, "\(example.name): verification") {
            try verifier.verify(form, of: policy, at: date) { _ in credentials }
        }
    }

    private func check(
        presigned example: Case,
        _ signer: SigV4Signer,
        _ verifier: SigV4Verifier,
        _ credentials: Credentials
    ) throws {
        let query = try #require(example.query)
        var items = try #require(QueryString.parse(query))
        let date = try #require(items.first { $0.name == "X-Amz-Date" }?.value.flatMap { ISO8601.parse($0) })
        let seconds = try #require(items.first { $0.name == "X-Amz-Expires" }?.value.flatMap { Int($0) })
        items.removeAll { $0.name.hasPrefix("X-Amz-") }
        var head = try example.head(query: QueryString.format(items))
        let signature = try signer.presign(&head, expiresIn: seconds, at: date)
        expect(signature, example)
        #expect(throws: Never.self, "\(example.name): verification") {
            try verifier.verify(head, at: date.addingTimeInterval(TimeInterval(seconds))) { _ in credentials }
        }
    }

    private func check(
        signed example: Case,
        _ signer: SigV4Signer,
        _ verifier: SigV4Verifier,
        _ credentials: Credentials
    ) async throws {
        var head = try example.head(query: example.query ?? "")
        let date = try #require(example.headers?["x-amz-date"].flatMap { ISO8601.parse($0) })
        let payload = try #require(example.payloadHash.flatMap { PayloadHash(headerValue: $0) })
        let signature = signer.sign(&head, payload: payload, at: date)
        expect(signature, example)
        let verified = try? verifier.verify(head, at: date) { _ in credentials }
        #expect(verified?.payload == payload, "\(example.name): verification")
        if let chunkSignatures = example.chunkSignatures {
            try await check(chunks: chunkSignatures, of: example, signature: signature)
        }
    }

    private func check(chunks signatures: [String], of example: Case, signature: RequestSignature) async throws {
        let body = HTTPBody(bytes: Array(repeating: UInt8(ascii: "a"), count: 66_560))
        let trailer = example.trailer.map { $0.dropLast().split(separator: ":").map(String.init) }
        let encoder = AWSChunkedEncoder(
            decodedLength: 66_560,
            isSigned: true,
            trailers: trailer.map { field in [.computed(field[0], length: field[1].utf8.count) { field[1] }] } ?? []
        )
        let framed = encoder.encode(body, signature: signature)
        let text = String(buffer: try await framed.collect(upTo: 1 << 20))
        #expect(text.utf8.count == encoder.framedLength, "\(example.name): length of the frames")
        let written = text.split(separator: "\r\n").compactMap {
            $0.split(separator: ";chunk-signature=").dropFirst().first
        }
        #expect(written.map(String.init) == signatures, "\(example.name): signatures of chunks")
        if let length = example.headers?["content-length"] {
            #expect(length == "\(encoder.framedLength)", "\(example.name): Content-Length")
        }
        guard let trailer, let trailerSignature = example.trailerSignature else { return }
        let end = "\r\n\(trailer.joined(separator: ":"))\r\nx-amz-trailer-signature:\(trailerSignature)\r\n\r\n"
        #expect(text.hasSuffix(end), "\(example.name): trailers")
    }

    private func expect(_ signature: RequestSignature, _ example: Case) {
        let canonical = String(decoding: signature.canonicalRequest, as: UTF8.self)
        #expect(canonical == example.canonicalRequest, "\(example.name): canonical request")
        let stringToSign = String(decoding: signature.stringToSign, as: UTF8.self)
        #expect(stringToSign == example.stringToSign, "\(example.name): string to sign")
        #expect(signature.value == example.signature, "\(example.name): signature")
    }
}

extension S3DocumentedSignatureTests.Case {
    func head(query: String) throws -> HTTPRequest {
        let method = try #require(method)
        var head = HTTPRequest(
            method: try #require(HTTPRequest.Method(method)),
            scheme: "https",
            authority: headers?["host"],
            path: try #require(path) + (query.isEmpty ? "" : "?\(query)")
        )
        for (name, value) in headers ?? [:] where name != "host" {
            head.headerFields[try #require(HTTPField.Name(name))] = value
        }
        return head
    }
}
