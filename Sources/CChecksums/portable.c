// Plain C for any processor: eight bytes at a time through tables.
#include "kernels.h"
#include "tables.h"

static inline uint64_t load_little_endian(const uint8_t *bytes) {
    uint64_t value = 0;
    for (int i = 7; i >= 0; i--) value = value << 8 | bytes[i];
    return value;
}

// The register after the eight bytes of `word`, to whose first bytes the state has been added.
#define SLICE(tables, word)                                                                                \
    ((tables)[7][(word) & 0xff] ^ (tables)[6][(word) >> 8 & 0xff] ^ (tables)[5][(word) >> 16 & 0xff] ^     \
     (tables)[4][(word) >> 24 & 0xff] ^ (tables)[3][(word) >> 32 & 0xff] ^ (tables)[2][(word) >> 40 & 0xff] ^ \
     (tables)[1][(word) >> 48 & 0xff] ^ (tables)[0][(word) >> 56])

static inline uint32_t raw32(const uint32_t tables[8][256], uint32_t state, const uint8_t *bytes, size_t count) {
    for (; count >= 8; bytes += 8, count -= 8) {
        uint64_t word = load_little_endian(bytes) ^ state;
        state = SLICE(tables, word);
    }
    for (; count > 0; bytes++, count--) state = state >> 8 ^ tables[0][(state ^ *bytes) & 0xff];
    return state;
}

uint32_t checksums_crc32_raw(uint32_t state, const uint8_t *bytes, size_t count) {
    return raw32(crc32_tables, state, bytes, count);
}

uint32_t checksums_crc32c_raw(uint32_t state, const uint8_t *bytes, size_t count) {
    return raw32(crc32c_tables, state, bytes, count);
}

uint64_t checksums_crc64nvme_raw(uint64_t state, const uint8_t *bytes, size_t count) {
    for (; count >= 8; bytes += 8, count -= 8) {
        uint64_t word = load_little_endian(bytes) ^ state;
        state = SLICE(crc64nvme_tables, word);
    }
    for (; count > 0; bytes++, count--) state = state >> 8 ^ crc64nvme_tables[0][(state ^ *bytes) & 0xff];
    return state;
}

static uint32_t crc32_portable(uint32_t crc, const void *bytes, size_t count) {
    return ~checksums_crc32_raw(~crc, bytes, count);
}

static uint32_t crc32c_portable(uint32_t crc, const void *bytes, size_t count) {
    return ~checksums_crc32c_raw(~crc, bytes, count);
}

static uint64_t crc64nvme_portable(uint64_t crc, const void *bytes, size_t count) {
    return ~checksums_crc64nvme_raw(~crc, bytes, count);
}

const struct checksums_kernel checksums_portable = {"portable", crc32_portable, crc32c_portable, crc64nvme_portable};
