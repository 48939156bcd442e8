// Cyclic redundancy checks as zlib counts them: start with 0, and give the result so far back for the next bytes.
#ifndef CCHECKSUMS_H
#define CCHECKSUMS_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// CRC-32 of ISO 3309, as in zlib and Ethernet; check value of "123456789": cbf43926.
uint32_t checksums_crc32(uint32_t crc, const void *_Nullable bytes, size_t count);

// CRC-32C of Castagnoli, as in iSCSI; check value e3069283.
uint32_t checksums_crc32c(uint32_t crc, const void *_Nullable bytes, size_t count);

// CRC-64/NVME; check value ae8b14860a799888.
uint64_t checksums_crc64nvme(uint64_t crc, const void *_Nullable bytes, size_t count);

// The checksum of two runs of bytes on end, from their two checksums and the second's length.
uint32_t checksums_crc32_combine(uint32_t first, uint32_t second, uint64_t second_count);
uint32_t checksums_crc32c_combine(uint32_t first, uint32_t second, uint64_t second_count);
uint64_t checksums_crc64nvme_combine(uint64_t first, uint64_t second, uint64_t second_count);

// The three functions in the instructions of one processor generation.
struct checksums_kernel {
    const char *name;
    uint32_t (*crc32)(uint32_t crc, const void *_Nullable bytes, size_t count);
    uint32_t (*crc32c)(uint32_t crc, const void *_Nullable bytes, size_t count);
    uint64_t (*crc64nvme)(uint64_t crc, const void *_Nullable bytes, size_t count);
};

// The kernels this processor can run, from the portable one at index 0 to the one in use, then NULL.
const struct checksums_kernel *_Nullable checksums_kernel_at(size_t index);

#pragma clang assume_nonnull end

#endif
