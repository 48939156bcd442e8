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
        let temporary = TemporarySibling(of: path)
        do {
            try await temporary.fill(from: output.body)
            try temporary.rename()
            return output
        } catch {
            temporary.remove()
            throw error
        }
    }
}

/// A file beside the one it is to replace.
struct TemporarySibling: Sendable {
    let path: String
    let destination: String

    init(of destination: String) {
        let slash = destination.lastIndex(of: "/").map { destination.index(after: $0) } ?? destination.startIndex
        let token = String(UInt64.random(in: .min ... .max), radix: 36)
        self.destination = destination
        path = "\(destination[..<slash]).\(token).s3-partial"
    }

    func fill(from body: HTTPBody) async throws(S3Error) {
        let file = try OpenFile(creating: path)
        do {
            for try await buffer in body {
                try await BlockingWork.run { () throws(S3Error) in try file.append(buffer) }
            }
        } catch let error as S3Error {
            throw error
        } catch {
            throw S3Error(reading: error)
        }
    }

    func rename() throws(S3Error) {
        guard renamed(path, destination) == 0 else {
            throw .file(destination, "can't be replaced by what was downloaded", errno)
        }
    }

    func remove() { unlink(path) }
}

private func renamed(_ old: String, _ new: String) -> CInt { rename(old, new) }
