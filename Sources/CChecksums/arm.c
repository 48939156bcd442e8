// AArch64: the CRC instructions, and folding with polynomial multiplication.
#if defined(__aarch64__)

#include "kernels.h"
#include <arm_acle.h>
#include <arm_neon.h>

#define CRC __attribute__((target("crc")))
#define PMULL __attribute__((target("aes")))

CRC static inline uint64_t load64(const uint8_t *bytes) {
    uint64_t word;
    __builtin_memcpy(&word, bytes, sizeof word);
    return word;
}

CRC static uint32_t crc32_arm(uint32_t crc, const void *start, size_t count) {
    const uint8_t *bytes = start;
    uint32_t state = ~crc;
    for (; count >= 8; bytes += 8, count -= 8) state = __crc32d(state, load64(bytes));
    for (; count > 0; bytes++, count--) state = __crc32b(state, *bytes);
    return ~state;
}

CRC static uint32_t crc32c_arm(uint32_t crc, const void *start, size_t count) {
    const uint8_t *bytes = start;
    uint32_t state = ~crc;
    for (; count >= 8; bytes += 8, count -= 8) state = __crc32cd(state, load64(bytes));
    for (; count > 0; bytes++, count--) state = __crc32cb(state, *bytes);
    return ~state;
}

static uint64_t crc64nvme_tables(uint64_t crc, const void *bytes, size_t count) {
    return ~checksums_crc64nvme_raw(~crc, bytes, count);
}

const struct checksums_kernel checksums_arm_crc = {"crc", crc32_arm, crc32c_arm, crc64nvme_tables};

PMULL static inline poly64x2_t multipliers128(struct fold_multipliers multipliers) {
    return vreinterpretq_p64_u64(vcombine_u64(vcreate_u64(multipliers.first), vcreate_u64(multipliers.second)));
}

PMULL static inline uint8x16_t fold128(uint8x16_t sum, poly64x2_t multipliers, uint8x16_t next) {
    poly64x2_t factors = vreinterpretq_p64_u8(sum);
    poly128_t first = vmull_p64(vgetq_lane_p64(factors, 0), vgetq_lane_p64(multipliers, 0));
    poly128_t second = vmull_high_p64(factors, multipliers);
    return veorq_u8(veorq_u8(vreinterpretq_u8_p128(first), vreinterpretq_u8_p128(second)), next);
}

PMULL static void fold_pmull(uint64_t state, const uint8_t *bytes, size_t count,
                             const struct fold_constants *constants, uint8_t remainder[16]) {
    poly64x2_t by128 = multipliers128(constants->over_128_bits);
    uint8x16_t added = vreinterpretq_u8_u64(vcombine_u64(vcreate_u64(state), vcreate_u64(0)));
    uint8x16_t sum = veorq_u8(vld1q_u8(bytes), added);
    if (count >= 256) {
        poly64x2_t by1024 = multipliers128(constants->over_1024_bits);
        uint8x16_t sums[8] = {sum};
        for (int i = 1; i < 8; i++) sums[i] = vld1q_u8(bytes + 16 * i);
        for (bytes += 128, count -= 128; count >= 128; bytes += 128, count -= 128)
            for (int i = 0; i < 8; i++) sums[i] = fold128(sums[i], by1024, vld1q_u8(bytes + 16 * i));
        sum = sums[0];
        for (int i = 1; i < 8; i++) sum = fold128(sum, by128, sums[i]);
    } else {
        bytes += 16;
        count -= 16;
    }
    for (; count >= 16; bytes += 16, count -= 16) sum = fold128(sum, by128, vld1q_u8(bytes));
    vst1q_u8(remainder, sum);
}

static uint32_t crc32_pmull(uint32_t crc, const void *bytes, size_t count) {
    return count < 256 ? crc32_arm(crc, bytes, count) : fold_crc32(fold_pmull, crc, bytes, count);
}

static uint32_t crc32c_pmull(uint32_t crc, const void *bytes, size_t count) {
    return count < 256 ? crc32c_arm(crc, bytes, count) : fold_crc32c(fold_pmull, crc, bytes, count);
}

static uint64_t crc64nvme_pmull(uint64_t crc, const void *bytes, size_t count) {
    return fold_crc64nvme(fold_pmull, crc, bytes, count);
}

const struct checksums_kernel checksums_arm_pmull = {"crc+pmull", crc32_pmull, crc32c_pmull, crc64nvme_pmull};

#endif
