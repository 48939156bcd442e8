import Testing

@testable import S3Server

@Suite struct SchemaTests {
    private static let migrations = [
        "CREATE TABLE notes (text TEXT NOT NULL);",
        "ALTER TABLE notes ADD COLUMN length INTEGER; UPDATE notes SET length = length(text);",
        "CREATE INDEX notes_by_length ON notes (length);  -- A comment at the end.",
    ]

    private func number(_ connection: Connection, _ sql: String, _ values: [SQLValue] = []) throws -> Int? {
        try connection.first(sql, values) { row in row.integer(0) }
    }

    private func version(_ connection: Connection) throws -> Int? {
        try number(connection, "PRAGMA user_version")
    }

    private func count(of name: String, _ connection: Connection) throws -> Int? {
        try number(connection, "SELECT count(*) FROM sqlite_master WHERE name = ?", [.text(name)])
    }

    @Test(arguments: 1...3)
    func `an older index is brought up and keeps what it holds`(written: Int) throws {
        let connection = try Connection(path: nil)
        try Schema.migrate(connection, by: Array(Self.migrations.prefix(written)))
        #expect(try version(connection) == written)
        try connection.run("INSERT INTO notes (text) VALUES ('four')")
        for _ in 0..<2 {
            try Schema.migrate(connection, by: Self.migrations)
            #expect(try version(connection) == 3)
            #expect(try count(of: "notes_by_length", connection) == 1)
            #expect(try number(connection, "SELECT count(*) FROM notes") == 1)
        }
        #expect(try number(connection, "SELECT ifnull(length, -1) FROM notes") == (written == 1 ? 4 : -1))
    }

    @Test func `a migration that fails leaves the index as it was`() throws {
        let connection = try Connection(path: nil)
        try Schema.migrate(connection, by: Array(Self.migrations.prefix(1)))
        let broken = Self.migrations + ["CREATE TABLE later (x INTEGER); INSERT INTO missing VALUES (1);"]
        #expect(throws: StoreError.self) { try Schema.migrate(connection, by: broken) }
        #expect(!connection.isInTransaction)
        #expect(try version(connection) == 1)
        #expect(try count(of: "notes_by_length", connection) == 0)
        #expect(try count(of: "later", connection) == 0)
        try Schema.migrate(connection, by: Self.migrations)
        #expect(try version(connection) == 3)
    }

    @Test func `the store's own tables come about from nothing`() throws {
        let connection = try Connection(path: nil)
        try Schema.prepare(connection)
        #expect(try version(connection) == Schema.version)
        #expect(try count(of: "versions", connection) == 1)
        try Schema.prepare(connection)
    }

    @Test(arguments: [
        "CREATE TABLE theirs (x INTEGER);", "CREATE TABLE theirs (x INTEGER); PRAGMA user_version = -1;",
    ])
    func `somebody else's database is refused and left alone`(script: String) throws {
        let connection = try Connection(path: nil)
        try connection.execute(script)
        let found = try version(connection)
        let error = #expect(throws: StoreError.self) { try Schema.prepare(connection) }
        guard case .corrupt = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try version(connection) == found)
        #expect(try count(of: "versions", connection) == 0)
    }

    @Test func `a newer index is named as such`() throws {
        let connection = try Connection(path: nil)
        try connection.execute("PRAGMA user_version = 4")
        let error = #expect(throws: StoreError.self) { try Schema.migrate(connection, by: Self.migrations) }
        guard case .newerSchema(found: 4, supported: 3) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
