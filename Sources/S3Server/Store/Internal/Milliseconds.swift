#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Date {
    /// Since 1970, as the index keeps times.
    var milliseconds: Int {
        let milliseconds = (timeIntervalSince1970 * 1000).rounded()
        // Whole numbers of this size are still exact.
        return milliseconds.isFinite ? Int(max(-9e15, min(9e15, milliseconds))) : 0
    }

    init(milliseconds: Int) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// The same time as the index gives it back.
    var toMilliseconds: Date { Date(milliseconds: milliseconds) }
}
