import AWSCore
import S3Server
import Testing

@Suite struct ListingOperationTests {
    private func fixture(_ keys: [String], page: Int = 1_000) async throws -> ServerFixture {
        let fixture = try await ServerFixture.withBucket { $0.limits.largestPage = page }
        for key in keys {
            try await fixture.send("PUT", "/bucket/" + PercentEncoding.encode(key, keepingSlashes: true), body: key)
        }
        return fixture
    }

    private func all(
        _ fixture: ServerFixture,
        _ query: [QueryItem],
        next: (name: String, element: String)
    ) async throws -> (keys: [String], prefixes: [String], pages: Int) {
        var result: (keys: [String], prefixes: [String], pages: Int) = ([], [], 0)
        var position: QueryItem?
        repeat {
            let items = query + (position.map { [$0] } ?? [])
            let page = try await fixture.send("GET", "/bucket?" + QueryString.format(items))
            result.keys += page[elements: "Key"]
            result.prefixes += page[elements: "CommonPrefixes"].compactMap { prefix in
                prefix.split(separator: ">").last?.split(separator: "<").first.map(String.init)
            }
            result.pages += 1
            let truncated = page[element: "IsTruncated"] == "true"
            let marker = page[element: next.element] ?? page[elements: "Key"].last
            position = truncated ? QueryItem(next.name, marker) : nil
        } while position != nil && result.pages < 100
        return result
    }

    @Test(arguments: [true, false])
    func `pages together give every key once and in order`(isVersion2: Bool) async throws {
        let keys = (0..<25).map { "k\($0)" } + ["a/1", "a/2", "b/1", "é", "😀", "z/"]
        let fixture = try await fixture(keys, page: 4)
        let query = isVersion2 ? [QueryItem("list-type", "2")] : []
        let next = isVersion2 ? ("continuation-token", "NextContinuationToken") : ("marker", "NextMarker")
        let listed = try await all(fixture, query, next: next)
        #expect(listed.keys == keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        #expect(listed.pages == 8)
    }

    @Test(arguments: [true, false])
    func `a delimiter rolls keys up across pages`(isVersion2: Bool) async throws {
        let keys = (0..<9).flatMap { folder in (0..<3).map { "f\(folder)/\($0)" } } + ["g", "a"]
        let fixture = try await fixture(keys, page: 2)
        let query = [QueryItem("delimiter", "/")] + (isVersion2 ? [QueryItem("list-type", "2")] : [])
        let next = isVersion2 ? ("continuation-token", "NextContinuationToken") : ("marker", "NextMarker")
        let listed = try await all(fixture, query, next: next)
        #expect(listed.keys == ["a", "g"])
        #expect(listed.prefixes == (0..<9).map { "f\($0)/" })
    }

    @Test func `a prefix, a start and a limit are kept to`() async throws {
        let fixture = try await fixture(["p/1", "p/2", "p/3", "p/4", "p/5", "q"])
        let five = try await fixture.send("GET", "/bucket?list-type=2&prefix=p/")
        #expect(five[element: "KeyCount"] == "5")
        let after = try await fixture.send("GET", "/bucket?list-type=2&prefix=p/&start-after=p/3")
        #expect(after[elements: "Key"] == ["p/4", "p/5"])
        let none = try await fixture.send("GET", "/bucket?list-type=2&max-keys=0")
        #expect(none[element: "KeyCount"] == "0")
        #expect(none[element: "IsTruncated"] == "false")
        #expect(try await fixture.send("GET", "/bucket?list-type=2&max-keys=5000")[element: "MaxKeys"] == "1000")
    }

    @Test func `names are encoded when asked`() async throws {
        let fixture = try await fixture(["a b/é", "plain"])
        let listed = try await fixture.send("GET", "/bucket?encoding-type=url&delimiter=/")
        #expect(listed[elements: "Key"] == ["plain"])
        #expect(listed.text.contains("<Prefix>a%20b/</Prefix>"))
        #expect(listed[element: "EncodingType"] == "url")
    }

    @Test func `the owner is named when asked`() async throws {
        let fixture = try await fixture(["a"])
        #expect(try await fixture.send("GET", "/bucket?list-type=2")[element: "Owner"] == nil)
        #expect(try await fixture.send("GET", "/bucket?list-type=2&fetch-owner=true")[element: "Owner"] != nil)
        #expect(try await fixture.send("GET", "/bucket")[element: "Owner"] != nil)
    }
}
