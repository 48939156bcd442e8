import HTTPTypes
import NIOCore
import S3
import S3Testing
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

@Suite struct TransferTests {
    @Test(
        arguments: LocalConnection.allCases,
        [0, 1, 5 << 20, (5 << 20) + 1, (15 << 20) + 7]
    )
    func `a file of any size comes back as it went`(connection: LocalConnection, size: Int) async throws {
        try await withFolder { folder in
            let (source, target) = ("\(folder)/source", "\(folder)/target")
            let bytes = randomBytes(size)
            try write(bytes, to: source)
            try write([1, 2, 3], to: target)
            try await withLocalS3(over: connection) { s3 in
                let object = try await s3.newBucket().object("file")
                var configuration = TransferConfiguration()
                configuration.multipartThreshold = 5 << 20
                configuration.partSize = 5 << 20
                let result = try await object.upload(file: source, configuration: configuration)
                #expect(result.size == size)
                #expect(result.partCount == (size > 5 << 20 ? (size + (5 << 20) - 1) / (5 << 20) : nil))
                try await object.download(to: target)
                #expect(try read(target) == bytes)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["source", "target"])
            }
        }
    }

    @Test(arguments: [0, 1, 5 << 20, (5 << 20) + 1, (11 << 20) + 3], [1, 1_000, 1 << 20, 6 << 20])
    func `a stream of unknown length is cut into parts`(size: Int, piece: Int) async throws {
        try await withLocalS3 { s3 in
            let object = try await s3.newBucket().object("stream")
            let bytes = randomBytes(size)
            let stream = AsyncStream<ByteBuffer> { continuation in
                // One byte at a time is tried on the first bytes only: the rest comes in one piece.
                var start = 0
                while start < size {
                    let end = start < 100_000 ? min(start + piece, size) : size
                    continuation.yield(ByteBuffer(bytes: bytes[start..<end]))
                    start = end
                }
                continuation.finish()
            }
            var configuration = TransferConfiguration()
            configuration.multipartThreshold = 5 << 20
            configuration.partSize = 5 << 20
            let result = try await object.upload(HTTPBody(stream), configuration: configuration)
            #expect(result.size == size)
            let got = try await object.get().body.collect(upTo: size)
            #expect(got.readableBytesView.elementsEqual(bytes))
        }
    }

    @Test func `an upload that fails leaves nothing behind`() async throws {
        struct Broken: Error {}
        try await withLocalS3 { s3 in
            let object = try await s3.newBucket().object("broken")
            try await object.put("before")
            let stream = AsyncThrowingStream<ByteBuffer, any Error> { continuation in
                continuation.yield(ByteBuffer(repeating: 1, count: 12 << 20))
                continuation.finish(throwing: Broken())
            }
            let error = await #expect(throws: S3Error.self) { try await object.upload(HTTPBody(stream)) }
            #expect(error?.code == .requestBodyFailed)
            let uploads = try await s3.send(ListMultipartUploads(bucket: object.bucket.name))
            #expect(uploads.uploads.isEmpty)
            #expect(String(buffer: try await object.get().body.collect(upTo: 9)) == "before")
        }
    }

    @Test func `a download that fails leaves the old file as it was`() async throws {
        try await withFolder { folder in
            let target = "\(folder)/target"
            try write([1, 2, 3], to: target)
            try await withLocalS3 { s3 in
                let object = try await s3.newBucket().object("gone")
                await #expect(throws: S3Error.self) { try await object.download(to: target) }
                try await object.put("new")
                let cut = S3Client(s3.configuration, transport: CutShort())
                let error = await #expect(throws: S3Error.self) {
                    try await cut.bucket("work").object("gone").download(to: target)
                }
                #expect(error?.code == .connectionClosed)
            }
            #expect(try read(target) == [1, 2, 3])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["target"])
        }
    }

    @Test func `a download follows a link and writes into a pipe, replacing neither`() async throws {
        try await withFolder { folder in
            try write([1], to: "\(folder)/real")
            let files = FileManager.default
            try files.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "real")
            #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
            try await withLocalS3 { s3 in
                let object = try await s3.newBucket().object("k")
                try await object.put("new")
                try await object.download(to: "\(folder)/link")
                #expect(try read("\(folder)/real") == Array("new".utf8))
                #expect(try files.destinationOfSymbolicLink(atPath: "\(folder)/link") == "real")

                // Kept open at both ends, so that nobody waits for the other.
                let pipe = open("\(folder)/pipe", O_RDWR)
                defer { close(pipe) }
                try await object.download(to: "\(folder)/pipe")
                var received = [UInt8](repeating: 0, count: 8)
                #expect(readBytes(pipe, &received, 8) == 3)
                #expect(received.prefix(3) == Array("new".utf8)[...])
            }
        }
    }

    @Test func `a body that breaks off throws what all else throws`() async throws {
        try await withLocalS3 { s3 in
            let cut = S3Client(s3.configuration, transport: CutShort())
            let output = try await cut.bucket("work").object("gone").get()
            let error = await #expect(throws: S3Error.self) { for try await _ in output.body {} }
            #expect(error?.key == "gone")
        }
    }

    @Test func `a file that can't be uploaded is named`() async throws {
        try await withLocalS3 { s3 in
            let object = try await s3.newBucket().object("k")
            for path in ["/no/such/file", "/"] {
                let error = await #expect(throws: S3Error.self) { try await object.upload(file: path) }
                #expect(error?.code == .fileUnavailable)
                #expect(error?.message.contains(path) == true)
            }
        }
    }
}

/// Answers with a body that breaks off.
private struct CutShort: HTTPTransport {
    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let stream = AsyncThrowingStream<ByteBuffer, any Error> { continuation in
            continuation.yield(ByteBuffer(string: "half"))
            continuation.finish(throwing: TransportError(.connectionClosed, "The connection was cut."))
        }
        return TransportResponse(head: .init(status: .ok), body: HTTPBody(stream, length: 8))
    }
}

func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/s3-tests-\(UInt64.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
}

func randomBytes(_ count: Int) -> [UInt8] {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    return [UInt8](unsafeUninitializedCapacity: count) { space, initialized in
        for index in 0..<count {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            space[index] = UInt8(truncatingIfNeeded: state)
        }
        initialized = count
    }
}

private func readBytes(_ descriptor: CInt, _ space: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, space, count)
}

func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

func read(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
