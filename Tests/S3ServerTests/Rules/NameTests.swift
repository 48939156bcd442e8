import AWSCore
import Testing

@testable import S3Server

@Suite struct NameTests {
    @Test func `a key has 1,024 bytes and no more`() throws {
        try ObjectKey.validate(String(repeating: "é", count: 512))
        #expect(throws: ServiceError.self) { try ObjectKey.validate(String(repeating: "é", count: 512) + "x") }
    }

    @Test(
        arguments: [
            ("/bkt/a//b", "bkt", "a//b", nil), ("bkt/a%3Fb?versionId=v1", "bkt", "a?b", "v1"),
            ("bkt/a+b%2Fc", "bkt", "a+b/c", nil), ("bkt/x?versionId=y?versionId=z", "bkt", "x?versionId=y", "z"),
        ] as [(String, String, String, String?)]
    )
    func `a copy's source is read`(header: String, bucket: String, key: String, versionID: String?) throws {
        let source = try CopySource(header)
        #expect(source.bucket == bucket)
        #expect(source.key == key)
        #expect(source.versionID == versionID)
    }
}
