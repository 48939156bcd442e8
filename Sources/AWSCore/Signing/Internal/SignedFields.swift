import HTTPTypes

/// The header fields under a signature, in the form that is signed.
struct SignedFields {
    /// `host;range;x-amz-date`
    let names: String
    /// A line for each name.
    let lines: [UInt8]

    /// Fields that a proxy or the transport may change or that belong to one hop: signing them would only break
    /// requests. `host` is taken from the authority.
    private static let unsigned: Set<String> = [
        "accept-encoding", "authorization", "connection", "expect", "host", "keep-alive", "proxy-authenticate",
        "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
    ]

    /// Every field of a request that can be signed.
    init(all head: HTTPRequest) {
        let fields = head.headerFields
        let host = head.host
        var order: [(name: String, position: Int)] = []
        order.reserveCapacity(fields.count + 1)
        if host != nil { order.append(("host", -1)) }
        for (position, field) in fields.enumerated() {
            let name = field.name.canonicalName
            if !SignedFields.unsigned.contains(name) { order.append((name, position)) }
        }
        // Stable, so that fields of one name stay in their order.
        order.sort { $0.name < $1.name }

        var names: [UInt8] = []
        names.reserveCapacity(128)
        var lines: [UInt8] = []
        lines.reserveCapacity(512)
        var previous: String?
        for (name, position) in order {
            if name == previous {
                lines[lines.count - 1] = UInt8(ascii: ",")
            } else {
                if previous != nil { names.append(UInt8(ascii: ";")) }
                names.append(name)
                lines.append(name)
                lines.append(UInt8(ascii: ":"))
                previous = name
            }
            if position >= 0 {
                fields[position].withUnsafeBytesOfValue { lines.appendTrimmed($0) }
            } else if var host {
                host.withUTF8 { lines.appendTrimmed($0) }
            }
            lines.append(UInt8(ascii: "\n"))
        }
        self.names = String(decoding: names, as: UTF8.self)
        self.lines = lines
    }

    /// The fields that a signature names. One that the request lacks is a line without a value.
    init(named names: [String], listedAs list: String, of head: HTTPRequest) {
        var lines: [UInt8] = []
        lines.reserveCapacity(512)
        for name in names {
            lines.append(name)
            lines.append(UInt8(ascii: ":"))
            if name == "host" {
                if var host = head.host { host.withUTF8 { lines.appendTrimmed($0) } }
            } else {
                var isFirst = true
                for field in head.headerFields where field.name.canonicalName == name {
                    if !isFirst { lines.append(UInt8(ascii: ",")) }
                    isFirst = false
                    field.withUnsafeBytesOfValue { lines.appendTrimmed($0) }
                }
            }
            lines.append(UInt8(ascii: "\n"))
        }
        self.names = list
        self.lines = lines
    }
}

extension HTTPRequest {
    /// What goes or came as `Host`.
    var host: String? { authority ?? headerFields[.hostField] }
}

extension [UInt8] {
    /// Appends a field's value without white space at its ends and with each run of it inside as one space.
    fileprivate mutating func appendTrimmed(_ value: UnsafeBufferPointer<UInt8>) {
        var hasText = false
        var owesSpace = false
        for byte in value {
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
                owesSpace = hasText
            } else {
                if owesSpace { append(UInt8(ascii: " ")) }
                owesSpace = false
                hasText = true
                append(byte)
            }
        }
    }
}
