import Testing

@testable import S3Server

@Suite struct StoreBucketTests {
    @Test(arguments: StoreKind.allCases)
    func `buckets are made once, listed in order and paged`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            for name in ["a1", "a3", "a2", "c"] { try await store.createBucket(.sample(name)) }
            guard case .bucketExists(let existing) = await storeError({ try await store.createBucket(.sample("c")) })
            else {
                Issue.record("made twice")
                return
            }
            #expect(existing == .sample("c"))
            let all = try await store.listBuckets(BucketQuery())
            #expect(all.buckets.map { $0.name } == ["a1", "a2", "a3", "b", "c"] && !all.isTruncated)
            let page = try await store.listBuckets(BucketQuery(prefix: "a", after: "a1", limit: 1))
            #expect(page.buckets.map { $0.name } == ["a2"] && page.isTruncated)
            #expect(try await store.listBuckets(BucketQuery(prefix: "a", after: "a2", limit: 1)).isTruncated == false)
            #expect(try await store.listBuckets(BucketQuery(region: "mars")).buckets.isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a bucket goes only when nothing is left in it`(kind: StoreKind) async throws {
        try await withStore(kind, versioning: .enabled) { store in
            let version = try await store.put("k").versionID
            let marker = try await store.delete("k").versionID
            try await store.delete("k", version: version)
            guard case .bucketNotEmpty("b") = await storeError({ try await store.deleteBucket("b") }) else {
                Issue.record("removed with a delete marker in it")
                return
            }
            try await store.delete("k", version: marker)
            let upload = try await store.createUpload(NewUpload(key: "u", initiated: .sample, owner: "me"), in: "b")
            let part = NewPart(
                number: 1,
                eTag: "e",
                lastModified: .sample,
                content: try await store.content(sampleBytes(50_000))
            )
            _ = try await store.putPart(part, of: upload.uploadID, key: "u", in: "b")
            try await store.setSetting("tagging", to: "<x/>", of: "b")
            try await store.deleteBucket("b")
            #expect(try await store.blobCount() == 0)
            try await store.createBucket(.sample("b"))
            #expect(try await store.settings(of: "b").isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `settings are stored, replaced and removed`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            #expect(try await store.setting("encryption", of: "b") == nil)
            try await store.setSetting("encryption", to: "1", of: "b")
            try await store.setSetting("encryption", to: "2", of: "b")
            try await store.setSetting("tagging", to: "", of: "b")
            #expect(try await store.settings(of: "b") == ["encryption": "2", "tagging": ""])
            try await store.setSetting("encryption", to: nil, of: "b")
            #expect(try await store.setting("encryption", of: "b") == nil)
            guard case .noSuchBucket = await storeError({ try await store.setSetting("a", to: "b", of: "x") }) else {
                Issue.record("set on a missing bucket")
                return
            }
        }
    }

    @Test func `a closed store answers that it is closed`() async throws {
        for kind in StoreKind.allCases {
            try await withStore(kind) { store in
                await store.close()
                guard case .closed = await storeError({ _ = try await store.bucket("b") }),
                    case .closed = await storeError({ try await store.deleteBucket("b") })
                else {
                    Issue.record("not closed")
                    return
                }
            }
        }
    }
}
