import CSQLite
import Synchronization

/// A connection to SQLite with its prepared statements.
///
/// Used by one thread at a time: ``Database`` sees to that, hence the unchecked conformance.
final class Connection: @unchecked Sendable {
    private let handle: OpaquePointer
    private var statements: [String: Statement] = [:]

    /// Opens a database file, made if it is missing, or one in memory for nil.
    init(path: String?) throws(StoreError) {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(path ?? ":memory:", &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            let error = StoreError.sqlite(code, on: handle)
            sqlite3_close_v2(handle)
            throw error
        }
        self.handle = handle
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, 5_000)
    }

    deinit {
        statements.removeAll()
        sqlite3_close_v2(handle)
    }

    /// Runs SQL of several statements without parameters.
    func execute(_ script: String) throws(StoreError) {
        let code = sqlite3_exec(handle, script, nil, nil, nil)
        guard code == SQLITE_OK else { throw .sqlite(code, on: handle) }
    }

    /// The statement for an SQL text, prepared once, with its parameters bound.
    ///
    /// One text is one statement: do not use it again while its rows are being read.
    func statement(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) -> Statement {
        let statement: Statement
        if let prepared = statements[sql] {
            statement = prepared
        } else {
            statement = try Statement(sql, on: handle)
            statements[sql] = statement
        }
        try statement.bind(values)
        return statement
    }

    /// Runs a statement that gives no rows.
    ///
    /// - Returns: the number of rows it changed.
    @discardableResult
    func run(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) -> Int {
        let statement = try statement(sql, values)
        _ = try statement.step()
        statement.reset()
        return Int(sqlite3_changes(handle))
    }

    /// The first row, as `read` makes it; nil if there is none.
    func first<Value>(
        _ sql: String,
        _ values: [SQLValue] = [],
        _ read: (Statement) throws(StoreError) -> Value
    ) throws(StoreError) -> Value? {
        let row = try statement(sql, values)
        defer { row.reset() }
        guard try row.step() else { return nil }
        return try read(row)
    }

    /// All rows, as `read` makes them.
    func all<Value>(
        _ sql: String,
        _ values: [SQLValue] = [],
        _ read: (Statement) throws(StoreError) -> Value
    ) throws(StoreError) -> [Value] {
        let row = try statement(sql, values)
        defer { row.reset() }
        var result: [Value] = []
        while try row.step() { result.append(try read(row)) }
        return result
    }

    /// Whether a transaction is open. SQLite ends one by itself after some failures.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }
}
