import NIOCore
import Synchronization
import Testing

@testable import S3Server

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Where a test's store keeps its data: every test runs for both.
enum StoreKind: CaseIterable, Sendable {
    case memory
    case directory
}

/// A directory that is removed when the test ends.
func withTemporaryDirectory<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let path = FileManager.default.temporaryDirectory.path + "/s3-store-\(UInt64.random(in: .min ... .max))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}

/// A store with one bucket named `b`.
func withStore<Value>(
    _ kind: StoreKind,
    versioning: StoredBucket.Versioning = .unversioned,
    _ body: (ObjectStore) async throws -> Value
) async throws -> Value {
    try await withTemporaryDirectory { path in
        let store = try await ObjectStore(kind == .memory ? .memory : .directory(path))
        try await store.createBucket(.sample("b", versioning: versioning))
        let value = try await body(store)
        await store.close()
        return value
    }
}

extension StoredBucket {
    static func sample(_ name: String, versioning: Versioning = .unversioned) -> StoredBucket {
        StoredBucket(name: name, region: "eu-west-1", created: .sample, owner: "me", versioning: versioning)
    }
}

extension Date {
    static let sample = Date(timeIntervalSince1970: 1_800_000_000.125)
}

/// Bytes that differ from place to place, the same for the same seed.
func sampleBytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count {
        withUnsafeBytes(of: random.next()) { bytes.append(contentsOf: $0) }
    }
    return Array(bytes.prefix(count))
}

/// Numbers that are the same for the same seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension ObjectStore {
    /// Streams bytes in, in pieces.
    func content(_ bytes: [UInt8], pieces: Int = 30_000) async throws -> ContentSource {
        var writer = makeContentWriter()
        var rest = bytes[...]
        while !rest.isEmpty {
            try await writer.append(ByteBuffer(bytes: rest.prefix(pieces)))
            rest = rest.dropFirst(pieces)
        }
        return .new(try await writer.finish())
    }

    @discardableResult
    func put(
        _ key: String,
        _ bytes: [UInt8] = [1, 2, 3],
        eTag: String = "e",
        if condition: WriteCondition? = nil
    ) async throws -> StoredVersion {
        let object = NewVersion(eTag: eTag, lastModified: .sample, owner: "me", content: try await content(bytes))
        return try await put(object, key: key, in: "b", if: condition).version
    }

    @discardableResult
    func delete(_ key: String, version: String? = nil) async throws -> Deletion {
        try await delete(DeletionRequest(key: key, version: .init(version)), in: "b", at: .sample, owner: "me")
    }

    func read(_ key: String, version: String? = nil, range: Range<Int>? = nil) async throws -> [UInt8] {
        try await open(.init(version), of: key, in: "b").content.stream(range).bytes()
    }

    /// The number of blobs that are kept, once all removals are done.
    func blobCount() async throws -> Int {
        await pins.blobs.settle()
        if let memory = pins.blobs as? MemoryBlobs { return memory.count }
        let directory = try #require(pins.blobs as? DirectoryBlobs)
        return try files(under: directory.blobDirectory).count
    }
}

/// The paths of all files under a directory.
func files(under directory: String) throws -> [String] {
    try FileSystem.entries(of: directory).flatMap { name in
        let path = directory + "/" + name
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return attributes[.type] as? FileAttributeType == .typeDirectory ? try files(under: path) : [path]
    }
}

extension ContentStream {
    func bytes() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await buffer in self { bytes.append(contentsOf: buffer.readableBytesView) }
        return bytes
    }
}

/// The error that an operation throws.
func storeError(_ body: () async throws -> Void) async -> StoreError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? StoreError
    }
}
