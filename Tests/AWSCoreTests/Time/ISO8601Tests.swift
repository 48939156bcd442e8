import AWSCore
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct ISO8601Tests {
    @Test(
        arguments: [
            (-62_135_596_800, "0001-01-01T00:00:00.000Z", "00010101T000000Z"),
            (-62_104_060_800, "0002-01-01T00:00:00.000Z", "00020101T000000Z"),
            (-11_670_998_400, "1600-02-29T00:00:00.000Z", "16000229T000000Z"),
            (-2_203_891_201, "1900-02-28T23:59:59.000Z", "19000228T235959Z"),
            (-2_203_891_200, "1900-03-01T00:00:00.000Z", "19000301T000000Z"),
            (-1, "1969-12-31T23:59:59.000Z", "19691231T235959Z"),
            (0, "1970-01-01T00:00:00.000Z", "19700101T000000Z"),
            (951_782_400, "2000-02-29T00:00:00.000Z", "20000229T000000Z"),
            (1_369_353_600.5, "2013-05-24T00:00:00.500Z", "20130524T000000Z"),
            (1_709_251_199.999, "2024-02-29T23:59:59.999Z", "20240229T235959Z"),
            (4_107_542_400, "2100-03-01T00:00:00.000Z", "21000301T000000Z"),
            (253_402_300_799, "9999-12-31T23:59:59.000Z", "99991231T235959Z"),
        ] as [(TimeInterval, String, String)]
    )
    func `points in time have their calendar's dates`(_ seconds: TimeInterval, _ extended: String, _ basic: String) {
        let date = Date(timeIntervalSince1970: seconds)
        #expect(ISO8601.format(date) == extended)
        #expect(ISO8601.basic(date) == basic)
        #expect(ISO8601.parse(extended) == date)
        #expect(ISO8601.parse(basic) == Date(timeIntervalSince1970: seconds.rounded(.down)))
    }

    @Test(
        arguments: [
            ("2026-11-23T10:00:00Z", 1_795_428_000),
            ("2026-11-23T10:00:00+00:00", 1_795_428_000),
            ("2026-11-23T12:00:00+02:00", 1_795_428_000),
            ("2026-11-23T06:30:00-0330", 1_795_428_000),
            ("2026-11-23T11:00:00+01", 1_795_428_000),
            ("20261123T120000+0200", 1_795_428_000),
            ("2026-11-24T00:30:00.25+14:30", 1_795_428_000.25),
            ("2026-11-23T10:00:00.1Z", 1_795_428_000.1),
            ("2026-11-23T10:00:00.12Z", 1_795_428_000.12),
            ("2026-11-23T10:00:00.1234Z", 1_795_428_000.123),
            ("2026-11-23T10:00:00.1235Z", 1_795_428_000.124),
            ("2026-11-23T10:00:00.123456789012345678901234567890Z", 1_795_428_000.123),
            ("2026-11-23T09:59:59.9996Z", 1_795_428_000),
            ("20261123T095959.5Z", 1_795_427_999.5),
            ("2016-12-31T23:59:60Z", 1_483_228_800),
        ] as [(String, TimeInterval)]
    )
    func `fractions, offsets and leap seconds are read`(_ text: String, _ seconds: TimeInterval) {
        #expect(ISO8601.parse(text) == Date(timeIntervalSince1970: seconds))
    }

    @Test(
        arguments: [
            "", "Z", "2026-11-23", "2026-11-23T10:00:00", "2026-11-23T10:00Z", "2026-11-23T10:00:00.Z",
            "2026-11-23T10:00:00ZZ", " 2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z ", "2026-11-23 10:00:00Z",
            "2026-11-23t10:00:00Z", "2026-1123T10:00:00Z", "202611-23T10:00:00Z", "20261123T10:00:00Z",
            "2026-11-23T100000Z", "26-11-23T10:00:00Z", "12026-11-23T10:00:00Z", "2026-00-23T10:00:00Z",
            "2026-13-23T10:00:00Z", "2026-11-00T10:00:00Z", "2026-11-31T10:00:00Z", "2026-02-29T10:00:00Z",
            "1900-02-29T10:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T10:60:00Z", "2026-11-23T10:00:61Z",
            "2026-11-23T10:00:00+24:00", "2026-11-23T10:00:00+00:60", "2026-11-23T10:00:00+0",
            "2026-11-23T10:00:00+1:00",
            "2026-11-23T10:00:00+01:", "2026-11-23T10:00:00+01:0", "2026-11-23T10:00:00*01:00", "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59.9999Z", "-001-01-01T00:00:00Z", "2026-11-23T+1:00:00Z",
            "２026-11-23T10:00:00Z",
        ]
    )
    func `other forms and days that never were are refused`(_ text: String) {
        #expect(ISO8601.parse(text) == nil)
    }

    @Test func `dates are rounded to milliseconds`() {
        #expect(ISO8601.format(Date(timeIntervalSince1970: 0.0004)) == "1970-01-01T00:00:00.000Z")
        #expect(ISO8601.format(Date(timeIntervalSince1970: 0.0006)) == "1970-01-01T00:00:00.001Z")
        #expect(ISO8601.format(Date(timeIntervalSince1970: 59.9996)) == "1970-01-01T00:01:00.000Z")
        #expect(ISO8601.format(Date(timeIntervalSince1970: -0.25)) == "1969-12-31T23:59:59.750Z")
    }

    @Test func `dates beyond the calendar give its ends`() {
        #expect(ISO8601.format(.distantPast) == "0001-01-01T00:00:00.000Z")
        #expect(ISO8601.format(Date(timeIntervalSince1970: -1e300)) == "0001-01-01T00:00:00.000Z")
        #expect(ISO8601.format(Date(timeIntervalSince1970: .infinity)) == "9999-12-31T23:59:59.999Z")
        #expect(ISO8601.format(Date(timeIntervalSince1970: .nan)) == "1970-01-01T00:00:00.000Z")
    }

    @Test func `every month of four centuries begins when the one before ends`() throws {
        var start = try #require(ISO8601.parse("1890-01-01T12:34:56Z"))
        for (year, month) in (1890..<2290).flatMap({ year in (1...12).map { (year, $0) } }) {
            let days = daysIn(month, of: year)
            let prefix = "\(year)\(twoDigits(month))"
            #expect(ISO8601.basic(start) == prefix + "01T123456Z")
            #expect(ISO8601.basic(start.addingTimeInterval(Double(days - 1) * 86_400)) == prefix + "\(days)T123456Z")
            start += Double(days) * 86_400
        }
    }

    private func daysIn(_ month: Int, of year: Int) -> Int {
        let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
