#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A bucket with its number in the index.
struct BucketRow: Sendable {
    static let columns = "id, name, region, created, owner, versioning, has_object_lock"

    let id: Int
    var bucket: StoredBucket

    init(_ row: Statement) throws(StoreError) {
        guard let versioning = StoredBucket.Versioning(rawValue: row.integer(5)) else {
            throw .corrupt("a bucket's versioning state is \(row.integer(5))")
        }
        id = row.integer(0)
        bucket = StoredBucket(
            name: row.text(1),
            region: row.text(2),
            created: Date(milliseconds: row.integer(3)),
            owner: row.text(4),
            versioning: versioning,
            hasObjectLock: row.flag(6)
        )
    }
}

extension Connection {
    /// - Throws: `noSuchBucket`.
    func bucket(_ name: String) throws(StoreError) -> BucketRow {
        let sql = "SELECT \(BucketRow.columns) FROM buckets WHERE name = ?"
        let found = try first(sql, [.text(name)]) { row throws(StoreError) in try BucketRow(row) }
        guard let found else { throw .noSuchBucket(name) }
        return found
    }
}
