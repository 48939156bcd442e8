#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file beside the one it is to replace.
struct TemporarySibling: Sendable {
    let path: String
    let destination: String

    init(of destination: String) {
        let bytes = destination.utf8
        let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes.index(after: $0) } ?? bytes.startIndex
        let token = String(UInt64.random(in: .min ... .max), radix: 36)
        self.destination = destination
        path = "\(String(decoding: bytes[..<start], as: UTF8.self)).\(token).s3-partial"
    }

    func rename() throws(S3Error) {
        guard renamed(path, destination) == 0 else {
            throw .file(destination, "can't be replaced by what was downloaded", errno)
        }
    }

    func remove() { unlink(path) }
}

private func renamed(_ old: String, _ new: String) -> CInt { rename(old, new) }
