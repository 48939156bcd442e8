import NIOCore

extension Object {
    /// Uploads a file, in one request or in parts of which several are under way at once.
    ///
    /// Parts are read from the file while they are sent, so memory stays small whatever the size. A failed or cancelled
    /// upload in parts is aborted: nothing of it stays with the service.
    ///
    /// - Parameters:
    ///   - path: a regular file. Changing it during the upload fails the upload.
    ///   - configure: what to say of the object.
    /// - Throws: `S3Error`; the object that was there before is untouched then.
    @discardableResult
    public func upload(
        file path: String,
        configuration: TransferConfiguration = TransferConfiguration(),
        _ configure: (inout UploadOptions) -> Void = { _ in }
    ) async throws(S3Error) -> UploadResult {
        var options = UploadOptions()
        configure(&options)
        let source = try SourceFile(path)
        guard source.size > configuration.multipartThreshold else {
            let body = try HTTPBody.file(path, range: 0..<source.size)
            let output = try await put(body) { options.apply(to: &$0) }
            return UploadResult(size: source.size, eTag: output.eTag, versionID: output.versionID, partCount: nil)
        }
        let partSize = configuration.partSize(forObjectOf: source.size)
        let upload = MultipartUpload(object: self, options: options, concurrentParts: configuration.concurrentParts)
        return try await upload.run { number throws(S3Error) in
            let start = (number - 1) * partSize
            guard start < source.size else {
                try source.checkUnchanged()
                return nil
            }
            return try HTTPBody.file(path, range: start..<min(start + partSize, source.size))
        }
    }

    /// Uploads a stream whose length need not be known.
    ///
    /// Parts are held in memory, so that a failed one can be sent again: at most two under way and the one being filled.
    @discardableResult
    public func upload(
        _ stream: HTTPBody,
        configuration: TransferConfiguration = TransferConfiguration(),
        _ configure: (inout UploadOptions) -> Void = { _ in }
    ) async throws(S3Error) -> UploadResult {
        var options = UploadOptions()
        configure(&options)
        var parts = StreamParts(stream)
        let first = try await parts.next(limit: configuration.multipartThreshold)
        guard !parts.isAtEnd else {
            let output = try await put(HTTPBody(first)) { options.apply(to: &$0) }
            return UploadResult(
                size: first.readableBytes,
                eTag: output.eTag,
                versionID: output.versionID,
                partCount: nil
            )
        }
        parts.putBack(first)
        let upload = MultipartUpload(
            object: self,
            options: options,
            concurrentParts: min(configuration.concurrentParts, 2)
        )
        return try await upload.run { number throws(S3Error) in
            let part = try await parts.next(limit: configuration.partSize(ofPart: number))
            return part.readableBytes > 0 ? HTTPBody(part) : nil
        }
    }
}

/// An object that was stored.
public struct UploadResult: Sendable, Equatable {
    /// In bytes.
    public var size: Int
    public var eTag: String?
    public var versionID: String?
    /// Nil when it went in one request.
    public var partCount: Int?
}
