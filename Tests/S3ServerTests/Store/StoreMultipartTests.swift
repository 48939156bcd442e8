import Testing

@testable import S3Server

@Suite struct StoreMultipartTests {
    private func begin(_ store: ObjectStore, key: String = "k") async throws -> StoredUpload {
        var upload = NewUpload(key: key, initiated: .sample, owner: "me")
        upload.attributes.metadata = [NamedValue("a", "b")]
        upload.checksumFunction = "CRC32"
        upload.checksumKind = .fullObject
        return try await store.createUpload(upload, in: "b")
    }

    @discardableResult
    private func part(_ number: Int, _ bytes: [UInt8], of upload: StoredUpload, _ store: ObjectStore) async throws
        -> StoredPart
    {
        let content = try await store.content(bytes)
        var part = NewPart(number: number, eTag: "e\(number)", lastModified: .sample, content: content)
        part.checksums = [StoredChecksum(function: "CRC32", value: "v\(number)")]
        return try await store.putPart(part, of: upload.uploadID, key: upload.key, in: "b")
    }

    @discardableResult
    private func complete(
        _ upload: StoredUpload,
        _ numbers: [Int],
        _ store: ObjectStore,
        if condition: WriteCondition? = nil
    ) async throws -> StoredVersion {
        try await store.completeUpload(upload.uploadID, key: upload.key, in: "b", parts: numbers, if: condition) {
            _,
            parts in
            Assembly(eTag: parts.map { $0.eTag }.joined(separator: "+"), lastModified: .sample)
        }.version
    }

    @Test(arguments: StoreKind.allCases)
    func `parts become one object, and those not chosen are removed`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            let upload = try await begin(store)
            #expect(try await store.upload(upload.uploadID, key: "k", in: "b") == upload)
            let pieces = [
                3: sampleBytes(100_000, seed: 3), 5: sampleBytes(10, seed: 5), 9: sampleBytes(300_000, seed: 9),
            ]
            for number in [9, 3, 5] { try await part(number, try #require(pieces[number]), of: upload, store) }
            try await part(7, sampleBytes(50_000), of: upload, store)
            let version = try await complete(upload, [3, 5, 9], store)
            let whole = [3, 5, 9].flatMap { pieces[$0] ?? [] }
            #expect(version.eTag == "e3+e5+e9" && version.partCount == 3 && version.size == whole.count)
            #expect(version.attributes == upload.attributes)
            #expect(try await store.read("k") == whole)
            #expect(try await store.read("k", range: 99_990..<100_020) == Array(whole[99_990..<100_020]))
            let parts = try await store.parts(of: version)
            #expect(
                parts.parts.map { $0.number } == [3, 5, 9] && parts.parts.map { $0.size } == [100_000, 10, 300_000]
            )
            #expect(parts.parts.first?.checksums.first?.value == "v3")
            #expect(
                try await store.parts(of: version, after: 3, limit: 1)
                    == .init(parts: [parts.parts[1]], isTruncated: true)
            )
            #expect(try await store.blobCount() == 2)
            try await store.delete("k")
            #expect(try await store.blobCount() == 0)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a part is replaced by one of the same number`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            let upload = try await begin(store)
            try await part(1, sampleBytes(50_000, seed: 1), of: upload, store)
            try await part(1, sampleBytes(60_000, seed: 2), of: upload, store)
            #expect(try await store.blobCount() == 1)
            try await complete(upload, [1], store)
            #expect(try await store.read("k") == sampleBytes(60_000, seed: 2))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `completing refuses missing parts and conditions, and the upload stays`(kind: StoreKind) async throws {
        struct Refusal: Error {}
        try await withStore(kind) { store in
            let upload = try await begin(store)
            for number in [1, 2] { try await part(number, sampleBytes(50_000), of: upload, store) }
            for numbers in [[1, 3], [2, 1], [1, 1], [0], [10_000]] {
                guard case .noSuchPart = await storeError({ try await complete(upload, numbers, store) }) else {
                    Issue.record("accepted \(numbers)")
                    return
                }
            }
            guard case .refused = await storeError({ try await complete(upload, [1], store) { _ in throw Refusal() } })
            else {
                Issue.record("condition not asked")
                return
            }
            #expect(try await store.listParts(of: upload.uploadID, key: "k", in: "b").parts.count == 2)
            try await complete(upload, [1, 2], store)
            guard case .noSuchUpload = await storeError({ try await complete(upload, [1, 2], store) }) else {
                Issue.record("completed twice")
                return
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an aborted upload leaves nothing`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            let upload = try await begin(store)
            for number in 1...3 { try await part(number, sampleBytes(40_000), of: upload, store) }
            #expect(try await store.statistics(of: "b").uploads == 1)
            try await store.abortUpload(upload.uploadID, key: "k", in: "b")
            #expect(try await store.blobCount() == 0)
            #expect(try await store.statistics(of: "b").uploads == 0)
            guard case .noSuchUpload = await storeError({ try await part(1, [1], of: upload, store) }) else {
                Issue.record("took a part after the abort")
                return
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a part can be a range of an object that was uploaded in parts`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            let first = try await begin(store, key: "source")
            let pieces = (1...3).map { sampleBytes(50_000, seed: UInt64($0)) }
            for (index, piece) in pieces.enumerated() { try await part(index + 1, piece, of: first, store) }
            let source = try await complete(first, [1, 2, 3], store)
            let second = try await begin(store)
            let copies = [0..<60_000, 49_999..<50_001, 100_000..<999_999]
            for (index, range) in copies.enumerated() {
                let part = NewPart(
                    number: index + 1,
                    eTag: "e",
                    lastModified: .sample,
                    content: .copy(of: source, range: range)
                )
                _ = try await store.putPart(part, of: second.uploadID, key: "k", in: "b")
            }
            try await complete(second, [1, 2, 3], store)
            try await store.delete("source")
            let whole = pieces.flatMap { $0 }
            let expected = whole[0..<60_000] + whole[49_999..<50_001] + whole[100_000...]
            #expect(try await store.read("k") == Array(expected))
            #expect(try await store.blobCount() == 3)
            try await store.delete("k")
            #expect(try await store.blobCount() == 0)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an object of ten thousand parts is put together and read`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            let upload = try await begin(store)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...10_000 {
                    group.addTask { try await part(number, [UInt8(truncatingIfNeeded: number)], of: upload, store) }
                }
                try await group.waitForAll()
            }
            let version = try await complete(upload, Array(1...10_000), store)
            #expect(version.size == 10_000)
            #expect(try await store.read("k") == (1...10_000).map { UInt8(truncatingIfNeeded: $0) })
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `uploads are listed by key and then by age, page after page`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            var uploads: [StoredUpload] = []
            for key in ["b/1", "a", "b/2", "a", "c", "a"] { uploads.append(try await begin(store, key: key)) }
            let sorted = [1, 3, 5, 0, 2, 4].map { uploads[$0] }
            var query = UploadQuery(limit: 2)
            var listed: [StoredUpload] = []
            repeat {
                let page = try await store.listUploads(in: "b", query)
                listed += page.uploads
                query.position = page.next
                query.afterUploadID = page.nextUploadID
            } while query.position != nil
            #expect(listed == sorted)
            let page = try await store.listUploads(in: "b", UploadQuery(delimiter: "/"))
            #expect(page.uploads.map { $0.key } == ["a", "a", "a", "c"] && page.commonPrefixes == ["b/"])
        }
    }
}
