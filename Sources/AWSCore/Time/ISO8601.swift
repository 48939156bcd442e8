#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// ISO 8601 dates with times, in the profile of RFC 3339.
package enum ISO8601 {
    /// `2026-11-23T10:00:00.000Z`, rounded to the nearest millisecond.
    ///
    /// A date outside of years 1 to 9999 gives the nearest one inside.
    package static func format(_ date: Date) -> String {
        let time = CivilTime(date)
        return ASCIIWriter.string(capacity: 24) { writer in
            writer.write(time.year, digits: 4)
            writer.write("-")
            writer.write(time.month, digits: 2)
            writer.write("-")
            writer.write(time.day, digits: 2)
            writer.write("T")
            writer.write(time.hour, digits: 2)
            writer.write(":")
            writer.write(time.minute, digits: 2)
            writer.write(":")
            writer.write(time.second, digits: 2)
            writer.write(".")
            writer.write(time.millisecond, digits: 3)
            writer.write("Z")
        }
    }

    /// `20261123T100000Z`, as Signature Version 4 dates requests; what is left of a second is dropped.
    package static func basic(_ date: Date) -> String {
        let time = CivilTime(date)
        return ASCIIWriter.string(capacity: 16) { writer in
            writer.write(time.year, digits: 4)
            writer.write(time.month, digits: 2)
            writer.write(time.day, digits: 2)
            writer.write("T")
            writer.write(time.hour, digits: 2)
            writer.write(time.minute, digits: 2)
            writer.write(time.second, digits: 2)
            writer.write("Z")
        }
    }

    /// Reads the extended or the basic form, with a fraction of any length, rounded to milliseconds, and with `Z` or
    /// an offset.
    ///
    /// - Returns: nil when the text has another form or there is no such day or time.
    package static func parse(_ text: String) -> Date? {
        var text = text
        return text.withUTF8 { bytes in
            var scanner = ASCIIScanner(bytes)
            guard let date = parse(&scanner), scanner.isAtEnd else { return nil }
            return date
        }
    }

    private static func parse(_ scanner: inout ASCIIScanner) -> Date? {
        guard let year = scanner.number(digits: 4) else { return nil }
        let isExtended = scanner.skip("-")
        guard let month = scanner.number(digits: 2),
            scanner.skip("-") == isExtended,
            let day = scanner.number(digits: 2),
            scanner.skip("T"),
            let hour = scanner.number(digits: 2),
            scanner.skip(":") == isExtended,
            let minute = scanner.number(digits: 2),
            scanner.skip(":") == isExtended,
            let second = scanner.number(digits: 2),
            let millisecond = fraction(&scanner),
            let offset = offset(&scanner)
        else { return nil }
        let time = CivilTime(
            year: year,
            month: month,
            day: day,
            hour: hour,
            minute: minute,
            second: second,
            millisecond: millisecond
        )
        return time.date(offset: offset)
    }

    /// A decimal fraction in milliseconds, 0 to 1000; 0 when there is none.
    private static func fraction(_ scanner: inout ASCIIScanner) -> Int? {
        guard scanner.skip(".") else { return 0 }
        guard let tenths = scanner.digit() else { return nil }
        let hundredths = scanner.digit() ?? 0
        let thousandths = scanner.digit() ?? 0
        let next = scanner.digit() ?? 0
        while scanner.digit() != nil {}
        return tenths * 100 + hundredths * 10 + thousandths + (next >= 5 ? 1 : 0)
    }

    /// Seconds ahead of UTC: `Z`, `+02:00`, `-0330` or `+02`.
    private static func offset(_ scanner: inout ASCIIScanner) -> Int? {
        if scanner.skip("Z") { return 0 }
        let isAhead = scanner.skip("+")
        guard isAhead || scanner.skip("-"), let hours = scanner.number(digits: 2), hours <= 23
        else { return nil }
        let hasColon = scanner.skip(":")
        let minutes = scanner.number(digits: 2)
        guard minutes != nil || !hasColon, minutes ?? 0 <= 59 else { return nil }
        return (hours * 3600 + (minutes ?? 0) * 60) * (isAhead ? 1 : -1)
    }
}
