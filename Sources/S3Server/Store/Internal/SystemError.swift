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

    /// The store's error for the last failed call of this thread.
    static func storeError(_ operation: String, _ path: String) -> StoreError {
        let number = errno
        if number == ENOSPC || number == EDQUOT { return .diskFull }
        return .io(operation: operation, path: path, number: number)
    }
}
