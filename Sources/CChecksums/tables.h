// The tables of eight bytes at a time: entry n of table k is the register after byte n and k zero bytes. An entry is the
// sum of the entries of its single bits, so eight numbers make a table.
#ifndef CHECKSUMS_TABLES_H
#define CHECKSUMS_TABLES_H

#define TIMES_2(sum, a) (sum), (sum) ^ (a)
#define TIMES_4(sum, a, b) TIMES_2(sum, a), TIMES_2((sum) ^ (b), a)
#define TIMES_8(sum, a, b, c) TIMES_4(sum, a, b), TIMES_4((sum) ^ (c), a, b)
#define TIMES_16(sum, a, b, c, d) TIMES_8(sum, a, b, c), TIMES_8((sum) ^ (d), a, b, c)
#define TIMES_32(sum, a, b, c, d, e) TIMES_16(sum, a, b, c, d), TIMES_16((sum) ^ (e), a, b, c, d)
#define TIMES_64(sum, a, b, c, d, e, f) TIMES_32(sum, a, b, c, d, e), TIMES_32((sum) ^ (f), a, b, c, d, e)
#define TIMES_128(sum, a, b, c, d, e, f, g) TIMES_64(sum, a, b, c, d, e, f), TIMES_64((sum) ^ (g), a, b, c, d, e, f)
#define TABLE(a, b, c, d, e, f, g, h) \
    { TIMES_128(0, a, b, c, d, e, f, g), TIMES_128(h, a, b, c, d, e, f, g) }

// CRC-32: the generator, reflected, is edb88320.
static const uint32_t crc32_tables[8][256] = {
    TABLE(0x77073096, 0xee0e612c, 0x076dc419, 0x0edb8832, 0x1db71064, 0x3b6e20c8, 0x76dc4190, 0xedb88320),
    TABLE(0x191b3141, 0x32366282, 0x646cc504, 0xc8d98a08, 0x4ac21251, 0x958424a2, 0xf0794f05, 0x3b83984b),
    TABLE(0x01c26a37, 0x0384d46e, 0x0709a8dc, 0x0e1351b8, 0x1c26a370, 0x384d46e0, 0x709a8dc0, 0xe1351b80),
    TABLE(0xb8bc6765, 0xaa09c88b, 0x8f629757, 0xc5b428ef, 0x5019579f, 0xa032af3e, 0x9b14583d, 0xed59b63b),
    TABLE(0x3d6029b0, 0x7ac05360, 0xf580a6c0, 0x30704bc1, 0x60e09782, 0xc1c12f04, 0x58f35849, 0xb1e6b092),
    TABLE(0xcb5cd3a5, 0x4dc8a10b, 0x9b914216, 0xec53826d, 0x03d6029b, 0x07ac0536, 0x0f580a6c, 0x1eb014d8),
    TABLE(0xa6770bb4, 0x979f1129, 0xf44f2413, 0x33ef4e67, 0x67de9cce, 0xcfbd399c, 0x440b7579, 0x8816eaf2),
    TABLE(0xccaa009e, 0x4225077d, 0x844a0efa, 0xd3e51bb5, 0x7cbb312b, 0xf9766256, 0x299dc2ed, 0x533b85da),
};

// CRC-32C: the generator, reflected, is 82f63b78.
static const uint32_t crc32c_tables[8][256] = {
    TABLE(0xf26b8303, 0xe13b70f7, 0xc79a971f, 0x8ad958cf, 0x105ec76f, 0x20bd8ede, 0x417b1dbc, 0x82f63b78),
    TABLE(0x13a29877, 0x274530ee, 0x4e8a61dc, 0x9d14c3b8, 0x3fc5f181, 0x7f8be302, 0xff17c604, 0xfbc3faf9),
    TABLE(0xa541927e, 0x4f6f520d, 0x9edea41a, 0x38513ec5, 0x70a27d8a, 0xe144fb14, 0xc76580d9, 0x8b277743),
    TABLE(0xdd45aab8, 0xbf672381, 0x7b2231f3, 0xf64463e6, 0xe964b13d, 0xd725148b, 0xaba65fe7, 0x52a0c93f),
    TABLE(0x38116fac, 0x7022df58, 0xe045beb0, 0xc5670b91, 0x8f2261d3, 0x1ba8b557, 0x37516aae, 0x6ea2d55c),
    TABLE(0xef306b19, 0xdb8ca0c3, 0xb2f53777, 0x6006181f, 0xc00c303e, 0x85f4168d, 0x0e045beb, 0x1c08b7d6),
    TABLE(0x68032cc8, 0xd0065990, 0xa5e0c5d1, 0x4e2dfd53, 0x9c5bfaa6, 0x3d5b83bd, 0x7ab7077a, 0xf56e0ef4),
    TABLE(0x493c7d27, 0x9278fa4e, 0x211d826d, 0x423b04da, 0x847609b4, 0x0d006599, 0x1a00cb32, 0x34019664),
};

// CRC-64/NVME: the generator, reflected, is 9a6c9329ac4bc9b5.
static const uint64_t crc64nvme_tables[8][256] = {
    TABLE(0x7f6ef0c830358979, 0xfedde190606b12f2, 0xc962e5739841b68f, 0xa61cecb46814fe75,
          0x78e0ff3b88be6f81, 0xf1c1fe77117cdf02, 0xd75adabd7a6e2d6f, 0x9a6c9329ac4bc9b5),
    TABLE(0x8776a97d73bddf69, 0x3a3474a9bfec2db9, 0x7468e9537fd85b72, 0xe8d1d2a6ffb0b6e4,
          0xe57a831ea7f6fea3, 0xfe2c206e177a6e2d, 0xc881668f76634f31, 0xa5dbeb4db4510d09),
    TABLE(0xff6e4e1f4e4038be, 0xca05ba6dc417e217, 0xa0d25288d0b85745, 0x757d8342f9e73de1,
          0xeafb0685f3ce7bc2, 0xe12f2b58bf0b64ef, 0xf68770e226815ab5, 0xd9d7c79715952601),
    TABLE(0x8211147cbaf96306, 0x30fb0eaa2d655567, 0x61f61d545acaaace, 0xc3ec3aa8b595559c,
          0xb301530233bd3853, 0x52db80573fede3cd, 0xa5b700ae7fdbc79a, 0x7fb7270fa7201c5f),
    TABLE(0x373d15f784905d1e, 0x6e7a2bef0920ba3c, 0xdcf457de12417478, 0x8d3189ef7c157b9b,
          0x2eba358da0bd645d, 0x5d746b1b417ac8ba, 0xbae8d63682f59174, 0x41088a3e5d7cb183),
    TABLE(0xe9742a79ef04a5d4, 0xe63172a0869ed8c3, 0xf8bbc31255aa22ed, 0xc5aea077f3c3d6b1,
          0xbf8466bcbf103e09, 0x4bd1eb2a26b7ef79, 0x97a3d6544d6fdef2, 0x1b9e8afbc2482e8f),
    TABLE(0xfc5d27f6bf353971, 0xcc6369be26fde189, 0xac1ff52f156c5079, 0x6ce6cc0d724f3399,
          0xd9cd981ae49e6732, 0x8742166691ab5d0f, 0x3a5d0a9e7bc12975, 0x74ba153cf78252ea),
    TABLE(0x21e9761e252621ac, 0x43d2ec3c4a4c4358, 0x87a5d878949886b0, 0x3b9296a271a69e0b,
          0x77252d44e34d3c16, 0xee4a5a89c69a782c, 0xe84d9340d5a36333, 0xe44200d2f3d1550d),
};

#endif
