import ArgumentParser
import S3

struct CatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cat",
        abstract: "Write objects to standard output, one after another."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The objects.", valueName: "s3://bucket/key"))
    var locations: [S3Location]

    func validate() throws { for location in locations { try location.requireKey() } }

    func run() async throws {
        try await global.withClient { client, console in
            for location in locations {
                do {
                    try await StandardStreams.write(client.bucket(location.bucket).object(location.key))
                } catch let error as ExitCode {
                    throw error
                } catch {
                    console.failure("cat \(location)", error)
                }
            }
        }
    }
}
