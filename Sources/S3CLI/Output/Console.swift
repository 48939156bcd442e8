import ArgumentParser
import NIOCore
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where a command's results and failures go: results to standard output, each as a line of text or of JSON, failures to
/// standard error, where they are also summed up at the end.
final class Console: Sendable {
    let isJSON: Bool
    private let failures = Mutex<[String]>([])
    private let doneCount = Mutex(0)
    private let isOutputLost = Mutex(false)

    init(isJSON: Bool) { self.isJSON = isJSON }

    /// One result.
    func result(_ text: @autoclosure () -> String, _ json: some Encodable & Sendable) {
        doneCount.withLock { $0 += 1 }
        guard isJSON else { return write(text() + "\n", to: STDOUT_FILENO) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        do {
            let line = try encoder.encode(json)
            write(String(decoding: line, as: UTF8.self) + "\n", to: STDOUT_FILENO)
        } catch {
            failure("a result", error)
        }
    }

    /// Something that could not be done; the command goes on with the rest.
    func failure(_ subject: String, _ error: any Error) {
        note("\(subject): \(error)")
        failures.withLock { $0.append("\(subject): \(error)") }
    }

    /// Words that are no result.
    func note(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// Sums the failures up.
    ///
    /// - Throws: exit code 1 if there were any, or if results could not be written.
    func finish() throws {
        let failures = failures.withLock { $0 }
        guard !failures.isEmpty else {
            if isOutputLost.withLock({ $0 }) { throw ExitCode.failure }
            return
        }
        let done = doneCount.withLock { $0 }
        if done + failures.count > 1 {
            note("\(failures.count) of \(done + failures.count) failed:")
            for failure in failures { note("  \(failure)") }
        }
        throw ExitCode.failure
    }

    private func write(_ text: String, to descriptor: CInt) {
        let isWritten = writeAll(ByteBuffer(string: text).readableBytesView, to: descriptor)
        if !isWritten, descriptor == STDOUT_FILENO { isOutputLost.withLock { $0 = true } }
    }
}

/// Writes all bytes; false if they could not be written, as when the reader of a pipe has gone.
func writeAll(_ bytes: ByteBufferView, to descriptor: CInt) -> Bool {
    bytes.withUnsafeBytes { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written >= 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}
