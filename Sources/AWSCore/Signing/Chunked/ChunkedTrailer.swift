/// A field that follows the last chunk of a body, for a value that is known only then.
package struct ChunkedTrailer: Sendable {
    enum Value: Sendable {
        case checksum(ChecksumFunction)
        case computed(@Sendable () -> String)
    }

    /// In lower case.
    package let name: String
    /// How many bytes the value will have, as the length of the whole body must be known beforehand.
    package let valueLength: Int
    let value: Value

    /// The checksum of the body, computed while it goes by: `x-amz-checksum-crc32` and its like.
    package static func checksum(_ function: ChecksumFunction) -> ChunkedTrailer {
        ChunkedTrailer(
            name: function.headerName,
            valueLength: (function.digestLength + 2) / 3 * 4,
            value: .checksum(function)
        )
    }

    /// A value that is asked for when the whole body has gone by. Each pass over the body asks again.
    package static func computed(
        _ name: String,
        length: Int,
        _ value: @escaping @Sendable () -> String
    ) -> ChunkedTrailer {
        ChunkedTrailer(name: name.lowercased(), valueLength: length, value: .computed(value))
    }
}
