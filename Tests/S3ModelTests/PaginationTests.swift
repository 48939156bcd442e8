import AWSCore
import Foundation
import S3Model
import Testing

@Suite struct Pagination {
    @Test func `ends where a listing says that it is not truncated`() {
        let output = ListObjectsV2.Output(isTruncated: false) { $0.nextContinuationToken = "more" }
        #expect(ListObjectsV2(bucket: "b").next(after: output) == nil)
    }

    @Test func `goes on at the token and keeps everything else`() {
        let first = ListObjectsV2(bucket: "b") { $0.prefix = "photos/" }
        let next = first.next(after: ListObjectsV2.Output(isTruncated: true) { $0.nextContinuationToken = "t" })
        #expect(next?.continuationToken == "t")
        #expect(next?.prefix == "photos/")
    }

    @Test func `goes on at two markers where there are two`() {
        let output = ListObjectVersions.Output(isTruncated: true) {
            $0.nextKeyMarker = "k"
            $0.nextVersionIDMarker = "v"
        }
        let next = ListObjectVersions(bucket: "b").next(after: output)
        #expect(next?.keyMarker == "k")
        #expect(next?.versionIDMarker == "v")
    }

    @Test func `of the first listing goes on at the last key without a marker`() {
        let object = ObjectSummary(key: "z", lastModified: Date(timeIntervalSince1970: 0), size: 1)
        let output = ListObjects.Output(isTruncated: true) { $0.contents = [object] }
        #expect(ListObjects(bucket: "b").next(after: output)?.marker == "z")
        #expect(ListObjects(bucket: "b").next(after: ListObjects.Output(isTruncated: true)) == nil)
    }

    @Test func `of buckets ends without a token and at an empty one`() {
        #expect(ListBuckets().next(after: ListBuckets.Output()) == nil)
        #expect(ListBuckets().next(after: ListBuckets.Output { $0.continuationToken = "" }) == nil)
        #expect(ListBuckets().next(after: ListBuckets.Output { $0.continuationToken = "t" })?.continuationToken == "t")
    }
}
