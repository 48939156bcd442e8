import Testing

@testable import S3Server

@Suite struct PackedRecordTests {
    @Test func `damaged columns are errors, not traps`() throws {
        var attributes = ObjectAttributes()
        attributes.headers = [NamedValue("a", String(repeating: "b", count: 300))]
        attributes.encryption = StoredEncryption(algorithm: "AES256")
        let packed = attributes.packed
        #expect(try packed.withUnsafeBytes { try ObjectAttributes(packed: $0, storageClass: "STANDARD") } == attributes)
        for count in 0..<packed.count {
            // Cut before the encryption it is whole again without it.
            let read = try? Array(packed[..<count]).withUnsafeBytes {
                try ObjectAttributes(packed: $0, storageClass: "STANDARD")
            }
            #expect(read == nil || read?.encryption == nil)
        }
        var random = SeededRandom(seed: 7)
        for _ in 0..<2000 {
            let noise = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            _ = try? noise.withUnsafeBytes { try ObjectAttributes(packed: $0, storageClass: "") }
            _ = try? noise.withUnsafeBytes { try [StoredChecksum](packed: $0) }
        }
    }
}
