import AWSCore
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct HTTPDateTests {
    @Test(
        arguments: [
            (-62_135_596_800, "Mon, 01 Jan 0001 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_369_353_600, "Fri, 24 May 2013 00:00:00 GMT"),
            (1_783_771_506, "Sat, 11 Jul 2026 12:05:06 GMT"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] as [(TimeInterval, String)]
    )
    func `points in time go both ways`(_ seconds: TimeInterval, _ text: String) {
        let date = Date(timeIntervalSince1970: seconds)
        #expect(HTTPDate.format(date) == text)
        #expect(HTTPDate.format(date.addingTimeInterval(0.75)) == text)
        #expect(HTTPDate.parse(text) == date)
    }

    @Test(
        arguments: [
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Sun Nov 06 08:49:37 1994",
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 06 Nov 1994 08:49:37 +0000",
            "Sun, 06 Nov 1994 08:49:37 -0000",
            "Fri, 06 Nov 1994 08:49:37 GMT",
        ]
    )
    func `obsolete and loose forms are read`(_ text: String) {
        #expect(HTTPDate.parse(text) == Date(timeIntervalSince1970: 784_111_777))
    }

    @Test(
        arguments: [
            ("Monday, 01-Jan-76 00:00:00 GMT", "Thu, 01 Jan 2076 00:00:00 GMT"),
            ("Monday, 01-Jan-77 00:00:00 GMT", "Thu, 01 Jan 1977 00:00:00 GMT"),
            ("Monday, 01-Jan-26 00:00:00 GMT", "Thu, 01 Jan 2026 00:00:00 GMT"),
            ("Monday, 01-Jan-00 00:00:00 GMT", "Thu, 01 Jan 2000 00:00:00 GMT"),
        ]
    )
    func `two digits of a year are of the century that is no more than 50 years ahead`(_ text: String, _ full: String) {
        let now = Date(timeIntervalSince1970: 1_783_771_506)
        #expect(HTTPDate.parse(text, now: now) == HTTPDate.parse(full))
    }

    @Test(arguments: [
        ("Sunday", 4), ("Monday", 5), ("Tuesday", 6), ("Wednesday", 7), ("Thursday", 8), ("Friday", 9),
        ("Saturday", 10),
    ])
    func `weekdays have long names in the oldest form`(_ weekday: String, _ day: Int) {
        let now = Date(timeIntervalSince1970: 1_783_771_506)
        let text = "\(weekday), \(day < 10 ? "0" : "")\(day)-Jan-26 00:00:00 GMT"
        #expect(HTTPDate.parse(text, now: now).map(HTTPDate.format)?.hasPrefix(weekday.prefix(3) + ", ") == true)
    }

    @Test(
        arguments: [
            "", "Sun", "Sun, ", "06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1994 08:49:37 GMT ", " Sun, 06 Nov 1994 08:49:37 GMT", "Sun,06 Nov 1994 08:49:37 GMT",
            "sun, 06 nov 1994 08:49:37 GMT", "Son, 06 Nov 1994 08:49:37 GMT", "Sun, 31 Nov 1994 08:49:37 GMT",
            "Tue, 29 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
            "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 0000 08:49:37 GMT",
            "Sun, 06-Nov-94 08:49:37 GMT", "Sunday, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT",
            "Sun Nov 6 08:49:37 1994", "Sun Nov  6 08:49:37 1994 GMT", "Sun Nov  6 08:49:37 94", "Monday", "784111777",
        ]
    )
    func `other forms and days that never were are refused`(_ text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }
}
