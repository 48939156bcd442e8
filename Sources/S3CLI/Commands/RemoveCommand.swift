import ArgumentParser
import S3

struct RemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm",
        abstract: "Delete an object, or all under a prefix."
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var filter: PathFilter

    @Flag(help: "Delete all objects whose keys begin with the prefix.")
    var recursive = false

    @Flag(name: .customLong("dryrun"), help: "Only print what would be deleted.")
    var isDryRun = false

    @Argument(help: ArgumentHelp("The object or prefix.", valueName: "s3://bucket/key"))
    var location: S3Location

    func validate() throws { if !recursive { try location.requireKey() } }

    func run() async throws {
        try await global.withClient { client, console in
            let bucket = client.bucket(location.bucket)
            if recursive {
                let deletion = TreeDeletion(bucket: bucket, console: console, isDryRun: isDryRun)
                return try await deletion.run(prefix: location.key) { filter.admits($0) }
            }
            if !isDryRun { try await bucket.object(location.key).delete() }
            console.result(.init(action: "delete", source: location.description, isDryRun: isDryRun))
        }
    }
}
