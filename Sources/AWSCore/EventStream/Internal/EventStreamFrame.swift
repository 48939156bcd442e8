import NIOCore

/// The numbers of the frame format.
enum EventStreamFrame {
    /// Both lengths and their checksum.
    static let preludeLength = 12
    /// The prelude and the frame's own checksum.
    static let overhead = 16
    /// The most bytes of headers and of payload that the format's definition allows.
    static let headersLimit = 128 << 10
    static let payloadLimit = 24 << 20

    static func checksum(of bytes: ByteBufferView) -> UInt32 {
        bytes.withUnsafeBytes { ChecksumValue(.crc32, of: $0) }.bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The number that stands for a value's type. True and false are types of their own.
    static func type(of value: EventStreamMessage.Value) -> UInt8 {
        switch value {
        case .boolean(true): 0
        case .boolean(false): 1
        case .int8: 2
        case .int16: 3
        case .int32: 4
        case .int64: 5
        case .bytes: 6
        case .string: 7
        case .timestamp: 8
        case .uuid: 9
        }
    }
}
