// Appending bytes to a checksum is multiplying its register by x^8 for each of them; the bytes themselves are added, and
// the inversions before and after cancel out.
#include "CChecksums.h"

// a * b modulo the generator; all reflected, so that 1 is the highest bit.
static uint64_t multiply(uint64_t a, uint64_t b, uint64_t generator, uint64_t one) {
    uint64_t product = 0;
    for (uint64_t power = one; a != 0; power >>= 1) {
        if (a & power) {
            product ^= b;
            a ^= power;
        }
        b = b >> 1 ^ (b & 1 ? generator : 0);
    }
    return product;
}

static uint64_t combine(uint64_t first, uint64_t second, uint64_t second_count, uint64_t generator, uint64_t one) {
    uint64_t power = one >> 8;
    for (; second_count != 0 && first != 0; second_count >>= 1) {
        if (second_count & 1) first = multiply(first, power, generator, one);
        power = multiply(power, power, generator, one);
    }
    return first ^ second;
}

uint32_t checksums_crc32_combine(uint32_t first, uint32_t second, uint64_t second_count) {
    return (uint32_t)combine(first, second, second_count, 0xedb88320, UINT64_C(1) << 31);
}

uint32_t checksums_crc32c_combine(uint32_t first, uint32_t second, uint64_t second_count) {
    return (uint32_t)combine(first, second, second_count, 0x82f63b78, UINT64_C(1) << 31);
}

uint64_t checksums_crc64nvme_combine(uint64_t first, uint64_t second, uint64_t second_count) {
    return combine(first, second, second_count, 0x9a6c9329ac4bc9b5, UINT64_C(1) << 63);
}
