#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What the operating system reports through `errno`.
enum SystemError {
    /// The number the last failed call of this thread left.
    static var current: Int32 { errno }

    /// The system's words for a number.
    static func text(of number: Int32) -> String {
        strerror(number).map { String(cString: $0) } ?? "error \(number)"
    }

    /// Whether a number says that the disk or the quota is full.
    static func isNoSpace(_ number: Int32) -> Bool { number == ENOSPC || number == EDQUOT }

    /// The store's error for the last failed call of this thread.
    static func storeError(_ operation: String, _ path: String) -> StoreError {
        let number = errno
        if isNoSpace(number) { return .diskFull }
        return .io(operation: operation, path: path, number: number)
    }
}
