import Testing

@testable import S3Server

@Suite struct ByteRangeTests {
    @Test(arguments: [
        ("bytes=0-0", 10, 0..<1), ("bytes=2-4", 10, 2..<5), ("bytes=5-", 10, 5..<10), ("bytes=5-99", 10, 5..<10),
        ("bytes=-3", 10, 7..<10), ("bytes=-99", 10, 0..<10), ("bytes=0-99999999999999999999999", 10, 0..<10),
    ])
    func `a range names the bytes it says`(header: String, size: Int, expected: Range<Int>) throws {
        #expect(try #require(ByteRange(header)).resolve(size: size) == expected)
    }

    @Test(arguments: [("bytes=10-", 10), ("bytes=10-20", 10), ("bytes=-0", 10), ("bytes=0-", 0), ("bytes=-1", 0)])
    func `a range beyond the end names none`(header: String, size: Int) throws {
        #expect(try #require(ByteRange(header)).resolve(size: size) == nil)
    }

    @Test(arguments: [
        "", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=1-2,4-5", "lines=1-2", "bytes=+1-2",
    ])
    func `what is not one range is no range`(header: String) {
        #expect(ByteRange(header) == nil)
    }
}
