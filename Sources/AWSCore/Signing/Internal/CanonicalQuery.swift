/// The query of a request in the form that is signed: each name and value escaped once, sorted.
enum CanonicalQuery {
    /// - Parameters:
    ///   - query: as on the wire, without the `?`.
    ///   - omitsSignature: leaves `X-Amz-Signature` out.
    static func append(_ query: Substring.UTF8View, omitsSignature: Bool = false, to bytes: inout [UInt8]) {
        guard !query.isEmpty else { return }
        var query = Substring(query)
        query.withUTF8 { query in
            let items = Items(query)
            items.append(to: &bytes, omitsSignature: omitsSignature)
        }
    }

    private struct Items {
        private struct Item {
            var name: Range<Int>
            var value: Range<Int>
        }

        private var escaped: [UInt8] = []
        private var items: [Item] = []

        init(_ query: UnsafeBufferPointer<UInt8>) {
            escaped.reserveCapacity(query.count + query.count / 2)
            for part in query.split(separator: UInt8(ascii: "&")) {
                let equals = part.firstIndex(of: UInt8(ascii: "="))
                let name = append(part[..<(equals ?? part.endIndex)])
                let value = append(equals.map { part[($0 + 1)...] } ?? part[part.endIndex...])
                items.append(Item(name: name, value: value))
            }
        }

        private mutating func append(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Range<Int> {
            let start = escaped.count
            escaped.appendEscaping(
                UnsafeBufferPointer(rebasing: text),
                keepingSlashes: false,
                decodingFirst: true,
                plusIsSpace: true
            )
            return start..<escaped.count
        }

        func append(to bytes: inout [UInt8], omitsSignature: Bool) {
            escaped.withUnsafeBufferPointer { escaped in
                let sorted = items.sorted { first, second in
                    let (firstName, secondName) = (escaped[first.name], escaped[second.name])
                    guard firstName.elementsEqual(secondName) else {
                        return firstName.lexicographicallyPrecedes(secondName)
                    }
                    return escaped[first.value].lexicographicallyPrecedes(escaped[second.value])
                }
                var isFirst = true
                for item in sorted {
                    if omitsSignature, escaped[item.name].elementsEqual("X-Amz-Signature".utf8) { continue }
                    if !isFirst { bytes.append(UInt8(ascii: "&")) }
                    isFirst = false
                    bytes.append(contentsOf: escaped[item.name])
                    bytes.append(UInt8(ascii: "="))
                    bytes.append(contentsOf: escaped[item.value])
                }
            }
        }
    }
}
