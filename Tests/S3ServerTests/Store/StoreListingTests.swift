import Testing

@testable import S3Server

@Suite struct StoreListingTests {
    private static let prefixes = ["", "a", "a/", "/", "b-", "é", "😀", "zzz", "a/b/"]
    private static let delimiters = ["", "/", "//", "-", "a", "é", "/a"]

    private func random<Element>(_ values: [Element], _ random: inout SeededRandom) throws -> Element {
        try #require(values.randomElement(using: &random))
    }

    @Test(arguments: StoreKind.allCases, 0..<4 as Range<UInt64>)
    func `objects are listed as the model says, page after page`(kind: StoreKind, seed: UInt64) async throws {
        var generator = SeededRandom(seed: seed)
        try await withStore(kind, versioning: seed % 2 == 0 ? .unversioned : .enabled) { store in
            var keys: [[UInt8]: String] = [:]
            for _ in 0..<120 {
                let key = ListingModel.randomKey(&generator)
                try await store.put(key)
                keys[Array(key.utf8)] = key
                if Int.random(in: 0..<4, using: &generator) == 0,
                    let gone = keys.values.randomElement(using: &generator)
                {
                    try await store.delete(gone)
                    keys[Array(gone.utf8)] = nil
                }
            }
            let model = ListingModel(
                items: keys.values.sorted(by: ListingModel.precedes).map { .init(key: $0, id: "") }
            )
            for _ in 0..<60 {
                var query = ListingQuery()
                query.prefix = try random(Self.prefixes, &generator)
                query.delimiter = try random(Self.delimiters, &generator)
                query.limit = try random([0, 1, 2, 3, 7, 1000], &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: query.position = .afterKey(ListingModel.randomKey(&generator))
                case 1: query.position = .afterPrefix(ListingModel.randomKey(&generator))
                default: break
                }
                repeat {
                    let page = try await store.listObjects(in: "b", query)
                    let expected = model.page(prefix: query.prefix, delimiter: query.delimiter, limit: query.limit) {
                        ListingModel.comes($0.key, after: query.position)
                    }
                    try #require(page.objects.map { Array($0.key.utf8) } == expected.items.map { Array($0.key.utf8) })
                    try #require(
                        page.commonPrefixes.map { Array($0.utf8) } == expected.commonPrefixes.map { Array($0.utf8) }
                    )
                    try #require(page.isTruncated == expected.isTruncated)
                    query.position = page.next
                } while query.position != nil && query.limit > 0
            }
        }
    }

    @Test(arguments: StoreKind.allCases, 0..<3 as Range<UInt64>)
    func `versions are listed as the model says, page after page`(kind: StoreKind, seed: UInt64) async throws {
        var generator = SeededRandom(seed: seed + 100)
        try await withStore(kind, versioning: .enabled) { store in
            var written: [(key: String, id: String)] = []
            let keys = (0..<25).map { _ in ListingModel.randomKey(&generator) }
            for _ in 0..<120 {
                let key = try random(keys, &generator)
                if Int.random(in: 0..<4, using: &generator) == 0 {
                    written.append((key, try #require(try await store.delete(key).versionID)))
                } else {
                    written.append((key, try await store.put(key).versionID))
                }
            }
            let items = written.enumerated().sorted { left, right in
                if Array(left.element.key.utf8) == Array(right.element.key.utf8) { return left.offset > right.offset }
                return ListingModel.precedes(left.element.key, right.element.key)
            }
            let model = ListingModel(items: items.map { .init(key: $0.element.key, id: $0.element.id) })
            for _ in 0..<40 {
                var query = VersionQuery()
                query.prefix = try random(Self.prefixes, &generator)
                query.delimiter = try random(Self.delimiters, &generator)
                query.limit = try random([1, 2, 3, 7, 1000], &generator)
                repeat {
                    let place = model.items.firstIndex { $0.id == query.afterVersionID }
                    let page = try await store.listVersions(in: "b", query)
                    let expected = model.page(prefix: query.prefix, delimiter: query.delimiter, limit: query.limit) {
                        item in
                        if let place { return (model.items.firstIndex(of: item) ?? 0) > place }
                        return ListingModel.comes(item.key, after: query.position)
                    }
                    try #require(page.versions.map { $0.versionID } == expected.items.map { $0.id })
                    try #require(page.commonPrefixes == expected.commonPrefixes)
                    try #require(page.isTruncated == expected.isTruncated)
                    query.position = page.next
                    query.afterVersionID = page.nextVersionID
                } while query.position != nil
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a listing of versions goes on when the version it ended with is gone`(kind: StoreKind) async throws {
        try await withStore(kind, versioning: .enabled) { store in
            var ids: [String] = []
            for _ in 0..<4 { ids.insert(try await store.put("k").versionID, at: 0) }
            let first = try await store.listVersions(in: "b", VersionQuery(limit: 2))
            #expect(first.versions.map { $0.versionID } == Array(ids[..<2]))
            try await store.delete("k", version: ids[1])
            let query = VersionQuery(position: first.next, afterVersionID: first.nextVersionID)
            #expect(try await store.listVersions(in: "b", query).versions.map { $0.versionID } == Array(ids[2...]))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a marker that is a common prefix goes on behind it, one inside it does not`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            for key in ["a/1", "a/2", "b"] { try await store.put(key) }
            func list(after marker: String) async throws -> ObjectPage {
                var query = ListingQuery(delimiter: "/")
                query.position = ListingPosition(marker: marker, prefix: "", delimiter: "/")
                return try await store.listObjects(in: "b", query)
            }
            #expect(try await list(after: "a/").commonPrefixes.isEmpty)
            #expect(try await list(after: "a/1").commonPrefixes == ["a/"])
            #expect(try await list(after: "a/2").commonPrefixes.isEmpty)
            #expect(try await list(after: "a/2").objects.map { $0.key } == ["b"])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `two and a half thousand keys come in three pages`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<2500 { group.addTask { try await store.put("key-\(10_000 + index)", [1]) } }
                try await group.waitForAll()
            }
            var query = ListingQuery()
            var counts: [Int] = []
            var keys: [String] = []
            repeat {
                let page = try await store.listObjects(in: "b", query)
                counts.append(page.objects.count)
                keys += page.objects.map { $0.key }
                query.position = page.next
            } while query.position != nil
            #expect(counts == [1000, 1000, 500])
            #expect(keys == (0..<2500).map { "key-\(10_000 + $0)" })
        }
    }
}
