import ArgumentParser

@main
struct S3Command: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "s3",
        abstract: "Work with Amazon S3, the stores that speak its protocol, and a local one that needs no account.",
        discussion: """
            Where the store is, and the keys, come from the options, the environment (AWS_ENDPOINT_URL_S3, AWS_REGION, \
            AWS_ACCESS_KEY_ID ...) and the AWS profile files. With --local DIR, or S3_LOCAL=DIR, every command works on a \
            store kept in DIR, inside this process.
            """,
        subcommands: [
            CatCommand.self,
            CopyCommand.self,
            ListCommand.self,
            MakeBucketCommand.self,
            MoveCommand.self,
            PresignCommand.self,
            RemoveCommand.self,
            RemoveBucketCommand.self,
            ServeCommand.self,
            StatCommand.self,
        ]
    )

    static func main() async {
        await main(GlobalOptions.movedBehindSubcommand(Array(CommandLine.arguments.dropFirst())))
    }
}
