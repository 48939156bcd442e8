import ArgumentParser
import S3

struct RemoveBucketCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "rb", abstract: "Remove an empty bucket.")

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Delete all objects in it first. Old versions of objects are not touched.")
    var force = false

    @Argument(help: ArgumentHelp("The bucket.", valueName: "s3://bucket"))
    var location: S3Location

    func validate() throws { try location.requireBucketOnly() }

    func run() async throws {
        try await global.withClient { client, console in
            let bucket = client.bucket(location.bucket)
            if force { try await TreeDeletion(bucket: bucket, console: console).run(prefix: "") { _ in true } }
            try await bucket.delete()
            console.result("remove_bucket: \(location.bucket)", BucketResult(bucket: location.bucket))
        }
    }
}
