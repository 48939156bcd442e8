import AWSCore
import Testing

@Suite struct ChecksumFunctionTests {
    @Test(arguments: ChecksumFunction.allCases)
    func `names are read in any case`(_ function: ChecksumFunction) {
        #expect(ChecksumFunction(name: function.name) == function)
        #expect(ChecksumFunction(name: function.name.lowercased()) == function)
    }

    @Test(arguments: ChecksumFunction.allCases)
    func `header fields are the name with a prefix`(_ function: ChecksumFunction) {
        #expect(function.headerName == "x-amz-checksum-" + function.name.lowercased())
        #expect(ChecksumFunction(headerName: function.headerName) == function)
        #expect(ChecksumFunction(headerName: function.headerName.uppercased()) == function)
    }

    @Test(arguments: ["", "CRC", "CRC-32", "SHA-256", "CRC32 ", "x-amz-checksum-crc32"])
    func `other names are not functions`(_ name: String) {
        #expect(ChecksumFunction(name: name) == nil)
    }

    @Test(arguments: [
        "", "crc32", "x-amz-checksum-", "x-amz-checksum-type", "x-amz-checksum-algorithm", "x-amz-sdk-crc32",
    ])
    func `other header fields hold no checksum`(_ name: String) {
        #expect(ChecksumFunction(headerName: name) == nil)
    }
}
