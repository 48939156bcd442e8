#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What a store is made of, once opened and put in order. Opening blocks.
struct StoreParts: Sendable {
    let database: Database
    let pins: BlobPins
    let lock: DirectoryLock?
    let lastSequence: Int
    let lastBlob: Int

    static func inMemory() throws(StoreError) -> StoreParts {
        let pins = BlobPins(MemoryBlobs())
        let database = try Database(path: nil) { pins.remove($0) }
        return StoreParts(database: database, pins: pins, lock: nil, lastSequence: 0, lastBlob: 0)
    }

    static func inDirectory(_ path: String) throws(StoreError) -> StoreParts {
        try FileSystem.makeDirectories(path)
        let lock = try DirectoryLock(path)
        let blobs = try DirectoryBlobs(in: path)
        let pins = BlobPins(blobs)
        let index = path + "/index.sqlite"
        // Made here, so that it is its owner's only: SQLite gives the files beside it the same rights.
        _ = try OpenFile(index, O_RDWR | O_CREAT)
        let database = try Database(path: index) { pins.remove($0) }
        try FileSystem.synchronizeDirectory(path)
        try blobs.removeTemporaries()
        try database.recover { connection throws(StoreError) in
            try blobs.sweep { id throws(StoreError) in
                try connection.first("SELECT 1 FROM segments WHERE blob = ? LIMIT 1", [.integer(id)]) { _ in true }
                    ?? false
            }
        }
        let (lastSequence, lastBlob) = try database.read { connection throws(StoreError) in
            let sequence = try connection.first(
                """
                SELECT max(
                    ifnull((SELECT max(sequence) FROM versions), 0),
                    ifnull((SELECT max(upload) FROM uploads), 0),
                    ifnull((SELECT max(owner) FROM segments), 0),
                    ifnull((SELECT max(content) FROM parts WHERE owner IN (SELECT upload FROM uploads)), 0)
                )
                """
            ) { row in row.integer(0) }
            let blob = try connection.first("SELECT max(blob) FROM segments WHERE blob IS NOT NULL") { row in
                row.integer(0)
            }
            return (sequence ?? 0, blob ?? 0)
        }
        return StoreParts(
            database: database,
            pins: pins,
            lock: lock,
            lastSequence: lastSequence,
            lastBlob: lastBlob
        )
    }
}
