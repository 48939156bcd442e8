// Chooses the kernel when the first checksum is wanted.
#include "kernels.h"
#include <stdatomic.h>
#include <stdbool.h>

#if defined(__x86_64__)

static bool supports_pclmulqdq(void) { return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul"); }

static bool supports_vpclmulqdq(void) {
    return supports_pclmulqdq() && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("vpclmulqdq");
}

static size_t find_kernels(const struct checksums_kernel *kernels[3]) {
    __builtin_cpu_init();
    size_t count = 0;
    kernels[count++] = &checksums_portable;
    if (supports_pclmulqdq()) kernels[count++] = &checksums_pclmulqdq;
    if (supports_vpclmulqdq()) kernels[count++] = &checksums_vpclmulqdq;
    return count;
}

#elif defined(__aarch64__)

#if defined(__linux__)
#include <sys/auxv.h>

// Bits 4 and 7 of the kernel's AT_HWCAP for this architecture: HWCAP_PMULL and HWCAP_CRC32.
static bool supports_pmull(void) { return (getauxval(AT_HWCAP) & 1UL << 4) != 0; }
static bool supports_crc(void) { return (getauxval(AT_HWCAP) & 1UL << 7) != 0; }
#elif defined(__APPLE__)
// Every 64-bit ARM that runs macOS has both.
static bool supports_crc(void) { return true; }
static bool supports_pmull(void) { return true; }
#else
static bool supports_crc(void) { return false; }
static bool supports_pmull(void) { return false; }
#endif

static size_t find_kernels(const struct checksums_kernel *kernels[3]) {
    size_t count = 0;
    kernels[count++] = &checksums_portable;
    if (supports_crc()) kernels[count++] = &checksums_arm_crc;
    if (supports_crc() && supports_pmull()) kernels[count++] = &checksums_arm_pmull;
    return count;
}

#else

static size_t find_kernels(const struct checksums_kernel *kernels[3]) {
    kernels[0] = &checksums_portable;
    return 1;
}

#endif

const struct checksums_kernel *checksums_kernel_at(size_t index) {
    const struct checksums_kernel *kernels[3];
    return index < find_kernels(kernels) ? kernels[index] : NULL;
}

// Threads that come here at once find the same kernel, so that any order of their stores will do.
static inline const struct checksums_kernel *best_kernel(void) {
    static _Atomic(const struct checksums_kernel *) chosen;
    const struct checksums_kernel *kernel = atomic_load_explicit(&chosen, memory_order_relaxed);
    if (kernel != NULL) return kernel;
    const struct checksums_kernel *kernels[3];
    kernel = kernels[find_kernels(kernels) - 1];
    atomic_store_explicit(&chosen, kernel, memory_order_relaxed);
    return kernel;
}

uint32_t checksums_crc32(uint32_t crc, const void *bytes, size_t count) {
    return best_kernel()->crc32(crc, bytes, count);
}

uint32_t checksums_crc32c(uint32_t crc, const void *bytes, size_t count) {
    return best_kernel()->crc32c(crc, bytes, count);
}

uint64_t checksums_crc64nvme(uint64_t crc, const void *bytes, size_t count) {
    return best_kernel()->crc64nvme(crc, bytes, count);
}
