import NIOCore
import S3
import S3Server
import S3Testing
import Testing

@Suite struct KeyTests {
    /// Keys that other tools split, decode, trim or normalise.
    static let oddKeys = [
        "a//b", "a/./b", "a/../b", "../x", "..", ".", "/leading", "//", "foo", "foo/", "foo//", "foo/bar", "with space",
        " ", "plus+plus", "%2F", "a%20b", "%", "at@sign", "q?x=1&y=2", "#hash", "a&b<c>\"d\"'e'",
        "star*[x]{y}|~^`$!()=,;:",
        "back\\slash", "tab\there", "line\nbreak", "bell\u{7}", "ünï-ço\u{327}dé", "日本語", "🚀/👨‍👩‍👧", "\u{FEFF}mark",
        String(repeating: "k", count: 1_024), String(repeating: "é", count: 512),
    ]

    @Test(arguments: LocalConnection.allCases)
    func `every key is stored, listed, read, copied and deleted as it is`(connection: LocalConnection) async throws {
        try await withLocalS3(over: connection) { s3 in
            let bucket = s3.bucket("keys")
            try await bucket.create()
            for key in Self.oddKeys { try await bucket.object(key).put(HTTPBody("body of \(key)")) }

            var listed: [String] = []
            for try await object in bucket.objects() { listed.append(object.key) }
            #expect(listed == Self.oddKeys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })

            for key in Self.oddKeys {
                let object = bucket.object(key)
                let body = try await object.get().body.collect(upTo: 4_096)
                #expect(String(buffer: body) == "body of \(key)")
                try await object.copy(to: bucket.object("copy"))
                let copied = try await bucket.object("copy").get().body.collect(upTo: 4_096)
                #expect(String(buffer: copied) == "body of \(key)")
            }
            try await bucket.object("copy").delete()
            let report = try await bucket.deleteObjects(Self.oddKeys.filter { !$0.contains("\u{7}") })
            #expect(report.failures == [])
            try await bucket.object("bell\u{7}").delete()
            for key in Self.oddKeys { #expect(try await !bucket.object(key).exists(), "\(key)") }
            try await bucket.delete()
        }
    }

    @Test func `a key that is too long is refused by name`() async throws {
        try await withLocalS3 { s3 in
            let bucket = s3.bucket("keys")
            try await bucket.create()
            let error = await #expect(throws: S3Error.self) {
                try await bucket.object(String(repeating: "k", count: 1_025)).put("x")
            }
            #expect(error?.code == "KeyTooLongError")
        }
    }
}
