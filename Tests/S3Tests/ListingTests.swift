import S3
import S3Testing
import Testing

@Suite struct ListingTests {
    @Test(arguments: LocalConnection.allCases)
    func `a listing goes on past a thousand keys`(connection: LocalConnection) async throws {
        try await withLocalS3(over: connection) { s3 in
            let bucket = try await s3.newBucket()
            let keys = (0..<1_500).map { "n/\(String(10_000 + $0))" }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for part in 0..<10 {
                    group.addTask {
                        for index in stride(from: part, to: keys.count, by: 10) {
                            try await bucket.object(keys[index]).put("x")
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await bucket.object("beside").put("x")

            var listed: [String] = []
            for try await object in bucket.objects(prefix: "n/") { listed.append(object.key) }
            #expect(listed == keys)

            var pages: [Int] = []
            for try await page in s3.pages(of: ListObjectsV2(bucket: bucket.name) { $0.maxKeys = 400 }) {
                pages.append(page.contents.count)
            }
            #expect(pages == [400, 400, 400, 301])

            var entries: [String] = []
            for try await entry in bucket.entries() { entries.append(entry.name) }
            #expect(entries == ["beside", "n/"])

            let report = try await bucket.deleteObjects(keys)
            #expect(report.deletedCount == 1_500)
            #expect(report.failures.isEmpty)
            var left: [String] = []
            for try await object in bucket.objects() { left.append(object.key) }
            #expect(left == ["beside"])
        }
    }

    @Test func `buckets are listed by prefix`() async throws {
        try await withLocalS3 { s3 in
            for name in ["log-a", "log-b", "photos"] { try await s3.bucket(name).create() }
            var names: [String] = []
            for try await bucket in s3.buckets(prefix: "log-") { names.append(bucket.name) }
            #expect(names == ["log-a", "log-b"])
        }
    }
}
