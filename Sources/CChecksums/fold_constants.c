// Powers of x modulo each generator. Remainders of 32 bits stand in the upper half: they are of low degree.
#include "kernels.h"

const struct fold_constants checksums_crc32_folds = {
    .over_128_bits = {0x65673b4600000000, 0x9ba54c6f00000000},
    .over_256_bits = {0x9570d49500000000, 0x01b5fd1d00000000},
    .over_1024_bits = {0x7d657a1000000000, 0x7406fa9500000000},
    .over_2048_bits = {0x7cc8e1e700000000, 0x03f9f86300000000},
};

const struct fold_constants checksums_crc32c_folds = {
    .over_128_bits = {0x3743f7bd00000000, 0x3171d43000000000},
    .over_256_bits = {0x33ccbbbc00000000, 0xa2158b3400000000},
    .over_1024_bits = {0x6577b24500000000, 0x7417153f00000000},
    .over_2048_bits = {0xe9a5d8be00000000, 0x1426a81500000000},
};

const struct fold_constants checksums_crc64nvme_folds = {
    .over_128_bits = {0xeadc41fd2ba3d420, 0x21e9761e252621ac},
    .over_256_bits = {0xb0bc2e589204f500, 0xe1e0bb9d45d7a44c},
    .over_1024_bits = {0xa1ca681e733f9c40, 0x5f852fb61e8d92dc},
    .over_2048_bits = {0x37ccd3e14069cabc, 0xa043808c0f782663},
};
