import AWSCore
import HTTPTypes
import NIOCore
import S3Model
import Testing

/// Documents as S3 words them, because two ends of one codec agree on any mistake.
@Suite struct Documents {
    private static let namespace = #"xmlns="http://s3.amazonaws.com/doc/2006-03-01/""#

    @Test func `of a request have the payload's root`() async throws {
        let parts = [CompletedPart(eTag: "\"e\"", partNumber: 1)]
        let request = CompleteMultipartUpload(bucket: "b", key: "k", uploadID: "u") {
            $0.multipartUpload = CompletedMultipartUpload { $0.parts = parts }
        }
        let body = try await text(RESTXML.encodeRequest(request).body)
        #expect(body.contains("<CompleteMultipartUpload \(Self.namespace)><Part><ETag>"))
        #expect(body.hasSuffix("</ETag><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>"))
    }

    @Test func `of a wrapped list have an element around its elements`() async throws {
        let tagging = Tagging(tagSet: [ResourceTag(key: "a", value: "1"), ResourceTag(key: "b", value: "2")])
        let body = try await text(RESTXML.encodeRequest(PutBucketTagging(bucket: "b", tagging: tagging)).body)
        let tags = "<Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>2</Value></Tag>"
        #expect(body.hasSuffix("<Tagging \(Self.namespace)><TagSet>\(tags)</TagSet></Tagging>"))
    }

    @Test func `name a grantee's type in an attribute`() async throws {
        let grantee = Grantee(type: .group) { $0.uri = "http://acs.amazonaws.com/groups/global/AllUsers" }
        let policy = AccessControlPolicy { $0.grants = [Grant(grantee: grantee, permission: .read)] }
        let request = PutBucketAcl(bucket: "b") { $0.accessControlPolicy = policy }
        let body = try await text(RESTXML.encodeRequest(request).body)
        #expect(body.contains(#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#))
        #expect(body.contains(#"xsi:type="Group""#))
    }

    @Test func `of an answer have the root that S3 uses`() async throws {
        let buckets = ListBuckets.Output { $0.buckets = [BucketSummary(name: "photos")] }
        let listing = try await text(RESTXML.encodeResponse(buckets, of: ListBuckets.self).body)
        #expect(listing.contains("<ListAllMyBucketsResult \(Self.namespace)><Buckets><Bucket><Name>photos</Name>"))
        let location = GetBucketLocation.Output { $0.locationConstraint = .euWest1 }
        let answer = try await text(RESTXML.encodeResponse(location, of: GetBucketLocation.self).body)
        #expect(answer.hasSuffix("<LocationConstraint \(Self.namespace)>eu-west-1</LocationConstraint>"))
    }

    @Test func `without what every server sends are refused`() async {
        let answer = TransportResponse(head: HTTPResponse(status: .ok), body: "<ListBucketResult/>")
        await #expect(throws: MessageError.self) { try await RESTXML.decodeResponse(ListObjectsV2.self, from: answer) }
    }

    @Test func `keep values that are not known yet`() async throws {
        let document: HTTPBody = """
            <ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>k</Key><Size>1</Size>\
            <LastModified>2026-11-23T10:00:00.000Z</LastModified><StorageClass>TAPE</StorageClass><New>1</New>\
            </Contents></ListBucketResult>
            """
        let answer = TransportResponse(head: HTTPResponse(status: .ok), body: document)
        let output = try await RESTXML.decodeResponse(ListObjectsV2.self, from: answer)
        #expect(output.contents.first?.storageClass == "TAPE")
    }

    @Test func `with an Expires that is no date are answers all the same`() async throws {
        var head = HTTPResponse(status: .ok)
        head.headerFields[.expires] = "tomorrow"
        let output = try await RESTXML.decodeResponse(HeadObject.self, from: TransportResponse(head: head))
        #expect(output.expires == "tomorrow")
    }

    private func text(_ body: HTTPBody) async throws -> String {
        String(buffer: try await body.collect(upTo: 1 << 20))
    }
}
