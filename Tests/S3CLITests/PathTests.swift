import ArgumentParser
import Testing

@testable import S3CLI

@Suite struct PathTests {
    @Test(arguments: [
        ("*.txt", "a.txt", true), ("*.txt", "folder/a.txt", true), ("*.txt", "a.txt.gz", false), ("a?c", "abc", true),
        ("a?c", "a/c", true), ("a?c", "ac", false), ("[abc]x", "bx", true), ("[!abc]x", "bx", false),
        ("[a-c]x", "bx", true), ("[a-c]x", "dx", false), ("[]]x", "]x", true), ("[abc", "[abc", true), ("*", "", true),
        ("", "", true), ("", "a", false), ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-b-b", false), ("日*", "日本", true),
    ])
    func `patterns match as a shell's do, slashes included`(pattern: String, text: String, matches: Bool) {
        #expect(Glob(pattern).matches(text) == matches)
    }

    @Test func `a hostile pattern takes no exponential time`() {
        #expect(!Glob(String(repeating: "*a", count: 200)).matches(String(repeating: "a", count: 5_000) + "b"))
    }

    @Test(arguments: [
        (["--exclude", "*", "--include", "*.txt"], "a.txt", true),
        (["--exclude", "*", "--include", "*.txt"], "a.gif", false),
        (["--include", "*.txt", "--exclude", "*"], "a.txt", false),
        (["--exclude", "*.gif"], "a.txt", true),
        ([], "a", true),
    ])
    func `the last pattern that matches decides`(arguments: [String], path: String, admits: Bool) throws {
        #expect(try PathFilter.parse(arguments).admits(path) == admits)
    }

    @Test(arguments: [
        ("s3://b", "b", ""), ("s3://b/", "b", ""), ("s3://b/k", "b", "k"), ("s3://b//k", "b", "/k"),
        ("s3://b/a%20b/../c", "b", "a%20b/../c"), ("s3://b/\u{301}x", "b", "\u{301}x"),
    ])
    func `a location's key is taken as it is`(text: String, bucket: String, key: String) {
        #expect(S3Location(text) == S3Location(bucket: bucket, key: key))
    }

    @Test(arguments: ["s3://", "s3:///k", "b/k", ""])
    func `what names no bucket is no location`(text: String) {
        #expect(S3Location(text) == nil)
    }

    @Test(arguments: ["../x", "a/../b", "/a", "a//b", "./a", "a/.", "", "../\u{301}x", "a/../\u{301}"])
    func `a key that could lead out of a folder has no path in it`(key: String) {
        #expect(throws: CommandFailure.self) { try LocalTree("/folder").path(forKey: key) }
    }

    @Test(arguments: [
        (["--local", "d", "ls"], ["ls", "--local", "d"]),
        (["--local=d", "--json", "ls", "s3://b"], ["ls", "--local=d", "--json", "s3://b"]),
        (["ls", "--json"], ["ls", "--json"]), (["--help"], ["--help"]), (["--json"], ["--json"]), ([], []),
        (["--local"], ["--local"]),
        (["--endpoint-url", "http://x", "cp", "a", "b"], ["cp", "--endpoint-url", "http://x", "a", "b"]),
    ])
    func `options before the command's name count as options of the command`(given: [String], parsed: [String]) {
        #expect(GlobalOptions.movedBehindSubcommand(given) == parsed)
    }
}
