import CSQLite
import NIOCore

/// A prepared statement of one connection. Belongs to whoever holds the connection.
final class Statement {
    private let handle: OpaquePointer
    private let connection: OpaquePointer

    init(_ sql: String, on connection: OpaquePointer) throws(StoreError) {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle else { throw .sqlite(code, on: connection) }
        self.handle = handle
        self.connection = connection
    }

    deinit { sqlite3_finalize(handle) }

    /// Starts over with these values for the parameters 1, 2, ...
    func bind(_ values: [SQLValue]) throws(StoreError) {
        reset()
        var index: Int32 = 0
        for value in values {
            index += 1
            try bind(value, at: index)
        }
    }

    private func bind(_ value: SQLValue, at index: Int32) throws(StoreError) {
        let code: Int32
        switch value {
        case .null:
            code = sqlite3_bind_null(handle, index)
        case .integer(let integer):
            code = sqlite3_bind_int64(handle, index, Int64(integer))
        case .text(var text):
            code = text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) { chars in
                    // An empty string may have no address, and SQLite takes none for null.
                    guard let start = chars.baseAddress else { return sqlite3_bind_text_copy(handle, index, "", 0) }
                    return sqlite3_bind_text_copy(handle, index, start, Int32(clamping: chars.count))
                }
            }
        case .bytes(let bytes):
            code = bytes.withUnsafeBytes { bind($0, at: index) }
        case .buffer(let buffer):
            code = buffer.withUnsafeReadableBytes { bind($0, at: index) }
        case .utf8(var text):
            code = text.withUTF8 { bind(UnsafeRawBufferPointer($0), at: index) }
        }
        guard code == SQLITE_OK else { throw .sqlite(code, on: connection) }
    }

    private func bind(_ bytes: UnsafeRawBufferPointer, at index: Int32) -> Int32 {
        sqlite3_bind_blob_copy(handle, index, bytes.baseAddress, Int32(clamping: bytes.count))
    }

    /// Goes to the next row. False at the end.
    func step() throws(StoreError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let error = StoreError.sqlite(code, on: connection)
            reset()
            throw error
        }
    }

    /// Gives up the rows it stands on.
    func reset() {
        sqlite3_reset(handle)
    }

    // MARK: Columns of the current row, from 0

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// 0 for null.
    func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    func flag(_ column: Int32) -> Bool { integer(column) != 0 }

    /// The text or blob as a string; empty for null.
    func text(_ column: Int32) -> String { withBytes(column) { String(decoding: $0, as: UTF8.self) } }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    /// Empty for null.
    func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }

    /// Empty for null.
    func buffer(_ column: Int32) -> ByteBuffer { withBytes(column) { ByteBuffer(bytes: $0) } }

    /// The bytes of a text or blob while the row is current.
    func withBytes<Result, Failure: Error>(
        _ column: Int32,
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = sqlite3_column_blob(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }
}

extension StoreError {
    /// What a result code of a connection's last call means.
    static func sqlite(_ code: Int32, on connection: OpaquePointer?) -> StoreError {
        let message = connection.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
        switch code & 0xFF {
        case SQLITE_FULL: return .diskFull
        case SQLITE_CORRUPT, SQLITE_NOTADB: return .corrupt("the index: \(message)")
        case SQLITE_IOERR where connection.map({ SystemError.isNoSpace(sqlite3_system_errno($0)) }) == true:
            return .diskFull
        default: return .database(code: code, message: message)
        }
    }
}
