#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// Dates in HTTP's header fields (RFC 9110, section 5.6.7).
package enum HTTPDate {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`; what is left of a second is dropped.
    ///
    /// A date outside of years 1 to 9999 gives the nearest one inside.
    package static func format(_ date: Date) -> String {
        let time = CivilTime(date)
        return ASCIIWriter.string(capacity: 29) { writer in
            writer.write(weekdays[time.weekday])
            writer.write(", ")
            writer.write(time.day, digits: 2)
            writer.write(" ")
            writer.write(months[time.month - 1])
            writer.write(" ")
            writer.write(time.year, digits: 4)
            writer.write(" ")
            writer.write(time.hour, digits: 2)
            writer.write(":")
            writer.write(time.minute, digits: 2)
            writer.write(":")
            writer.write(time.second, digits: 2)
            writer.write(" GMT")
        }
    }

    /// Reads the form above and the two obsolete ones, `Sunday, 06-Nov-94 08:49:37 GMT` and
    /// `Sun Nov  6 08:49:37 1994`. Where `GMT` stands, `UTC`, `+0000` and `-0000` do as well. Any day of the week will do.
    ///
    /// - Parameter now: decides the century of a year of two digits: it is not more than 50 years ahead.
    /// - Returns: nil when the text has another form or there is no such day or time.
    package static func parse(_ text: String, now: Date = Date()) -> Date? {
        var text = text
        return text.withUTF8 { bytes in
            var scanner = ASCIIScanner(bytes)
            guard let time = parse(&scanner, now: now), scanner.isAtEnd else { return nil }
            return time.date()
        }
    }

    private static let weekdays: [StaticString] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let weekdayEndings: [StaticString] = ["day", "day", "sday", "nesday", "rsday", "day", "urday"]
    private static let months: [StaticString] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func parse(_ scanner: inout ASCIIScanner, now: Date) -> CivilTime? {
        guard let weekday = scanner.index(in: weekdays) else { return nil }
        if scanner.skip(", ") { return fixed(&scanner) }
        if scanner.skip(" ") { return asctime(&scanner) }
        guard scanner.skip(weekdayEndings[weekday]), scanner.skip(", ") else { return nil }
        return rfc850(&scanner, now: now)
    }

    /// `06 Nov 1994 08:49:37 GMT`
    private static func fixed(_ scanner: inout ASCIIScanner) -> CivilTime? {
        guard let day = scanner.number(digits: 2),
            scanner.skip(" "),
            let month = scanner.index(in: months),
            scanner.skip(" "),
            let year = scanner.number(digits: 4),
            scanner.skip(" "),
            let (hour, minute, second) = clock(&scanner),
            zone(&scanner)
        else { return nil }
        return CivilTime(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    }

    /// `Nov  6 08:49:37 1994`
    private static func asctime(_ scanner: inout ASCIIScanner) -> CivilTime? {
        guard let month = scanner.index(in: months),
            scanner.skip(" "),
            let day = scanner.skip(" ") ? scanner.digit() : scanner.number(digits: 2),
            scanner.skip(" "),
            let (hour, minute, second) = clock(&scanner),
            scanner.skip(" "),
            let year = scanner.number(digits: 4)
        else { return nil }
        return CivilTime(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    }

    /// `06-Nov-94 08:49:37 GMT`
    private static func rfc850(_ scanner: inout ASCIIScanner, now: Date) -> CivilTime? {
        guard let day = scanner.number(digits: 2),
            scanner.skip("-"),
            let month = scanner.index(in: months),
            scanner.skip("-"),
            let yearOfCentury = scanner.number(digits: 2),
            scanner.skip(" "),
            let (hour, minute, second) = clock(&scanner),
            zone(&scanner)
        else { return nil }
        let latest = CivilTime(now).year + 50
        let year = latest - (latest - yearOfCentury) % 100
        return CivilTime(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    }

    private static func clock(_ scanner: inout ASCIIScanner) -> (hour: Int, minute: Int, second: Int)? {
        guard let hour = scanner.number(digits: 2),
            scanner.skip(":"),
            let minute = scanner.number(digits: 2),
            scanner.skip(":"),
            let second = scanner.number(digits: 2)
        else { return nil }
        return (hour, minute, second)
    }

    private static func zone(_ scanner: inout ASCIIScanner) -> Bool {
        scanner.skip(" GMT") || scanner.skip(" UTC") || scanner.skip(" +0000") || scanner.skip(" -0000")
    }
}
