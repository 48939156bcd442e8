import ArgumentParser
import S3

struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls",
        abstract: "List buckets, or the objects and folders under a prefix."
    )

    @OptionGroup var global: GlobalOptions

    @Flag(help: "List all objects under the prefix, folders opened.")
    var recursive = false

    @Argument(help: ArgumentHelp("Nothing for the buckets.", valueName: "s3://bucket/prefix"))
    var location: Location?

    func validate() throws {
        switch location {
        case nil, .s3: break
        case .file(let path): throw ValidationError("\(path) is no s3:// location")
        case .standardStream: throw ValidationError("- is no s3:// location")
        }
    }

    func run() async throws {
        try await global.withClient { client, console in
            guard case .s3(let location) = location else {
                for try await bucket in client.buckets() { console.result(ListedBucket(bucket)) }
                return
            }
            let bucket = client.bucket(location.bucket)
            if recursive {
                for try await object in bucket.objects(prefix: location.key) {
                    console.result(ListedObject(object, name: object.key))
                }
            } else {
                try await listLevel(of: bucket, prefix: location.key, console)
            }
        }
    }

    private func listLevel(of bucket: Bucket, prefix: String, _ console: Console) async throws {
        let folder = String(decoding: prefix.utf8.dropLast(prefix.behindLastSlash.utf8.count), as: UTF8.self)
        var isEmpty = true
        for try await entry in bucket.entries(prefix: prefix) {
            isEmpty = false
            let name = entry.name.behind(folder)
            switch entry {
            case .prefix(let prefix): console.result(ListedPrefix(prefix: prefix, name: name))
            case .object(let object): console.result(ListedObject(object, name: name))
            }
        }
        if isEmpty, !prefix.isEmpty { throw CommandFailure("nothing begins with s3://\(bucket.name)/\(prefix)") }
    }
}
