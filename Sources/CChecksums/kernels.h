// What the kernels share. A "raw" function works on the shift register itself, without the inversions before and
// after that the public functions make.
#ifndef CHECKSUMS_KERNELS_H
#define CHECKSUMS_KERNELS_H

#include "CChecksums.h"

#define INTERNAL __attribute__((visibility("hidden")))

INTERNAL uint32_t checksums_crc32_raw(uint32_t state, const uint8_t *bytes, size_t count);
INTERNAL uint32_t checksums_crc32c_raw(uint32_t state, const uint8_t *bytes, size_t count);
INTERNAL uint64_t checksums_crc64nvme_raw(uint64_t state, const uint8_t *bytes, size_t count);

INTERNAL extern const struct checksums_kernel checksums_portable;

#if defined(__x86_64__)
INTERNAL extern const struct checksums_kernel checksums_pclmulqdq;
INTERNAL extern const struct checksums_kernel checksums_vpclmulqdq;
#elif defined(__aarch64__)
INTERNAL extern const struct checksums_kernel checksums_arm_crc;
INTERNAL extern const struct checksums_kernel checksums_arm_pmull;
#endif

// Folding: 16 bytes are a polynomial; multiplied by a power of x and reduced modulo the generator, they can be added to
// the bytes that come as many bits later without changing the checksum. All is reflected: the lowest bit of the first
// byte is the highest coefficient, and a carry-less product of reflected factors is one power of x too low.
//
// For a distance of n bits, `first` is x^(n+63) and `second` is x^(n-1) modulo the generator: the multipliers of the
// first and the second eight bytes.
struct fold_multipliers {
    uint64_t first;
    uint64_t second;
};

struct fold_constants {
    struct fold_multipliers over_128_bits;
    struct fold_multipliers over_256_bits;
    struct fold_multipliers over_1024_bits;
    struct fold_multipliers over_2048_bits;
};

INTERNAL extern const struct fold_constants checksums_crc32_folds;
INTERNAL extern const struct fold_constants checksums_crc32c_folds;
INTERNAL extern const struct fold_constants checksums_crc64nvme_folds;

// Fewer bytes than this go through the tables at once.
#define FOLD_MINIMUM 32

// Folds all whole 16 bytes of at least FOLD_MINIMUM, with the register's state added to the first, into `remainder`:
// 16 bytes that have the checksum of them all when they start from a state of 0.
typedef void fold_function(uint64_t state, const uint8_t *bytes, size_t count, const struct fold_constants *constants,
                           uint8_t remainder[16]);

static inline uint32_t fold_crc32(fold_function *fold, uint32_t crc, const uint8_t *bytes, size_t count) {
    if (count < FOLD_MINIMUM) return ~checksums_crc32_raw(~crc, bytes, count);
    uint8_t remainder[16];
    fold((uint32_t)~crc, bytes, count, &checksums_crc32_folds, remainder);
    uint32_t state = checksums_crc32_raw(0, remainder, sizeof remainder);
    return ~checksums_crc32_raw(state, bytes + (count & ~(size_t)15), count & 15);
}

static inline uint32_t fold_crc32c(fold_function *fold, uint32_t crc, const uint8_t *bytes, size_t count) {
    if (count < FOLD_MINIMUM) return ~checksums_crc32c_raw(~crc, bytes, count);
    uint8_t remainder[16];
    fold((uint32_t)~crc, bytes, count, &checksums_crc32c_folds, remainder);
    uint32_t state = checksums_crc32c_raw(0, remainder, sizeof remainder);
    return ~checksums_crc32c_raw(state, bytes + (count & ~(size_t)15), count & 15);
}

static inline uint64_t fold_crc64nvme(fold_function *fold, uint64_t crc, const uint8_t *bytes, size_t count) {
    if (count < FOLD_MINIMUM) return ~checksums_crc64nvme_raw(~crc, bytes, count);
    uint8_t remainder[16];
    fold(~crc, bytes, count, &checksums_crc64nvme_folds, remainder);
    uint64_t state = checksums_crc64nvme_raw(0, remainder, sizeof remainder);
    return ~checksums_crc64nvme_raw(state, bytes + (count & ~(size_t)15), count & 15);
}

#endif
