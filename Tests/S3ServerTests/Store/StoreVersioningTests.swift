import Testing

@testable import S3Server

@Suite struct StoreVersioningTests {
    private func listed(_ store: ObjectStore) async throws -> [String] {
        try await store.listVersions(in: "b", VersionQuery()).versions.map { version in
            "\(version.key) \(version.eTag)\(version.isDeleteMarker ? "x" : "")\(version.isLatest ? " latest" : "")"
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `each put adds a version, newest first even within one millisecond`(kind: StoreKind) async throws {
        try await withStore(kind, versioning: .enabled) { store in
            var ids: Set<String> = []
            for eTag in ["1", "2", "3"] { ids.insert(try await store.put("k", eTag: eTag).versionID) }
            #expect(ids.count == 3 && !ids.contains(StoredVersion.nullVersionID))
            #expect(try await listed(store) == ["k 3 latest", "k 2", "k 1"])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `deleting adds a marker, and deleting the marker brings the object back`(kind: StoreKind) async throws {
        try await withStore(kind, versioning: .enabled) { store in
            let put = try await store.put("k", [5])
            let deletion = try await store.delete("k")
            #expect(deletion.isDeleteMarker && !deletion.didRemove)
            #expect(try await store.version(of: "k", in: "b").isDeleteMarker)
            #expect(try await store.listObjects(in: "b", ListingQuery()).objects.isEmpty)
            #expect(try await store.read("k", version: put.versionID) == [5])
            let undone = try await store.delete("k", version: deletion.versionID)
            #expect(undone.isDeleteMarker && undone.didRemove && undone.versionID == deletion.versionID)
            #expect(try await store.version(of: "k", in: "b") == put)
            #expect(try await store.listObjects(in: "b", ListingQuery()).objects.count == 1)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `suspended, puts and deletes replace the null version and keep the others`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            try await store.put("k", sampleBytes(50_000), eTag: "null1")
            try await store.updateBucket("b") { $0.versioning = .enabled }
            try await store.put("k", eTag: "v1")
            #expect(try await listed(store) == ["k v1 latest", "k null1"])
            try await store.updateBucket("b") { $0.versioning = .suspended }
            #expect(try await store.put("k", eTag: "null2").versionID == "null")
            #expect(try await listed(store) == ["k null2 latest", "k v1"])
            #expect(try await store.blobCount() == 0)
            let deletion = try await store.delete("k")
            #expect(deletion.versionID == "null" && deletion.isDeleteMarker && deletion.didRemove)
            #expect(try await listed(store) == ["k x latest", "k v1"])
            #expect(try await store.version(.id("null"), of: "k", in: "b").isDeleteMarker)
            try await store.delete("k", version: "null")
            #expect(try await listed(store) == ["k v1 latest"])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `removing what is not there is no error`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            for version in [nil, "null", "nonsense", String(repeating: "0", count: 32)] {
                let deletion = try await store.delete("k", version: version)
                #expect(!deletion.didRemove)
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a version id names a version of its own key only`(kind: StoreKind) async throws {
        try await withStore(kind, versioning: .enabled) { store in
            let id = try await store.put("a").versionID
            try await store.put("b")
            #expect(try await store.delete("b", version: id).didRemove == false)
            guard case .noSuchVersion = await storeError({ _ = try await store.version(.id(id), of: "b", in: "b") })
            else {
                Issue.record("found")
                return
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `many are deleted at once, and one that is refused does not hinder the others`(kind: StoreKind) async throws {
        struct Refusal: Error {}
        try await withStore(kind) { store in
            for key in ["a", "b", "c"] { try await store.put(key) }
            var requests = ["a", "b", "missing", "c"].map { DeletionRequest(key: $0) }
            requests[1].condition = { _ in throw Refusal() }
            let outcomes = try await store.delete(requests, in: "b", at: .sample, owner: "me")
            #expect(outcomes.map { (try? $0.get())?.didRemove } == [true, nil, false, true])
            #expect(try await store.listObjects(in: "b", ListingQuery()).objects.map { $0.key } == ["b"])
        }
    }
}
