import NIOCore
import Testing

@testable import S3Server

@Suite struct StoreObjectTests {
    @Test(arguments: StoreKind.allCases)
    func `what was put comes back, whatever its size`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            for size in [0, 1, 16_384, 16_385, 300_000, 1_500_000] {
                let bytes = sampleBytes(size)
                let put = try await store.put("k\(size)", bytes)
                #expect(put.size == size)
                #expect(try await store.read("k\(size)") == bytes)
                #expect(try await store.version(of: "k\(size)", in: "b") == put)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a range gives just its bytes, also past the end`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            let bytes = sampleBytes(700_000)
            try await store.put("k", bytes)
            for range in [
                0..<1, 65_535..<65_537, 262_143..<262_145, 100_000..<600_000, 699_999..<900_000, 700_000..<1 << 40,
            ] {
                let expected = Array(bytes[min(range.lowerBound, bytes.count)..<min(range.upperBound, bytes.count)])
                #expect(try await store.read("k", range: range) == expected)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `keys are opaque bytes`(kind: StoreKind) async throws {
        let keys = [
            "a//b", "a/./b", "../x", "foo", "foo/", "foo//", "a b", "+", "%2F", "@", "😀", "é", "e\u{301}", "'; --",
            String(repeating: "k", count: 1024),
        ]
        try await withStore(kind) { store in
            for (index, key) in keys.enumerated() { try await store.put(key, [UInt8(index)]) }
            for (index, key) in keys.enumerated() { #expect(try await store.read(key) == [UInt8(index)]) }
            let listed = try await store.listObjects(in: "b", ListingQuery()).objects.map { Array($0.key.utf8) }
            #expect(listed == keys.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
            for key in keys { #expect(try await store.delete(key).didRemove) }
            #expect(try await store.statistics(of: "b") == BucketStatistics())
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `attributes and checksums are kept as they are`(kind: StoreKind) async throws {
        var attributes = ObjectAttributes()
        attributes.headers = [NamedValue("content-type", "text/plain"), NamedValue("cache-control", "")]
        attributes.metadata = [NamedValue("a", "ü"), NamedValue("a", String(repeating: "x", count: 2000))]
        attributes.tags = [NamedValue("t", "1")]
        attributes.storageClass = "GLACIER"
        attributes.encryption = StoredEncryption(algorithm: "aws:kms", keyID: "id", isBucketKeyEnabled: true)
        attributes.properties = [NamedValue("legal-hold", "ON")]
        let checksums = [
            StoredChecksum(function: "CRC32", value: "AAAAAA=="),
            StoredChecksum(function: "SHA256", value: "abc-2", kind: .composite),
        ]
        try await withStore(kind) { [attributes] store in
            var object = NewVersion(eTag: "e", lastModified: .sample, owner: "me", content: .empty)
            object.attributes = attributes
            object.checksums = checksums
            _ = try await store.put(object, key: "k", in: "b")
            let found = try await store.version(of: "k", in: "b")
            #expect(found.attributes == attributes)
            #expect(found.checksums == checksums)
            #expect(found.lastModified == .sample)
            #expect(try await store.listObjects(in: "b", ListingQuery()).objects.first?.storageClass == "GLACIER")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `tags change without touching the content`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            let put = try await store.put("k", [7])
            try await store.update(of: "k", in: "b") { _, attributes in attributes.tags = [NamedValue("a", "b")] }
            let found = try await store.version(of: "k", in: "b")
            #expect(found.attributes.tags == [NamedValue("a", "b")])
            #expect(found.sequence == put.sequence && found.lastModified == put.lastModified)
            #expect(try await store.read("k") == [7])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a condition that refuses leaves everything as it was`(kind: StoreKind) async throws {
        struct Refusal: Error, Equatable { var eTag: String? }
        try await withStore(kind) { store in
            try await store.put("k", sampleBytes(100_000), eTag: "first")
            let error = await storeError {
                try await store.put("k", sampleBytes(200_000)) { current in throw Refusal(eTag: current?.eTag) }
            }
            guard case .refused(let reason) = error else {
                Issue.record("not refused: \(String(describing: error))")
                return
            }
            #expect(reason as? Refusal == Refusal(eTag: "first"))
            #expect(try await store.version(of: "k", in: "b").size == 100_000)
            #expect(try await store.blobCount() == 1)
            try await store.put("new", [1]) { current in #expect(current == nil) }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `missing things are told apart`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            guard case .noSuchBucket("x") = await storeError({ _ = try await store.version(of: "k", in: "x") }),
                case .noSuchKey("k") = await storeError({ _ = try await store.open(of: "k", in: "b") }),
                case .noSuchVersion("k", "v") = await storeError({
                    _ = try await store.open(.id("v"), of: "k", in: "b")
                }),
                case .noSuchUpload("u") = await storeError({ _ = try await store.upload("u", key: "k", in: "b") })
            else {
                Issue.record("another error")
                return
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a copy shares its blob, which stays until the last one goes`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            let bytes = sampleBytes(400_000)
            let source = try await store.put("a", bytes)
            for key in ["b", "c"] {
                let copy = NewVersion(eTag: "e", lastModified: .sample, owner: "me", content: .copy(of: source))
                #expect(try await store.put(copy, key: key, in: "b").version.size == bytes.count)
            }
            #expect(try await store.blobCount() == 1)
            try await store.delete("a")
            try await store.put("b", [1])
            #expect(try await store.read("c") == bytes)
            #expect(try await store.blobCount() == 1)
            try await store.delete("c")
            #expect(try await store.blobCount() == 0)
        }
    }

    @Test(arguments: StoreKind.allCases, [3, 400_000])
    func `an object can be copied onto itself`(kind: StoreKind, size: Int) async throws {
        try await withStore(kind) { store in
            let bytes = sampleBytes(size)
            let source = try await store.put("a", bytes)
            let copy = NewVersion(eTag: "e2", lastModified: .sample, owner: "me", content: .copy(of: source))
            _ = try await store.put(copy, key: "a", in: "b")
            #expect(try await store.read("a") == bytes)
            #expect(try await store.version(of: "a", in: "b").eTag == "e2")
            guard case .noSuchVersion = await storeError({ _ = try await store.put(copy, key: "z", in: "b") }) else {
                Issue.record("the replaced version was still a source")
                return
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `content that no version came to hold is removed`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            _ = try await store.content(sampleBytes(100_000))
            var writer = store.makeContentWriter()
            try await writer.append(ByteBuffer(bytes: sampleBytes(600_000)))
            writer = store.makeContentWriter()
            #expect(writer.size == 0)
            #expect(try await store.blobCount() == 0)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a reader goes on when its object is replaced or deleted`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            let bytes = sampleBytes(1_000_000)
            try await store.put("k", bytes)
            do {
                let (_, content) = try await store.open(of: "k", in: "b")
                let stream = content.stream()
                var iterator = stream.makeAsyncIterator()
                var read = Array(try #require(try await iterator.next()).readableBytesView)
                try await store.put("k", [1])
                try await store.delete("k")
                while let buffer = try await iterator.next() { read.append(contentsOf: buffer.readableBytesView) }
                #expect(read == bytes)
                #expect(try await stream.bytes() == bytes)
                #expect(try await store.blobCount() == 1)
            }
            #expect(try await store.blobCount() == 0)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `readers and writers of one key never meet a missing blob`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            try await store.put("k", sampleBytes(50_000, seed: 0))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 1...3 {
                    group.addTask {
                        for round in 0..<20 {
                            try await store.put("k", sampleBytes(50_000, seed: UInt64(writer * 100 + round)))
                        }
                    }
                    group.addTask {
                        for _ in 0..<40 {
                            let read = try await store.read("k")
                            #expect(read.count == 50_000)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await store.blobCount() == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `many writers at once are all kept`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<200 {
                    group.addTask { try await store.put("k\(index)", sampleBytes(index * 200, seed: UInt64(index))) }
                }
                try await group.waitForAll()
            }
            for index in 0..<200 {
                #expect(try await store.read("k\(index)") == sampleBytes(index * 200, seed: UInt64(index)))
            }
        }
    }
}
