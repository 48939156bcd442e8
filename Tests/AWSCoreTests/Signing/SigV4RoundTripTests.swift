import AWSCore
import Foundation
import HTTPTypes
import NIOCore
import Testing

@Suite struct SigV4RoundTripTests {
    private typealias Examples = SigningExamples

    @Test(arguments: [Examples.keys, Examples.temporaryKeys], [PayloadHash.empty, .unsigned, .streamingSignedTrailer])
    func `a signed request is verified whatever its key`(keys: Credentials, payload: PayloadHash) throws {
        let signer = SigV4Signer(credentials: keys, region: "eu-central-1", service: "s3")
        for key in Examples.oddKeys {
            var head = Examples.head(.put, key: key, query: "partNumber=1&uploadId=a%2Fb%20c%2B%3D&acl")
            let signature = signer.sign(&head, payload: payload, at: Examples.date)
            let verified = try Examples.verifier.verify(head, at: Examples.date) { _ in keys }
            #expect(verified.signature.value == signature.value, "\(key)")
            #expect(verified.payload == payload)
            #expect(verified.accessKeyID == keys.accessKeyID)
            #expect(verified.mechanism == .header)
            #expect(verified.expiresAt == nil)
        }
    }

    @Test(arguments: [Examples.keys, Examples.temporaryKeys], [PayloadHash.empty, .unsigned])
    func `a presigned request is verified whatever its key`(keys: Credentials, payload: PayloadHash) throws {
        let signer = SigV4Signer(credentials: keys, region: "eu-central-1", service: "s3")
        for key in Examples.oddKeys {
            var head = Examples.head(
                key: key,
                query: "response-content-type=text%2Fplain%3B%20charset%3Dutf-8&versionId"
            )
            try signer.presign(&head, expiresIn: 60, payload: payload, at: Examples.date)
            let verified = try Examples.verifier.verify(head, at: Examples.date) { _ in keys }
            #expect(verified.payload == payload, "\(key)")
            #expect(verified.mechanism == .query)
            #expect(verified.expiresAt == Examples.date.addingTimeInterval(60))
        }
    }

    @Test func `signing again replaces the signature and the token`() throws {
        var head = Examples.head()
        SigV4Signer(credentials: Examples.temporaryKeys, region: "eu-central-1", service: "s3")
            .sign(&head, payload: .empty, at: Examples.date)
        Examples.signer.sign(&head, payload: .unsigned, at: Examples.date.addingTimeInterval(5))
        #expect(head.headerFields[try Examples.name("x-amz-security-token")] == nil)
        #expect(head.headerFields[fields: .authorization].count == 1)
        #expect(Examples.refusal(of: head) == nil)
    }

    @Test func `white space and repetition in header fields do not change a signature`() throws {
        var head = Examples.head()
        let name = try Examples.name("x-amz-meta-note")
        head.headerFields.append(HTTPField(name: name, value: "  two   words\t here "))
        head.headerFields.append(HTTPField(name: name, value: "again"))
        Examples.signer.sign(&head, payload: .empty, at: Examples.date)
        head.headerFields[values: name] = ["two words here", "again"]
        #expect(Examples.refusal(of: head) == nil)
        head.headerFields[values: name] = ["again", "two words here"]
        #expect(Examples.refusal(of: head) == .signatureMismatch)
    }

    @Test func `fields that change on the way are not signed`() throws {
        var head = Examples.head(fields: [.userAgent: "a", .range: "bytes=0-9", .acceptEncoding: "identity"])
        let signature = Examples.signer.sign(&head, payload: .empty, at: Examples.date)
        #expect(signature.signedHeaders == "host;range;x-amz-content-sha256;x-amz-date")
        head.headerFields[.userAgent] = "b"
        head.headerFields[.acceptEncoding] = nil
        head.headerFields[.connection] = "close"
        #expect(Examples.refusal(of: head) == nil)
    }

    @Test func `a path or query escaped in another way has the same signature`() throws {
        var head = Examples.head(key: "a@b (1).txt", query: "prefix=x%2Fy&acl")
        Examples.signer.sign(&head, payload: .empty, at: Examples.date)
        head.path = "/bucket/a@b%20%281).txt?acl=&prefix=x/y"
        #expect(Examples.refusal(of: head) == nil)
    }

