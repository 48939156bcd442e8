// x86-64: folding with carry-less multiplication, and SSE 4.2's own CRC-32C instruction.
#if defined(__x86_64__)

#include "kernels.h"
#include <immintrin.h>

#define SSE __attribute__((target("sse4.2,pclmul")))
#define AVX __attribute__((target("avx2,pclmul,vpclmulqdq,sse4.2")))

SSE static inline __m128i load128(const uint8_t *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }

SSE static inline __m128i multipliers128(struct fold_multipliers multipliers) {
    return _mm_set_epi64x((long long)multipliers.second, (long long)multipliers.first);
}

SSE static inline __m128i fold128(__m128i sum, __m128i multipliers, __m128i next) {
    __m128i first = _mm_clmulepi64_si128(sum, multipliers, 0x00);
    __m128i second = _mm_clmulepi64_si128(sum, multipliers, 0x11);
    return _mm_xor_si128(_mm_xor_si128(first, second), next);
}

SSE static void fold_pclmulqdq(uint64_t state, const uint8_t *bytes, size_t count,
                               const struct fold_constants *constants, uint8_t remainder[16]) {
    __m128i by128 = multipliers128(constants->over_128_bits);
    __m128i sum = _mm_xor_si128(load128(bytes), _mm_cvtsi64_si128((long long)state));
    if (count >= 256) {
        __m128i by1024 = multipliers128(constants->over_1024_bits);
        __m128i sums[8] = {sum};
        for (int i = 1; i < 8; i++) sums[i] = load128(bytes + 16 * i);
        for (bytes += 128, count -= 128; count >= 128; bytes += 128, count -= 128)
            for (int i = 0; i < 8; i++) sums[i] = fold128(sums[i], by1024, load128(bytes + 16 * i));
        sum = sums[0];
        for (int i = 1; i < 8; i++) sum = fold128(sum, by128, sums[i]);
    } else {
        bytes += 16;
        count -= 16;
    }
    for (; count >= 16; bytes += 16, count -= 16) sum = fold128(sum, by128, load128(bytes));
    _mm_storeu_si128((__m128i *)remainder, sum);
}

AVX static inline __m256i load256(const uint8_t *bytes) { return _mm256_loadu_si256((const __m256i *)bytes); }

AVX static inline __m256i fold256(__m256i sum, __m256i multipliers, __m256i next) {
    __m256i first = _mm256_clmulepi64_epi128(sum, multipliers, 0x00);
    __m256i second = _mm256_clmulepi64_epi128(sum, multipliers, 0x11);
    return _mm256_xor_si256(_mm256_xor_si256(first, second), next);
}

AVX static void fold_vpclmulqdq(uint64_t state, const uint8_t *bytes, size_t count,
                                const struct fold_constants *constants, uint8_t remainder[16]) {
    if (count < 512) {
        fold_pclmulqdq(state, bytes, count, constants, remainder);
        return;
    }
    __m128i by128 = multipliers128(constants->over_128_bits);
    __m256i by256 = _mm256_broadcastsi128_si256(multipliers128(constants->over_256_bits));
    __m256i by2048 = _mm256_broadcastsi128_si256(multipliers128(constants->over_2048_bits));
    __m256i sums[8];
    for (int i = 0; i < 8; i++) sums[i] = load256(bytes + 32 * i);
    sums[0] = _mm256_xor_si256(sums[0], _mm256_set_epi64x(0, 0, 0, (long long)state));
    for (bytes += 256, count -= 256; count >= 256; bytes += 256, count -= 256)
        for (int i = 0; i < 8; i++) sums[i] = fold256(sums[i], by2048, load256(bytes + 32 * i));
    for (int i = 1; i < 8; i++) sums[i] = fold256(sums[i - 1], by256, sums[i]);
    __m128i sum = fold128(_mm256_castsi256_si128(sums[7]), by128, _mm256_extracti128_si256(sums[7], 1));
    for (; count >= 16; bytes += 16, count -= 16) sum = fold128(sum, by128, load128(bytes));
    _mm_storeu_si128((__m128i *)remainder, sum);
}

// The instruction takes three cycles and one can start in each, so three runs of bytes go side by side.
#define RUN 1024
// x^(8n-33) modulo the generator, for n = RUN and n = 2 * RUN: appends so many zero bytes to a register.
#define APPEND_RUN 0x170076fa
#define APPEND_TWO_RUNS 0xa51b6135

SSE static inline uint64_t load64(const uint8_t *bytes) {
    uint64_t word;
    __builtin_memcpy(&word, bytes, sizeof word);
    return word;
}

SSE static inline uint64_t append_zeros(uint64_t state, uint32_t power) {
    __m128i product = _mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)state), _mm_cvtsi64_si128(power), 0x00);
    return _mm_crc32_u64(0, (unsigned long long)_mm_cvtsi128_si64(product));
}

SSE static uint64_t crc32c_instruction(uint64_t state, const uint8_t *bytes, size_t count) {
    for (; count >= 3 * RUN; bytes += 3 * RUN, count -= 3 * RUN) {
        uint64_t second = 0, third = 0;
        for (size_t i = 0; i < RUN; i += 8) {
            state = _mm_crc32_u64(state, load64(bytes + i));
            second = _mm_crc32_u64(second, load64(bytes + RUN + i));
            third = _mm_crc32_u64(third, load64(bytes + 2 * RUN + i));
        }
        state = append_zeros(state, APPEND_TWO_RUNS) ^ append_zeros(second, APPEND_RUN) ^ third;
    }
    for (; count >= 8; bytes += 8, count -= 8) state = _mm_crc32_u64(state, load64(bytes));
    for (; count > 0; bytes++, count--) state = _mm_crc32_u8((uint32_t)state, *bytes);
    return state;
}

static uint32_t crc32_pclmulqdq(uint32_t crc, const void *bytes, size_t count) {
    return fold_crc32(fold_pclmulqdq, crc, bytes, count);
}

static uint32_t crc32c_sse42(uint32_t crc, const void *bytes, size_t count) {
    return ~(uint32_t)crc32c_instruction((uint32_t)~crc, bytes, count);
}

static uint64_t crc64nvme_pclmulqdq(uint64_t crc, const void *bytes, size_t count) {
    return fold_crc64nvme(fold_pclmulqdq, crc, bytes, count);
}

const struct checksums_kernel checksums_pclmulqdq = {
    "sse4.2+pclmulqdq", crc32_pclmulqdq, crc32c_sse42, crc64nvme_pclmulqdq};

static uint32_t crc32_vpclmulqdq(uint32_t crc, const void *bytes, size_t count) {
    return fold_crc32(fold_vpclmulqdq, crc, bytes, count);
}

static uint32_t crc32c_vpclmulqdq(uint32_t crc, const void *bytes, size_t count) {
    return count < 512 ? crc32c_sse42(crc, bytes, count) : fold_crc32c(fold_vpclmulqdq, crc, bytes, count);
}

static uint64_t crc64nvme_vpclmulqdq(uint64_t crc, const void *bytes, size_t count) {
    return fold_crc64nvme(fold_vpclmulqdq, crc, bytes, count);
}

const struct checksums_kernel checksums_vpclmulqdq = {
    "avx2+vpclmulqdq", crc32_vpclmulqdq, crc32c_vpclmulqdq, crc64nvme_vpclmulqdq};

#endif
