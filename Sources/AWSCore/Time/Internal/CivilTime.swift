#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A point in time as a UTC calendar and clock show it: proleptic Gregorian, years 1 to 9999, whole milliseconds.
struct CivilTime {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
    var millisecond: Int = 0
}

extension CivilTime {
    private static let millisecondsOfDay = 86_400_000
    /// From 1 March of year 0, where this arithmetic counts from so that leap days come last, to 1 January 1970.
    private static let daysBeforeEpoch = 719_468
    /// 0001-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z, in milliseconds since 1970.
    private static let range = -62_135_596_800_000...253_402_300_799_999

    /// Rounds to the nearest millisecond. A date outside of years 1 to 9999 gives the nearest one inside.
    init(_ date: Date) {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        let clamped = min(max(milliseconds, Double(Self.range.lowerBound)), Double(Self.range.upperBound))
        self.init(millisecondsSince1970: clamped.isNaN ? 0 : Int(clamped))
    }

    private init(millisecondsSince1970 milliseconds: Int) {
        let count = milliseconds + Self.daysBeforeEpoch * Self.millisecondsOfDay
        let (days, time) = count.quotientAndRemainder(dividingBy: Self.millisecondsOfDay)
        let (cycle, dayOfCycle) = days.quotientAndRemainder(dividingBy: 146_097)
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        year = 400 * cycle + yearOfCycle + (month <= 2 ? 1 : 0)
        hour = time / 3_600_000
        minute = time / 60_000 % 60
        second = time / 1000 % 60
        millisecond = time % 1000
    }

    /// The point in time, if there is such a day and hour. Second 60, a leap second, is the second that follows 59;
    /// millisecond 1000 is the next second.
    ///
    /// - Parameter offset: how far the clock read is ahead of UTC, in seconds.
    func date(offset: Int = 0) -> Date? {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= daysInMonth,
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        let seconds = (daysSince1970 * 24 + hour) * 3600 + minute * 60 + second - offset
        let milliseconds = seconds * 1000 + millisecond
        guard Self.range.contains(milliseconds) else { return nil }
        return Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// 0 is Sunday.
    var weekday: Int {
        // 1 March of year 0 was a Wednesday.
        (daysSince1970 + Self.daysBeforeEpoch + 3) % 7
    }

    private var daysSince1970: Int {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let monthFromMarch = month <= 2 ? month + 9 : month - 3
        let leapDays = yearFromMarch / 4 - yearFromMarch / 100 + yearFromMarch / 400
        return 365 * yearFromMarch + leapDays + (153 * monthFromMarch + 2) / 5 + day - 1 - Self.daysBeforeEpoch
    }

    private var daysInMonth: Int {
        switch month {
        case 2: isLeapYear ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private var isLeapYear: Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }
}
