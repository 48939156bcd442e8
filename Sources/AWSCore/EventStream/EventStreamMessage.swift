package import NIOCore

/// One message of an event stream: headers with types, and a payload.
package struct EventStreamMessage: Sendable, Equatable {
    package struct Header: Sendable, Equatable {
        /// 1 to 255 bytes of UTF-8.
        package var name: String
        package var value: Value

        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// A header's value. Bytes and texts hold at most 65,535 bytes.
    package enum Value: Sendable, Equatable {
        case boolean(Bool)
        case int8(Int8)
        case int16(Int16)
        case int32(Int32)
        case int64(Int64)
        case bytes([UInt8])
        case string(String)
        case timestamp(millisecondsSince1970: Int64)
        /// 16 bytes.
        case uuid([UInt8])
    }

    package var headers: [Header]
    package var payload: ByteBuffer

    package init(headers: [Header] = [], payload: ByteBuffer = ByteBuffer()) {
        self.headers = headers
        self.payload = payload
    }

    /// A message of type `event`.
    package init(event: String, contentType: String? = nil, payload: ByteBuffer = ByteBuffer()) {
        var headers = [Header(":message-type", .string("event")), Header(":event-type", .string(event))]
        if let contentType { headers.append(Header(":content-type", .string(contentType))) }
        self.init(headers: headers, payload: payload)
    }

    /// A message of type `error`, which ends a stream.
    package init(error code: String, message: String) {
        self.init(headers: [
            Header(":message-type", .string("error")), Header(":error-code", .string(code)),
            Header(":error-message", .string(message)),
        ])
    }

    /// The value of a header that is a text.
    package subscript(header name: String) -> String? {
        guard case .string(let value) = headers.first(where: { $0.name == name })?.value else { return nil }
        return value
    }

    /// `event`, `error` or `exception`.
    package var messageType: String? { self[header: ":message-type"] }
    /// For events: which, `Records`.
    package var eventType: String? { self[header: ":event-type"] }
}
