import Foundation
import Testing

/// Runs the built command as a person would, on a store kept in a folder.
@Suite struct CommandTests {
    @Test func `a file goes in, is listed, read, and comes back`() async throws {
        let folder = try Folder()
        try folder.write("hello", to: "in.txt")
        try await folder.s3("mb", "s3://box")
        #expect(
            try await folder.s3("cp", "in.txt", "s3://box/dir/").output == "upload: in.txt to s3://box/dir/in.txt\n"
        )
        #expect(try await folder.s3("ls", "s3://box").output.hasSuffix("PRE dir/\n"))
        #expect(try await folder.s3("cat", "s3://box/dir/in.txt").output == "hello")
        try await folder.s3("cp", "s3://box/dir/in.txt", "out.txt")
        #expect(try folder.read("out.txt") == "hello")
        try await folder.s3("rm", "s3://box/dir/in.txt")
        try await folder.s3("rb", "s3://box")
        #expect(try await folder.s3("ls").output == "")
    }

    @Test func `a tree goes up and down, filtered`() async throws {
        let folder = try Folder()
        try folder.write("1", to: "tree/a.txt")
        try folder.write("2", to: "tree/sub/b.txt")
        try folder.write("3", to: "tree/sub/c.gif")
        try await folder.s3("mb", "s3://box")
        try await folder.s3("cp", "--recursive", "tree", "s3://box/t", "--exclude", "*", "--include", "*.txt")
        #expect(try await folder.s3("ls", "--recursive", "s3://box").output.split(separator: "\n").count == 2)
        try await folder.s3("cp", "--recursive", "s3://box/t", "back")
        #expect(try folder.read("back/sub/b.txt") == "2")
        try await folder.s3("mv", "--recursive", "s3://box/t", "s3://box/u")
        let keys = try await folder.s3("ls", "--recursive", "s3://box").output
        #expect(keys.contains("u/a.txt") && keys.contains("u/sub/b.txt") && !keys.contains("t/a.txt"))
    }

    @Test func `a tree is not copied into itself`() async throws {
        let folder = try Folder()
        try folder.write("1", to: "f")
        try await folder.s3("mb", "s3://box")
        try await folder.s3("cp", "f", "s3://box/a/f")
        for target in ["s3://box", "s3://box/a", "s3://box/a/b"] {
            let run = try await folder.run(["cp", "--recursive", "s3://box/a", target])
            #expect(run.status == (target == "s3://box" ? 0 : 1), "\(target)")
        }
        let keys = try await folder.s3("ls", "--recursive", "s3://box").output
        #expect(keys.split(separator: "\n").count == 2)
    }

    @Test func `JSON is one object a line`() async throws {
        let folder = try Folder()
        try folder.write("x", to: "f")
        try await folder.s3("mb", "s3://box")
        try await folder.s3("cp", "f", "s3://box/k")
        let line = try await folder.s3("ls", "s3://box", "--json").output
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["key"] as? String == "k")
        #expect(object["size"] as? Int == 1)
    }

    @Test func `a dry run does nothing`() async throws {
        let folder = try Folder()
        try folder.write("x", to: "f")
        try await folder.s3("mb", "s3://box")
        #expect(try await folder.s3("cp", "--dryrun", "f", "s3://box/k").output == "(dryrun) upload: f to s3://box/k\n")
        #expect(try await folder.s3("ls", "s3://box").output == "")
    }

    @Test(arguments: [
        ["cp", "s3://box/none", "out"], ["cat", "s3://box/none"], ["stat", "s3://box/none"], ["ls", "s3://none"],
        ["rb", "s3://none"], ["cp", "none", "s3://box/k"], ["cp", "--recursive", "none", "s3://box/k"],
        ["mb", "s3://B_"],
    ])
    func `what can't be done ends with 1 and a reason`(command: [String]) async throws {
        let folder = try Folder()
        try await folder.s3("mb", "s3://box")
        let run = try await folder.run(command)
        #expect(run.status == 1)
        #expect(run.errors.count > 10)
        #expect(run.output == "")
    }

    @Test func `the rest of a tree is carried when one file can't be`() async throws {
        let folder = try Folder()
        try folder.write("1", to: "tree/a")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/tree/broken", withDestinationPath: "nowhere")
        try await folder.s3("mb", "s3://box")
        let run = try await folder.run(["cp", "--recursive", "tree", "s3://box"])
        #expect(run.status == 1)
        #expect(run.output == "upload: tree/a to s3://box/a\n")
        #expect(run.errors.contains("1 of 2 failed"))
    }

    @Test(arguments: [
        ["cp", "a", "b"], ["mb", "x"], ["mb", "s3://box/k"], ["rm", "s3://box"],
        ["presign", "s3://box/k", "--expires-in", "0"],
    ])
    func `a wrong command line is a usage error`(command: [String]) async throws {
        #expect(try await Folder().run(command).status == 64)
    }
}

/// A folder of its own with a store in it.
private final class Folder {
    let path: String

    struct Run {
        var status: Int32
        var output: String
        var errors: String
    }

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/s3-command-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
    }

    /// Runs a command that must succeed.
    @discardableResult
    func s3(_ arguments: String..., location: SourceLocation = #_sourceLocation) async throws -> Run {
        let run = try await run(arguments)
        #expect(run.status == 0, "\(arguments): \(run.errors)", sourceLocation: location)
        return run
    }

    /// Output goes to files, so that nobody has to sit on a thread to read it.
    func run(_ arguments: [String]) async throws -> Run {
        let logs = FileManager.default.temporaryDirectory.path + "/s3-command-output-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: logs) }
        for name in ["output", "errors"] { try Data().write(to: URL(fileURLWithPath: "\(logs)/\(name)")) }

        let process = Process()
        let command: URL = try #require(Self.command, "the s3 command is not beside the tests")
        process.executableURL = command
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = ["S3_LOCAL": "\(path)/store", "HOME": path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: "\(logs)/output")
        process.standardError = FileHandle(forWritingAtPath: "\(logs)/errors")
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        return Run(
            status: process.terminationStatus,
            output: try String(contentsOfFile: "\(logs)/output", encoding: .utf8),
            errors: try String(contentsOfFile: "\(logs)/errors", encoding: .utf8)
        )
    }

    /// The command stands where the build put the tests.
    private static let command: URL? = {
        let tests = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [
            tests, tests.deletingLastPathComponent(), tests.deletingLastPathComponent().deletingLastPathComponent(),
        ]
        return candidates.map { $0.appendingPathComponent("s3") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }()
}
