import ArgumentParser

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Writes the package's `Generated` folders from `Models/*.json`.
@main
struct ModelCompiler: ParsableCommand {
    @Option(help: "The package's folder.")
    var package = "."

    func run() throws {
        try generate(
            "S3",
            from: "s3.json",
            into: "Sources/S3Model/Generated",
            .s3,
            .s3,
            S3Documentation.sentences,
            Compiler.Settings(
                access: "public",
                referenceURL: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_",
                isNamespaced: false
            )
        )
        try generate(
            "STS",
            from: "sts.json",
            into: "Sources/STSModel/Generated",
            .sts,
            .sts,
            STSDocumentation.sentences,
            Compiler.Settings(
                access: "package",
                referenceURL: "https://docs.aws.amazon.com/STS/latest/APIReference/API_",
                isNamespaced: true
            )
        )
    }

    private func generate(
        _ name: String,
        from modelFile: String,
        into folder: String,
        _ patches: Patches,
        _ grouping: Grouping,
        _ sentences: [String: String],
        _ settings: Compiler.Settings
    ) throws {
        let root = URL(filePath: package)
        let compiler = Compiler(
            name: name,
            model: try ServiceModel(contentsOf: root.appending(path: "Models/\(modelFile)")),
            patches: patches,
            grouping: grouping,
            sentences: sentences,
            settings: settings
        )
        let files = try compiler.files()
        let target = root.appending(path: folder)
        try? FileManager.default.removeItem(at: target)
        for (path, text) in files {
            let file = target.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
    }
}
