/// Lists of strings in one column: each string its length plus one as a variable-length number, then its UTF-8 bytes; a
/// zero for a missing one. Numbers are seven bits a byte, the lowest first.
struct PackedWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ number: Int) {
        var rest = UInt(bitPattern: number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func write(_ string: String?) {
        guard let string else { return write(0) }
        let utf8 = string.utf8
        write(utf8.count + 1)
        bytes.append(contentsOf: utf8)
    }

    mutating func write(_ list: [NamedValue]) {
        write(list.count)
        for item in list {
            write(item.name)
            write(item.value)
        }
    }
}

/// Reads what ``PackedWriter`` wrote.
struct PackedReader {
    private var rest: UnsafeRawBufferPointer.SubSequence

    init(_ bytes: UnsafeRawBufferPointer) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number() throws(StoreError) -> Int {
        var number: UInt = 0
        var shift: UInt = 0
        while let byte = rest.popFirst() {
            guard shift < UInt.bitWidth else { break }
            number |= UInt(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return Int(bitPattern: number) }
            shift += 7
        }
        throw .corrupt("a packed column ends early")
    }

    mutating func optionalString() throws(StoreError) -> String? {
        let length = try number() - 1
        guard length >= 0 else { return nil }
        guard length <= rest.count else { throw .corrupt("a packed column ends early") }
        defer { rest = rest.dropFirst(length) }
        return String(decoding: rest.prefix(length), as: UTF8.self)
    }

    mutating func string() throws(StoreError) -> String { try optionalString() ?? "" }

    mutating func list() throws(StoreError) -> [NamedValue] {
        let count = try number()
        // Two bytes at least for each, so that a damaged count cannot ask for memory without end.
        guard count >= 0, count <= rest.count / 2 else { throw .corrupt("a packed column ends early") }
        var list: [NamedValue] = []
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(NamedValue(try string(), try string())) }
        return list
    }
}

extension ObjectAttributes {
    /// Everything but the storage class, which has a column of its own.
    var packed: [UInt8] {
        var writer = PackedWriter()
        writer.write(headers)
        writer.write(metadata)
        writer.write(tags)
        writer.write(properties)
        if let encryption {
            writer.write(encryption.algorithm)
            writer.write(encryption.keyID)
            writer.write(encryption.isBucketKeyEnabled ? 1 : 0)
            writer.write(encryption.context)
            writer.write(encryption.customerKeyMD5)
        }
        return writer.bytes
    }

    init(packed bytes: UnsafeRawBufferPointer, storageClass: String) throws(StoreError) {
        var reader = PackedReader(bytes)
        headers = try reader.list()
        metadata = try reader.list()
        tags = try reader.list()
        properties = try reader.list()
        self.storageClass = storageClass
        guard !reader.isAtEnd else { return }
        encryption = StoredEncryption(
            algorithm: try reader.string(),
            keyID: try reader.optionalString(),
            isBucketKeyEnabled: try reader.number() == 1,
            context: try reader.optionalString(),
            customerKeyMD5: try reader.optionalString()
        )
    }
}

extension [StoredChecksum] {
    var packed: [UInt8] {
        guard !isEmpty else { return [] }
        var writer = PackedWriter()
        for checksum in self {
            writer.write(checksum.function)
            writer.write(checksum.value)
            writer.write(checksum.kind == .composite ? 1 : 0)
        }
        return writer.bytes
    }

    init(packed bytes: UnsafeRawBufferPointer) throws(StoreError) {
        self = []
        var reader = PackedReader(bytes)
        while !reader.isAtEnd {
            append(
                StoredChecksum(
                    function: try reader.string(),
                    value: try reader.string(),
                    kind: try reader.number() == 1 ? .composite : .fullObject
                )
            )
        }
    }
}
