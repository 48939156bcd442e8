import NIOCore

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A file that is open while this lives. Its calls block.
final class OpenFile: Sendable {
    let path: String
    let descriptor: CInt

    /// - Parameter flags: as `open(2)` has them. A file that is made is for its owner only.
    init(_ path: String, _ flags: CInt) throws(StoreError) {
        self.path = path
        descriptor = open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError.storeError("open", path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Writes all of a buffer.
    ///
    /// - Returns: the number of bytes.
    func write(_ buffer: ByteBuffer, at offset: Int) throws(StoreError) -> Int {
        try buffer.withUnsafeReadableBytes { bytes throws(StoreError) in
            var done = 0
            while done < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw SystemError.storeError("write", path) }
                done += count
            }
            return done
        }
    }

    /// Reads a range.
    ///
    /// - Throws: `corrupt` if the file ends before the range does.
    func read(_ range: Range<Int>) throws(StoreError) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(range.count)
        while buffer.readableBytes < range.count {
            let wanted = range.count - buffer.readableBytes
            let offset = off_t(range.lowerBound + buffer.readableBytes)
            var count = 0
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: wanted) { room in
                count = pread(descriptor, room.baseAddress, min(wanted, room.count), offset)
                return max(0, count)
            }
            if count < 0 && errno != EINTR { throw SystemError.storeError("read", path) }
            if count == 0 { throw .corrupt("'\(path)' is shorter than its index says") }
        }
        return buffer
    }

    /// Waits until everything that was written is on the disk.
    func synchronize() throws(StoreError) {
        #if canImport(Darwin)
        // Here fsync(2) leaves the data in the drive's cache.
        if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
        #endif
        guard fsync(descriptor) == 0 else { throw SystemError.storeError("synchronise", path) }
    }
}
