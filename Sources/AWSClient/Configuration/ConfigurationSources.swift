#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
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

    /// The process's environment, and the files it can read.
    public static let process = ConfigurationSources(
        variable: { ProcessInfo.processInfo.environment[$0] },
        file: { path throws(ConfigurationError) in try readFile(path) }
    )

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

    private static func readFile(_ path: String) throws(ConfigurationError) -> String? {
        let manager = FileManager.default
        guard manager.fileExists(atPath: path) else { return nil }
        let size = (try? manager.attributesOfItem(atPath: path))?[.size] as? Int
        guard size.map({ $0 <= longestFile }) ?? true else {
            throw ConfigurationError("\(path) is longer than \(longestFile) bytes.")
        }
        guard let data = manager.contents(atPath: path) else {
            throw ConfigurationError("\(path) cannot be read.")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ConfigurationError("\(path) is not UTF-8.")
        }
        return text
    }
}
