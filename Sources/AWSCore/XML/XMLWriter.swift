package import NIOCore

/// Writes an XML document into a buffer. What is written as text reads back exactly.
package struct XMLWriter {
    private var bytes: [UInt8] = []
    /// The start tag written last can still take attributes.
    private var isStartTagOpen = false

    package init(capacity: Int = 1024) {
        bytes.reserveCapacity(capacity)
    }

    /// What has been written.
    package var buffer: ByteBuffer { ByteBuffer(bytes: bytes) }

    /// Writes the XML declaration, which stands before everything else.
    package mutating func declaration() {
        write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    }

    package mutating func startElement(_ name: String, namespace: XMLNamespace? = nil) {
        closeStartTag()
        write("<")
        write(name: name)
        isStartTagOpen = true
        guard let namespace else { return }
        attribute(namespace.prefix.map { "xmlns:\($0)" } ?? "xmlns", namespace.uri)
    }

    /// Adds an attribute to the element just started. Once that element has content it is too late and nothing is written.
    package mutating func attribute(_ name: String, _ value: String) {
        guard isStartTagOpen else { return }
        write(" ")
        write(name: name)
        write("=\"")
        escape(value, inAttribute: true)
        write("\"")
    }

    package mutating func text(_ text: String) {
        guard !text.isEmpty else { return }
        closeStartTag()
        escape(text, inAttribute: false)
    }

    package mutating func endElement(_ name: String) {
        if isStartTagOpen {
            isStartTagOpen = false
            write("/>")
            return
        }
        write("</")
        write(name: name)
        write(">")
    }

    /// An element that holds text alone.
    package mutating func element(_ name: String, _ text: String) {
        startElement(name)
        self.text(text)
        endElement(name)
    }

    private mutating func closeStartTag() {
        guard isStartTagOpen else { return }
        isStartTagOpen = false
        write(">")
    }

    private mutating func write(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func write(name: String) {
        bytes.append(contentsOf: name.utf8)
    }

    /// Writes runs of ordinary characters as they are, and references for the rest.
    private mutating func escape(_ text: String, inAttribute: Bool) {
        var text = text
        text.withUTF8 { text in
            var start = 0
            for (index, byte) in text.enumerated() where Self.needsReference(byte, inAttribute: inAttribute) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
                writeReference(to: byte)
                start = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
        }
    }

    @inline(__always)
    private static func needsReference(_ byte: UInt8, inAttribute: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): true
        case UInt8(ascii: "\n"), UInt8(ascii: "\t"): inAttribute
        default: byte < 0x20
        }
    }

    private mutating func writeReference(to byte: UInt8) {
        switch byte {
        case UInt8(ascii: "&"): write("&amp;")
        case UInt8(ascii: "<"): write("&lt;")
        case UInt8(ascii: ">"): write("&gt;")
        case UInt8(ascii: "\""): write("&quot;")
        default: write(name: "&#x\(String(byte, radix: 16, uppercase: true));")
        }
    }
}
