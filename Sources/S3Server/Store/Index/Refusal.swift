extension StoreError {
    /// Runs a closure that the caller of an operation gave; what it throws becomes `refused`.
    static func refusing<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
        do { return try body() } catch { throw .refused(error) }
    }
}
