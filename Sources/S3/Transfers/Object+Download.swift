import AWSCore
import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension Object {
    /// Downloads the object into a file, in bounded memory.
    ///
    /// The bytes go into a temporary sibling that takes the file's place once all of them are there and agree with the
    /// object's length and checksum. Until then a file that was there before stays as it was.
    ///
    /// - Parameters:
    ///   - path: where to. Its folder must exist.
    ///   - configure: sets the other members of `GetObject`.
    /// - Throws: `S3Error`; nothing is left behind then.
    @discardableResult
    public func download(
        to path: String,
        _ configure: (inout GetObject) -> Void = { _ in }
    ) async throws(S3Error) -> GetObject.Output {
        let output = try await get { operation in
            operation.checksumMode = .enabled
            configure(&operation)
        }
        switch try DownloadTarget(path) {
        case .stream(let path):
            let file = try await BlockingWork.run { () throws(S3Error) in try OpenFile(writingInto: path) }
            try await file.fill(from: output.body)
        case .file(let path):
            let temporary = TemporarySibling(of: path)
            do {
                try await OpenFile(creating: temporary.path).fill(from: output.body)
                try temporary.rename()
            } catch {
                temporary.remove()
                throw error
            }
        }
        return output
    }
}

extension OpenFile {
    /// Writes a body as it arrives.
    fileprivate func fill(from body: HTTPBody) async throws(S3Error) {
        do {
            for try await buffer in body {
                try await BlockingWork.run { () throws(S3Error) in try self.append(buffer) }
            }
        } catch {
            throw S3Error(reading: error)
        }
    }
}
