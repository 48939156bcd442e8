extension ShapeReader {
    /// Takes a wrapped list, which is there as a whole.
    @inlinable
    public mutating func list<S: Shape>(of type: S.Type) throws(CodecError) -> [S] {
        var list: [S] = []
        try self.list(appendingTo: &list)
        return list
    }

    /// Takes a wrapped list, which is there as a whole.
    @inlinable
    public mutating func list(of type: String.Type) throws(CodecError) -> [String] {
        var list: [String] = []
        try self.list(appendingTo: &list)
        return list
    }

    /// Takes a wrapped list, which is there as a whole.
    @inlinable
    public mutating func list<E: OpenEnum>(of type: E.Type) throws(CodecError) -> [E] {
        var list: [E] = []
        try self.list(appendingTo: &list)
        return list
    }
}
