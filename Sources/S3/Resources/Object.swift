/// An object by key, or one version of it. Making this value asks the service nothing.
public struct Object: Sendable {
    public let bucket: Bucket
    /// Opaque: `a//b`, `../x` and `foo/` are keys like any other.
    public let key: String
    /// The version that reads and deletes are about; nil for the newest.
    public let versionID: String?

    private var client: S3Client { bucket.client }

    /// Stores the object in one request.
    ///
    /// ```swift
    /// try await object.put("a,b\n1,2\n") { $0.contentType = "text/csv" }
    /// ```
    ///
    /// - Parameters:
    ///   - body: at most 5 GiB with a known length. ``upload(_:configuration:_:)`` takes more.
    ///   - configure: sets the other members of `PutObject`.
    @discardableResult
    public func put(
        _ body: HTTPBody,
        _ configure: (inout PutObject) -> Void = { _ in }
    ) async throws(S3Error) -> PutObject.Output {
        try await client.send(PutObject(bucket: bucket.name, key: key, body: body, configure))
    }

    /// Opens the object. The body arrives while it is read; a body not read to its end gives its connection up.
    ///
    /// - Throws: `S3Error` with code `NoSuchKey` when there is none.
    public func get(_ configure: (inout GetObject) -> Void = { _ in }) async throws(S3Error) -> GetObject.Output {
        var operation = GetObject(bucket: bucket.name, key: key, configure)
        operation.versionID = operation.versionID ?? versionID
        return try await client.send(operation)
    }

    /// What the service knows of the object, without its bytes.
    ///
    /// - Throws: `S3Error`; when there is none its ``S3Error/isNotFound`` is true.
    public func head(_ configure: (inout HeadObject) -> Void = { _ in }) async throws(S3Error) -> HeadObject.Output {
        var operation = HeadObject(bucket: bucket.name, key: key, configure)
        operation.versionID = operation.versionID ?? versionID
        return try await client.send(operation)
    }

    /// Whether the object is there.
    ///
    /// - Throws: `S3Error` for every failure but not-found: no permission, no bucket by HEAD's status 403, no connection.
    public func exists() async throws(S3Error) -> Bool {
        try await isFound { () throws(S3Error) in _ = try await head() }
    }

    /// Deletes the object, or the version. One that is not there is not an error.
    @discardableResult
    public func delete(
        _ configure: (inout DeleteObject) -> Void = { _ in }
    ) async throws(S3Error) -> DeleteObject.Output {
        var operation = DeleteObject(bucket: bucket.name, key: key, configure)
        operation.versionID = operation.versionID ?? versionID
        return try await client.send(operation)
    }

    /// Copies the object on the server's side: no bytes pass through the client.
    ///
    /// - Parameter destination: where to; its `versionID` plays no part.
    @discardableResult
    public func copy(
        to destination: Object,
        _ configure: (inout CopyObject) -> Void = { _ in }
    ) async throws(S3Error) -> CopyObject.Output {
        let source = CopySource(bucket: bucket.name, key: key, versionID: versionID)
        return try await destination.client.send(
            CopyObject(
                bucket: destination.bucket.name,
                key: destination.key,
                copySource: source.headerValue,
                configure
            )
        )
    }
}
