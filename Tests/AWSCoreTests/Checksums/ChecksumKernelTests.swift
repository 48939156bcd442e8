import CChecksums
import Testing

@Suite struct ChecksumKernelTests {
    private let kernels: [checksums_kernel] = {
        var kernels: [checksums_kernel] = []
        while let kernel = checksums_kernel_at(kernels.count) { kernels.append(kernel.pointee) }
        return kernels
    }()

    @Test func `every kernel gives the published check values`() {
        #expect(!kernels.isEmpty)
        for kernel in kernels {
            let name = String(cString: kernel.name)
            #expect(kernel.crc32(0, "123456789", 9) == 0xcbf4_3926, "\(name)")
            #expect(kernel.crc32c(0, "123456789", 9) == 0xe306_9283, "\(name)")
            #expect(kernel.crc64nvme(0, "123456789", 9) == 0xae8b_1486_0a79_9888, "\(name)")
        }
    }

    @Test func `the portable kernel divides as its polynomial says`() {
        var random = SeededGenerator(state: 1)
        for length in 0..<100 {
            let content = random.bytes(length)
            let state = random.next()
            #expect(
                kernels[0].crc32(UInt32(truncatingIfNeeded: state), content, length)
                    == divide(content, from: UInt32(truncatingIfNeeded: state), by: 0xedb8_8320)
            )
            #expect(
                kernels[0].crc32c(UInt32(truncatingIfNeeded: state), content, length)
                    == divide(content, from: UInt32(truncatingIfNeeded: state), by: 0x82f6_3b78)
            )
            #expect(
                kernels[0].crc64nvme(state, content, length)
                    == divide(content, from: state, by: 0x9a6c_9329_ac4b_c9b5)
            )
        }
    }

    @Test func `all kernels agree on every length up to a thousand and on long content, at any alignment`() {
        var random = SeededGenerator(state: 2)
        let content = random.bytes(70_000)
        let lengths = Array(0...1100) + (0..<60).map { _ in Int.random(in: 1101...69_900, using: &random) }
        for length in lengths {
            let start = Int.random(in: 0..<64, using: &random)
            expectAgreement(on: content[start..<start + length], from: random.next())
        }
    }

    @Test func `the chosen kernel is the last one`() throws {
        var random = SeededGenerator(state: 3)
        let content = random.bytes(5000)
        let best = try #require(kernels.last)
        #expect(checksums_crc32(7, content, content.count) == best.crc32(7, content, content.count))
        #expect(checksums_crc32c(7, content, content.count) == best.crc32c(7, content, content.count))
        #expect(checksums_crc64nvme(7, content, content.count) == best.crc64nvme(7, content, content.count))
        #expect(checksums_kernel_at(kernels.count) == nil)
        #expect(checksums_kernel_at(.max) == nil)
    }

    private func expectAgreement(on content: ArraySlice<UInt8>, from state: UInt64) {
        let state32 = UInt32(truncatingIfNeeded: state)
        content.withUnsafeBytes { bytes in
            let start = bytes.baseAddress
            let portable = kernels[0]
            let crc32 = portable.crc32(state32, start, bytes.count)
            let crc32c = portable.crc32c(state32, start, bytes.count)
            let crc64 = portable.crc64nvme(state, start, bytes.count)
            for kernel in kernels.dropFirst() {
                let name = String(cString: kernel.name)
                #expect(kernel.crc32(state32, start, bytes.count) == crc32, "\(name), \(bytes.count) bytes")
                #expect(kernel.crc32c(state32, start, bytes.count) == crc32c, "\(name), \(bytes.count) bytes")
                #expect(kernel.crc64nvme(state, start, bytes.count) == crc64, "\(name), \(bytes.count) bytes")
            }
        }
    }

    /// Long division, bit by bit.
    private func divide<Register: FixedWidthInteger>(
        _ content: [UInt8],
        from crc: Register,
        by generator: Register
    ) -> Register {
        var register = ~crc
        for byte in content {
            register ^= Register(byte)
            for _ in 0..<8 { register = register >> 1 ^ (register & 1 == 1 ? generator : 0) }
        }
        return ~register
    }
}
