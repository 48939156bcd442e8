import ArgumentParser
import S3

struct MakeBucketCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "mb", abstract: "Make a bucket.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The bucket.", valueName: "s3://bucket"))
    var location: S3Location

    func validate() throws { try location.requireBucketOnly() }

    func run() async throws {
        try await global.withClient { client, console in
            try await client.bucket(location.bucket).create()
            console.result("make_bucket: \(location.bucket)", BucketResult(bucket: location.bucket))
        }
    }
}

struct BucketResult: Codable {
    var bucket: String
}

extension S3Location {
    func requireBucketOnly() throws {
        guard key.isEmpty else {
            throw ValidationError("\(self) names a key; a bucket alone is wanted: s3://\(bucket)")
        }
    }

    func requireKey() throws {
        guard !key.isEmpty else { throw ValidationError("\(self) names no key; s3://\(bucket)/KEY is wanted") }
    }
}
