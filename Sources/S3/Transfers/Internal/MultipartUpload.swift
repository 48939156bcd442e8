import AWSCore

/// One upload in parts: started, fed, and either completed or aborted.
struct MultipartUpload: Sendable {
    let object: Object
    let options: UploadOptions
    let concurrentParts: Int

    private var client: S3Client { object.bucket.client }

    /// Uploads what `nextPart` gives until it gives nil, then completes.
    ///
    /// - Parameter nextPart: called with 1, 2, 3 ... in order, never twice at once.
    func run(_ nextPart: (Int) async throws(S3Error) -> HTTPBody?) async throws(S3Error) -> UploadResult {
        let created = try await client.send(
            CreateMultipartUpload(bucket: object.bucket.name, key: object.key) { options.apply(to: &$0) }
        )
        let uploadID = created.uploadID
        do {
            return try await finish(uploadID: uploadID, nextPart)
        } catch {
            await abort(uploadID: uploadID)
            throw error
        }
    }

    private func finish(
        uploadID: String,
        _ nextPart: (Int) async throws(S3Error) -> HTTPBody?
    ) async throws(S3Error) -> UploadResult {
        let (parts, size) = try await sendParts(uploadID: uploadID, nextPart)
        let completed = try await client.send(
            CompleteMultipartUpload(bucket: object.bucket.name, key: object.key, uploadID: uploadID) {
                $0.multipartUpload = CompletedMultipartUpload { $0.parts = parts }
                $0.ifNoneMatch = options.ifNoneMatch
            }
        )
        return UploadResult(
            size: size,
            eTag: completed.eTag,
            versionID: completed.versionID,
            partCount: parts.count
        )
    }

    private func sendParts(
        uploadID: String,
        _ nextPart: (Int) async throws(S3Error) -> HTTPBody?
    ) async throws(S3Error) -> (parts: [CompletedPart], size: Int) {
        do {
            return try await withThrowingTaskGroup(of: CompletedPart.self) { group in
                var parts: [CompletedPart] = []
                var size = 0
                var number = 1
                while let body = try await nextPart(number) {
                    if number > max(concurrentParts, 1), let part = try await group.next() { parts.append(part) }
                    size += body.length ?? 0
                    group.addTask { [number] in try await send(part: number, body, uploadID: uploadID) }
                    number += 1
                }
                for try await part in group { parts.append(part) }
                parts.sort { $0.partNumber < $1.partNumber }
                return (parts, size)
            }
        } catch let error as S3Error {
            throw error
        } catch {
            throw S3Error(.cancelled, "The upload was cancelled.", underlyingError: error)
        }
    }

    private func send(part number: Int, _ body: HTTPBody, uploadID: String) async throws(S3Error) -> CompletedPart {
        let output = try await client.send(
            UploadPart(
                bucket: object.bucket.name,
                key: object.key,
                partNumber: number,
                uploadID: uploadID,
                body: body
            )
        )
        return CompletedPart(eTag: output.eTag, partNumber: number) {
            $0.checksumCRC32 = output.checksumCRC32
            $0.checksumCRC32C = output.checksumCRC32C
            $0.checksumCRC64NVME = output.checksumCRC64NVME
            $0.checksumSHA1 = output.checksumSHA1
            $0.checksumSHA256 = output.checksumSHA256
        }
    }

    /// Runs to its end even in a cancelled task: the parts sent so far would be billed for as long as they stay.
    private func abort(uploadID: String) async {
        let operation = AbortMultipartUpload(bucket: object.bucket.name, key: object.key, uploadID: uploadID)
        await Task { _ = try? await client.send(operation) }.value
    }
}
