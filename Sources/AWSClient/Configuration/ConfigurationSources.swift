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

/// Where configuration and credentials are read from: the process and its file system, or what a test puts in their place.
public struct ConfigurationSources: Sendable {
    /// The value of an environment variable.
    public var variable: @Sendable (_ name: String) -> String?

    /// The text of a file; nil when there is no such file.
    public var file: @Sendable (_ path: String) throws(ConfigurationError) -> String?

    public init(
        variable: @escaping @Sendable (_ name: String) -> String?,
        file: @escaping @Sendable (_ path: String) throws(ConfigurationError) -> String?
    ) {
        self.variable = variable
        self.file = file
    }

    /// Neither environment nor files.
    public static let none = ConfigurationSources(variable: { _ in nil }, file: { _ in nil })

    /// The process's environment as it is when this is first used, and the files it can read.
    public static let process: ConfigurationSources = {
        // Asking the process each time would copy its whole environment for each variable.
        let environment = ProcessInfo.processInfo.environment
        return ConfigurationSources(
            variable: { environment[$0] },
            file: { path throws(ConfigurationError) in try readFile(path) }
        )
    }()

    /// The value of an environment variable that is set and not empty.
    func value(of name: String) -> String? {
        variable(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Replaces a leading `~` by the home folder.
    func expandingHome(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        let home = value(of: "HOME") ?? FileManager.default.homeDirectoryForCurrentUser.path
        return home + path.dropFirst()
    }

    private static let longestFile = 1 << 20

    /// Takes whatever can be read to an end: `/dev/null` and pipes are used in place of files.
    private static func readFile(_ path: String) throws(ConfigurationError) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw ConfigurationError("\(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while true {
            let known = bytes.count
            let count = withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { space in
                let received = read(descriptor, space.baseAddress, space.count)
                if received > 0 { bytes.append(contentsOf: space[..<received]) }
                return received
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw ConfigurationError("\(path) cannot be read: \(String(cString: strerror(errno))).")
            }
            guard bytes.count <= longestFile else {
                throw ConfigurationError("\(path) is longer than \(longestFile) bytes.")
            }
            if bytes.count == known { break }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationError("\(path) is not UTF-8.")
        }
        return text
    }
}
