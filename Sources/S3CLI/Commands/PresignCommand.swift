import ArgumentParser
import S3

struct PresignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "presign",
        abstract: "Print an address under which anyone can fetch an object for a while."
    )

    @OptionGroup var global: GlobalOptions

    @Option(
        name: .customLong("expires-in"),
        help: ArgumentHelp("How long it works: 1 to 604800.", valueName: "seconds")
    )
    var expiresIn = 3600

    @Argument(help: ArgumentHelp("The object.", valueName: "s3://bucket/key"))
    var location: S3Location

    func validate() throws {
        try location.requireKey()
        guard (1...604_800).contains(expiresIn) else {
            throw ValidationError("--expires-in is \(expiresIn); 1 to 604800 seconds (7 days) is wanted")
        }
        guard global.local == nil else {
            throw ValidationError(
                "--local has no address to fetch from; run `s3 serve --data DIR` and use --endpoint-url"
            )
        }
    }

    func run() async throws {
        try await global.withClient { client, console in
            let operation = GetObject(bucket: location.bucket, key: location.key)
            let request = try await client.presign(operation, expiresIn: .seconds(expiresIn))
            console.result(request.url, PresignResult(url: request.url, expiresIn: expiresIn))
        }
    }
}

private struct PresignResult: Codable {
    var url: String
    var expiresIn: Int
}
