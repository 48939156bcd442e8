package import HTTPTypes

/// A request whose members are in their places and whose address is still open.
package struct EncodedRequest: Sendable {
    /// The values of the path's placeholders, not percent-encoded.
    package var labels: [(name: String, value: String)] = []
    /// The operation's own query items and those its members make, not percent-encoded.
    package var query: [QueryItem] = []
    package var headers = HTTPFields()
    package var body = HTTPBody.empty

    package init() {}

    /// The operation's path with each placeholder filled in and percent-encoded. Nothing is normalised.
    ///
    /// - Parameter label: a placeholder to leave out together with its slash, as `Bucket` is when the host names it.
    package func path(of traits: OperationTraits, omitting label: String? = nil) throws(CodecError) -> String {
        var path = ""
        for segment in traits.path.split(separator: "/", omittingEmptySubsequences: true) {
            guard segment.hasPrefix("{"), segment.hasSuffix("}") else {
                path += "/" + segment
                continue
            }
            var name = segment.dropFirst().dropLast()
            let keepsSlashes = name.hasSuffix("+")
            if keepsSlashes { name = name.dropLast() }
            if let label, name == label { continue }
            path += "/" + PercentEncoding.encode(try value(ofLabel: String(name)), keepingSlashes: keepsSlashes)
        }
        return path.isEmpty ? "/" : path
    }

    private func value(ofLabel name: String) throws(CodecError) -> String {
        guard let value = labels.first(where: { $0.name == name })?.value else {
            throw CodecError(.missingMember, "The path needs \(name), which has no value.", member: name)
        }
        guard !value.isEmpty else {
            throw CodecError(.invalidValue, "\(name) is empty, and the path needs a value.", member: name)
        }
        return value
    }
}
