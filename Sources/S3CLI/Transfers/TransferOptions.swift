import ArgumentParser
import S3

/// What `cp` and `mv` take.
struct TransferOptions: ParsableArguments {
    @OptionGroup var filter: PathFilter

    @Flag(help: "Take the whole tree below the source.")
    var recursive = false

    @Flag(name: .customLong("dryrun"), help: "Only print what would be done.")
    var isDryRun = false

    @Option(
        name: .customLong("content-type"),
        help: ArgumentHelp("The type of what is uploaded; guessed from the name otherwise.", valueName: "type")
    )
    var contentType: String?

    @Argument(help: "A path, s3://bucket/key, or - for standard input.")
    var source: Location

    @Argument(help: "A path, s3://bucket/key, or - for standard output.")
    var destination: Location

    func check() throws {
        switch (source, destination) {
        case (.s3(let location), _) where !recursive && location.key.isEmpty:
            throw ValidationError("\(location) names no key; give one, or --recursive for all of the bucket")
        case (.s3, _), (_, .s3): break
        default: throw ValidationError("neither \(source) nor \(destination) is an s3:// location")
        }
        if recursive, source == .standardStream || destination == .standardStream {
            throw ValidationError("--recursive and - don't go together")
        }
        if source == .standardStream, case .s3(let location) = destination,
            location.isFolder
        {
            throw ValidationError("standard input has no name; \(location) must say the whole key")
        }
    }
}