    @Test func `each part of a signed request is under the signature`() throws {
        var original = Examples.head(.put, query: "acl=1", fields: [.contentType: "text/plain"])
        Examples.signer.sign(&original, payload: .empty, at: Examples.date)
        let authorization = try #require(original.headerFields[.authorization])
        let contentSHA256 = try Examples.name("x-amz-content-sha256")
        let date = try Examples.name("x-amz-date")
        let tamperings: [(String, (inout HTTPRequest) -> Void)] = [
            ("method", { $0.method = .delete }),
            ("host", { $0.authority = "other.amazonaws.com" }),
            ("path", { $0.path = "/bucket/kez?acl=1" }),
            ("slash", { $0.path = "/bucket//key?acl=1" }),
            ("query value", { $0.path = "/bucket/key?acl=2" }),
            ("query item", { $0.path = "/bucket/key?acl=1&acl=1" }),
            ("no query", { $0.path = "/bucket/key" }),
            ("no path", { $0.path = nil }),
            ("field", { $0.headerFields[.contentType] = "text/html" }),
            ("field gone", { $0.headerFields[.contentType] = nil }),
            ("payload", { $0.headerFields[contentSHA256] = "UNSIGNED-PAYLOAD" }),
            ("date", { $0.headerFields[date] = ISO8601.basic(Examples.date.addingTimeInterval(1)) }),
            ("signature", { $0.headerFields[.authorization] = String(authorization.dropLast()) + "_" }),
            ("shorter", { $0.headerFields[.authorization] = String(authorization.dropLast()) }),
        ]
        #expect(Examples.refusal(of: original) == nil)
        for (part, tamper) in tamperings {
            var head = original
            tamper(&head)
            #expect(Examples.refusal(of: head) == .signatureMismatch, "\(part)")
        }
        var head = original
        head.headerFields[try Examples.name("x-amz-acl")] = "public-read"
        #expect(Examples.refusal(of: head) == .missingSignedHeader)
        let otherSecret = Credentials(accessKeyID: Examples.keys.accessKeyID, secretAccessKey: "other")
        #expect(Examples.refusal(of: original, keys: otherSecret) == .signatureMismatch)
    }

    @Test func `each part of a presigned request is under the signature`() throws {
        var original = Examples.head(.put, query: "acl=1", fields: [try Examples.name("x-amz-acl"): "private"])
        try Examples.signer.presign(&original, expiresIn: 60, at: Examples.date)
        #expect(Examples.refusal(of: original) == nil)
        let path = try #require(original.path)
        for (part, replacement) in [
            ("acl=1", "acl=2"), ("/key", "/kez"), ("X-Amz-Expires=60", "X-Amz-Expires=61"),
            ("&X-Amz-Date", "&x=1&X-Amz-Date"),
        ] {
            var head = original
            head.path = path.replacingOccurrences(of: part, with: replacement)
            #expect(head.path != path)
            #expect(Examples.refusal(of: head) == .signatureMismatch, "\(part)")
        }
        var head = original
        head.method = .get
        #expect(Examples.refusal(of: head) == .signatureMismatch)
        head = original
        head.headerFields = [try Examples.name("x-amz-acl"): "public-read"]
        #expect(Examples.refusal(of: head) == .signatureMismatch)
        head.headerFields = [try Examples.name("x-amz-acl"): "private", try Examples.name("x-amz-tagging"): "a=b"]
        #expect(Examples.refusal(of: head) == .missingSignedHeader)
    }

    @Test func `a policy is verified and any change to it refused`() throws {
        let policy = Base64.encode(Array(#"{"conditions": []}"#.utf8))
        let signer = SigV4Signer(credentials: Examples.temporaryKeys, region: "eu-central-1", service: "s3")
        let form = signer.sign(policy: policy, at: Examples.date)
        func refusal(_ form: PolicySignature, _ policy: String) -> SigningError.Code? {
            do {
                _ = try Examples.verifier.verify(form, of: policy, at: Examples.date) { _ in Examples.temporaryKeys }
                return nil
            } catch {
                return error.code
            }
        }
        #expect(refusal(form, policy) == nil)
        #expect(refusal(form, policy + "A") == .signatureMismatch)
        var changed = form
        changed.securityToken = nil
        #expect(refusal(changed, policy) == .invalidToken)
        changed = form
        changed.credential = form.credential.replacingOccurrences(of: "eu-central-1", with: "us-east-1")
        #expect(refusal(changed, policy) == .invalidScope)
        changed = form
        changed.algorithm = "AWS4-HMAC-SHA1"
        #expect(refusal(changed, policy) == .unsupportedAlgorithm)
        changed = form
        changed.date = "yesterday"
        #expect(refusal(changed, policy) == .missingDate)
    }
}
