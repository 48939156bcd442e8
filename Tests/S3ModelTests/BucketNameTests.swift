import S3Model
import Testing

@Suite struct BucketNameTests {
    @Test(arguments: ["abc", "my-bucket", "my.bucket.1", "123", String(repeating: "a", count: 63), "1.2.3"])
    func `a bucket may be called so`(name: String) {
        #expect(BucketName.isValid(name))
    }

    @Test(arguments: [
        "", "ab", String(repeating: "a", count: 64), "Abc", "a_b", "-abc", "abc-", ".abc", "abc.", "a..b", "1.2.3.4",
        "xn--abc", "sthree-abc", "abc-s3alias", "abc--ol-s3", "abc--x-s3", "a b", "é-bucket", "a/b",
    ])
    func `a bucket may not be called so`(name: String) {
        #expect(!BucketName.isValid(name))
    }

    @Test func `older buckets have names that no new one may have`() {
        for name in ["Upper_Case", "a..b", "-abc", "1.2.3.4", String(repeating: "A", count: 255)] {
            #expect(BucketName.mayName(name), "\(name)")
            #expect(!BucketName.isValid(name), "\(name)")
        }
        for name in ["", "ab", "...", "a/b", "a b", "é-bucket", String(repeating: "a", count: 256)] {
            #expect(!BucketName.mayName(name), "\(name)")
        }
    }

    @Test func `a host's name takes lower case and whole labels`() {
        for name in ["abc", "with.dots", "a-b", "1.2.3.4", String(repeating: "a", count: 63)] {
            #expect(BucketName.fitsHost(name), "\(name)")
        }
        for name in ["ab", "Abc", "a_b", "-abc", "abc-", "a..b", ".abc", "a-.b", String(repeating: "a", count: 64)] {
            #expect(!BucketName.fitsHost(name), "\(name)")
        }
    }
}
