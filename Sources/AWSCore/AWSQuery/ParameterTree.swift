/// Named parameters as the tree their names make: `Tags.member.1.Key` is four levels deep.
struct ParameterTree {
    /// The deepest nesting and the most parameters that are read.
    static let depthLimit = 64
    static let countLimit = 10_000

    private(set) var value: String?
    private(set) var children: [String: ParameterTree] = [:]

    init() {}

    init(_ parameters: [QueryItem]) throws(CodecError) {
        guard parameters.count <= Self.countLimit else {
            throw CodecError(.limitExceeded, "The request has more than \(Self.countLimit) parameters.")
        }
        for parameter in parameters {
            let path = parameter.name.split(separator: ".", omittingEmptySubsequences: false)
            guard path.count <= Self.depthLimit else {
                throw CodecError(.limitExceeded, "A parameter's name is more than \(Self.depthLimit) levels deep.")
            }
            insert(parameter.value ?? "", at: path[...])
        }
    }

    private mutating func insert(_ value: String, at path: ArraySlice<Substring>) {
        guard let first = path.first else {
            self.value = value
            return
        }
        children[String(first), default: ParameterTree()].insert(value, at: path.dropFirst())
    }

    /// The children whose names are numbers, in the order of those.
    var elements: [ParameterTree] {
        children.compactMap { name, child in Int(name).map { (number: $0, child: child) } }
            .sorted { $0.number < $1.number }
            .map(\.child)
    }
}
