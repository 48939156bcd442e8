import NIOCore
import Testing

@testable import S3Server

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct DirectoryStoreTests {
    /// Copies a store's files as they are, as a crash would leave them.
    private func snapshot(_ directory: String, to copy: String) throws {
        try FileSystem.makeDirectories(copy)
        for path in try files(under: directory) {
            let target = copy + path.dropFirst(directory.count)
            try FileSystem.makeDirectories(target.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 })
            try Data(contentsOf: URL(filePath: path)).write(to: URL(filePath: target))
        }
    }

    private func blobFiles(_ directory: String) throws -> [String] {
        try files(under: directory + "/blobs") + files(under: directory + "/incoming")
    }

    @Test(arguments: [true, false])
    func `everything is there after reopening, closed or not`(isClosed: Bool) async throws {
        try await withTemporaryDirectory { path in
            var store = try await ObjectStore(.directory(path))
            try await store.createBucket(.sample("b", versioning: .enabled))
            try await store.setSetting("s", to: "v", of: "b")
            let big = try await store.put("big", sampleBytes(200_000))
            let small = try await store.put("small", [1, 2])
            let upload = try await store.createUpload(NewUpload(key: "u", initiated: .sample, owner: "me"), in: "b")
            let part = NewPart(
                number: 1,
                eTag: "e",
                lastModified: .sample,
                content: try await store.content(sampleBytes(70_000))
            )
            _ = try await store.putPart(part, of: upload.uploadID, key: "u", in: "b")
            let place = isClosed ? path : path + "-copy"
            if isClosed { await store.close() } else { try snapshot(path, to: place) }
            defer { if !isClosed { try? FileManager.default.removeItem(atPath: place) } }

            store = try await ObjectStore(.directory(place))
            #expect(try await store.bucket("b") == .sample("b", versioning: .enabled))
            #expect(try await store.setting("s", of: "b") == "v")
            #expect(try await store.version(of: "big", in: "b") == big)
            #expect(try await store.version(of: "small", in: "b") == small)
            #expect(try await store.read("big") == sampleBytes(200_000))
            #expect(try await store.upload(upload.uploadID, key: "u", in: "b") == upload)
            #expect(try await store.listParts(of: upload.uploadID, key: "u", in: "b").parts.count == 1)
            #expect(try await store.put("small", [3]).sequence > small.sequence)
            #expect(try await store.read("small") == [3])
            await store.close()
        }
    }

    @Test func `a crash at any moment leaves no garbage and loses nothing acknowledged`() async throws {
        try await withTemporaryDirectory { path in
            let store = try await ObjectStore(.directory(path))
            try await store.createBucket(.sample("b"))
            var snapshots: [(copy: String, keys: Int)] = []
            for index in 0..<6 {
                // A blob half written, one written that no version holds, and one that is held.
                var writer = store.makeContentWriter()
                try await writer.append(ByteBuffer(bytes: sampleBytes(600_000)))
                let unheld = try await store.content(sampleBytes(30_000))
                try await store.put("k\(index)", sampleBytes(40_000, seed: UInt64(index)))
                let copy = "\(path)-\(index)"
                try snapshot(path, to: copy)
                snapshots.append((copy, index + 1))
                withExtendedLifetime((writer, unheld)) {}
            }
            for (copy, keys) in snapshots {
                defer { try? FileManager.default.removeItem(atPath: copy) }
                #expect(try blobFiles(copy).count > keys)
                let reopened = try await ObjectStore(.directory(copy))
                #expect(try blobFiles(copy).count == keys)
                for index in 0..<keys {
                    let bytes = try await reopened.read("k\(index)")
                    #expect(bytes == sampleBytes(40_000, seed: UInt64(index)))
                }
                // New blobs do not take the names of old ones.
                try await reopened.put("new", sampleBytes(50_000, seed: 99))
                #expect(try await reopened.read("k0") == sampleBytes(40_000, seed: 0))
                await reopened.close()
            }
            await store.close()
        }
    }

    @Test func `a directory is opened by one at a time`() async throws {
        try await withTemporaryDirectory { path in
            let store = try await ObjectStore(.directory(path))
            guard case .locked = await storeError({ _ = try await ObjectStore(.directory(path)) }) else {
                Issue.record("opened twice")
                return
            }
            await store.close()
            await (try ObjectStore(.directory(path))).close()
        }
    }

    @Test func `a newer format is named as such`() async throws {
        try await withTemporaryDirectory { path in
            await (try ObjectStore(.directory(path))).close()
            try Connection(path: path + "/index.sqlite").execute("PRAGMA user_version = 99")
            guard
                case .newerSchema(found: 99, supported: Schema.version) =
                    await storeError({ _ = try await ObjectStore(.directory(path)) })
            else {
                Issue.record("opened")
                return
            }
        }
    }

    @Test func `files that are not the store's are refused or left alone`() async throws {
        try await withTemporaryDirectory { path in
            try FileSystem.makeDirectories(path + "/blobs/x/y")
            let notes = [path + "/blobs/notes", path + "/blobs/x/y/notes"]
            for file in notes { try Data("mine".utf8).write(to: URL(filePath: file)) }
            await (try ObjectStore(.directory(path))).close()
            #expect(try files(under: path + "/blobs").sorted() == notes)
        }
        try await withTemporaryDirectory { path in
            try FileSystem.makeDirectories(path)
            try Data(repeating: 65, count: 8192).write(to: URL(filePath: path + "/index.sqlite"))
            guard case .corrupt = await storeError({ _ = try await ObjectStore(.directory(path)) }) else {
                Issue.record("opened")
                return
            }
        }
    }

    @Test func `a blob that is missing or too short is an error, not a trap`() async throws {
        try await withTemporaryDirectory { path in
            let store = try await ObjectStore(.directory(path))
            try await store.createBucket(.sample("b"))
            try await store.put("k", sampleBytes(100_000))
            let blob = try #require(try files(under: path + "/blobs").first)
            try Data(count: 10).write(to: URL(filePath: blob))
            guard case .corrupt = await storeError({ _ = try await store.read("k") }) else {
                Issue.record("read")
                return
            }
            try FileManager.default.removeItem(atPath: blob)
            guard case .io = await storeError({ _ = try await store.read("k") }) else {
                Issue.record("read")
                return
            }
            await store.close()
        }
    }

    @Test func `files are for their owner only`() async throws {
        try await withTemporaryDirectory { path in
            let store = try await ObjectStore(.directory(path))
            try await store.createBucket(.sample("b"))
            try await store.put("k", sampleBytes(100_000))
            for file in try files(under: path) {
                let attributes = try FileManager.default.attributesOfItem(atPath: file)
                let rights = try #require(attributes[.posixPermissions] as? Int)
                #expect(rights & 0o077 == 0, "\(file)")
            }
            await store.close()
        }
    }
}
