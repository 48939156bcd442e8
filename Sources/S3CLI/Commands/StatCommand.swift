import ArgumentParser
import AWSCore
import S3

struct StatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stat",
        abstract: "Show what the store knows of objects, or of a bucket."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("Objects or buckets.", valueName: "s3://bucket/key"))
    var locations: [S3Location]

    func run() async throws {
        try await global.withClient { client, console in
            for location in locations {
                do {
                    if location.key.isEmpty {
                        console.result(try await bucket(client, location))
                    } else {
                        console.result(try await object(client, location))
                    }
                } catch {
                    console.failure("stat \(location)", error)
                }
            }
        }
    }

    private func bucket(_ client: S3Client, _ location: S3Location) async throws -> Status {
        let head = try await client.send(HeadBucket(bucket: location.bucket))
        var status = Status(location)
        status.facts["region"] = head.bucketRegion
        return status
    }

    private func object(_ client: S3Client, _ location: S3Location) async throws -> Status {
        let head = try await client.bucket(location.bucket).object(location.key).head { $0.checksumMode = .enabled }
        var status = Status(location)
        status.size = head.contentLength
        status.metadata = head.metadata
        let facts: [(String, String?)] = [
            ("lastModified", head.lastModified.map(ISO8601.format)),
            ("eTag", head.eTag),
            ("contentType", head.contentType),
            ("contentEncoding", head.contentEncoding),
            ("cacheControl", head.cacheControl),
            ("versionID", head.versionID),
            ("storageClass", head.storageClass?.rawValue),
            ("serverSideEncryption", head.serverSideEncryption?.rawValue),
            ("checksumCRC32", head.checksumCRC32),
            ("checksumCRC32C", head.checksumCRC32C),
            ("checksumCRC64NVME", head.checksumCRC64NVME),
            ("checksumSHA1", head.checksumSHA1),
            ("checksumSHA256", head.checksumSHA256),
            ("checksumType", head.checksumType?.rawValue),
        ]
        for (name, value) in facts where value != nil { status.facts[name] = value }
        return status
    }
}

/// What is known of one object or bucket.
private struct Status: Codable, Sendable {
    var location: String
    var size: Int?
    var facts: [String: String] = [:]
    var metadata: [String: String] = [:]

    init(_ location: S3Location) { self.location = location.description }

    var text: String {
        var lines = [location]
        if let size { lines.append("  size: \(size)") }
        lines += facts.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
        lines += metadata.sorted { $0.key < $1.key }.map { "  metadata \($0.key): \($0.value)" }
        return lines.joined(separator: "\n")
    }
}

extension Console {
    fileprivate func result(_ status: Status) { result(status.text, status) }
}
