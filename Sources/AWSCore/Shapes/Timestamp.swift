#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension TimestampFormat {
    /// - Parameter milliseconds: whether whole seconds have them too in ISO 8601, as in S3's answers.
    func format(_ date: Date, milliseconds: Bool = false) -> String {
        switch self {
        case .iso8601: Self.iso8601(date, milliseconds: milliseconds)
        case .httpDate: HTTPDate.format(date)
        case .epochSeconds: Self.secondsSince1970(date)
        }
    }

    /// The point in time that a text names in any of the forms: services do not all keep to the one they declare.
    static func parse(_ text: String) -> Date? {
        if let date = ISO8601.parse(text) ?? HTTPDate.parse(text) { return date }
        guard let seconds = Double(text) else { return nil }
        return date(secondsSince1970: seconds)
    }

    /// Nil for what no calendar holds: years outside 1 to 9999.
    static func date(secondsSince1970 seconds: Double) -> Date? {
        guard seconds >= -62_135_596_800, seconds < 253_402_300_800 else { return nil }
        return Date(timeIntervalSince1970: seconds)
    }

    private static func iso8601(_ date: Date, milliseconds: Bool) -> String {
        let text = ISO8601.format(date)
        return milliseconds || !text.hasSuffix(".000Z") ? text : text.dropLast(5) + "Z"
    }

    /// Seconds with up to three decimals, and none when there is no fraction.
    private static func secondsSince1970(_ date: Date) -> String {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        guard let whole = Int(exactly: milliseconds) else { return "0" }
        return whole % 1000 == 0 ? String(whole / 1000) : String(Double(whole) / 1000)
    }
}
