extension ObjectStore {
    /// Begins an upload.
    ///
    /// - Throws: `noSuchBucket`.
    func createUpload(_ upload: NewUpload, in bucket: String) async throws(StoreError) -> StoredUpload {
        try await database.write { [self] transaction throws(StoreError) in
            let row = try transaction.connection.bucket(bucket)
            let sequence = nextSequence()
            let stored = StoredUpload(
                uploadID: makeID(sequence: sequence),
                key: upload.key,
                initiated: upload.initiated.toMilliseconds,
                owner: upload.owner,
                attributes: upload.attributes,
                checksumFunction: upload.checksumFunction,
                checksumKind: upload.checksumKind
            )
            try transaction.connection.run(
                "INSERT INTO uploads (bucket, \(UploadRow.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    .integer(row.id), .integer(sequence), .utf8(stored.key), .text(stored.uploadID),
                    .integer(stored.initiated.milliseconds), .text(stored.owner),
                    .text(stored.attributes.storageClass), .optional(stored.checksumFunction),
                    .optional(stored.checksumKind?.rawValue), .bytes(stored.attributes.packed),
                ]
            )
            return stored
        }
    }

    /// An upload under way.
    ///
    /// - Throws: `noSuchBucket`; `noSuchUpload`, also for an upload of another key or bucket.
    func upload(_ uploadID: String, key: String, in bucket: String) async throws(StoreError) -> StoredUpload {
        try database.read { connection throws(StoreError) in
            try connection.upload(uploadID, key: key, in: try connection.bucket(bucket)).upload
        }
    }

    /// Writes a part, in place of an earlier one of that number.
    ///
    /// - Throws: `noSuchBucket`, `noSuchUpload`; `noSuchVersion` when the source of a copy is gone.
    func putPart(
        _ part: NewPart,
        of uploadID: String,
        key: String,
        in bucket: String
    ) async throws(StoreError) -> StoredPart {
        try await database.write { [self] transaction throws(StoreError) in
            let connection = transaction.connection
            let upload = try connection.upload(uploadID, key: key, in: try connection.bucket(bucket)).number
            let content = nextSequence()
            let stored = StoredPart(
                number: part.number,
                size: try transaction.storeContent(part.content, for: content),
                eTag: part.eTag,
                lastModified: part.lastModified.toMilliseconds,
                checksums: part.checksums
            )
            let place: [SQLValue] = [.integer(upload), .integer(part.number)]
            let earlier = try connection.first(
                "SELECT content FROM parts WHERE owner = ? AND number = ?",
                place
            ) { row in row.integer(0) }
            if let earlier { try transaction.releaseContent(of: earlier) }
            try connection.run(
                "INSERT OR REPLACE INTO parts (owner, \(PartRow.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
                place + [
                    .integer(content), .integer(stored.size), .text(stored.eTag),
                    .integer(stored.lastModified.milliseconds), .bytes(stored.checksums.packed),
                ]
            )
            return stored
        }
    }

    /// The parts of an upload so far.
    ///
    /// - Parameter after: only parts with greater numbers.
    /// - Throws: `noSuchBucket`, `noSuchUpload`.
    func listParts(
        of uploadID: String,
        key: String,
        in bucket: String,
        after: Int = 0,
        limit: Int = 1000
    ) async throws(StoreError) -> PartPage {
        try database.read { connection throws(StoreError) in
            let upload = try connection.upload(uploadID, key: key, in: try connection.bucket(bucket))
            return try connection.partPage(of: upload.number, after: after, limit: limit)
        }
    }

    /// Makes an object of an upload's parts. No content is copied; parts that are not chosen are removed.
    ///
    /// - Parameters:
    ///   - numbers: the parts to put together, in rising order.
    ///   - condition: looks at the current version first. See ``WriteCondition``.
    ///   - assemble: compares the chosen parts with what was asked for and gives what the object is to be; inside the
    ///     transaction, so that no part changes meanwhile.
    /// - Throws: `noSuchBucket`, `noSuchUpload`; `noSuchPart` for one that is missing or out of order; `refused` with
    ///   what a closure throws.
    func completeUpload(
        _ uploadID: String,
        key: String,
        in bucket: String,
        parts numbers: [Int],
        if condition: WriteCondition? = nil,
        assemble: @escaping @Sendable (StoredUpload, [StoredPart]) throws -> Assembly
    ) async throws(StoreError) -> WrittenVersion {
        try await database.write { [self] transaction throws(StoreError) in
            let row = try transaction.connection.bucket(bucket)
            let upload = try transaction.connection.upload(uploadID, key: key, in: row)
            try transaction.check(condition, key: key, in: row)
            let chosen = try transaction.connection.chooseParts(numbers, of: upload)
            let assembly = try StoreError.refusing { try assemble(upload.upload, chosen.map { $0.part }) }
            let sequence = nextSequence()
            try transaction.move(chosen, of: upload, to: sequence)
            try transaction.remove(upload: upload.number)
            let version = StoredVersion(
                sequence: sequence,
                key: key,
                versionID: versionID(sequence: sequence, in: row),
                isLatest: true,
                isDeleteMarker: false,
                lastModified: assembly.lastModified.toMilliseconds,
                size: chosen.reduce(0) { $0 + $1.part.size },
                eTag: assembly.eTag,
                owner: upload.upload.owner,
                checksums: assembly.checksums,
                partCount: chosen.count,
                attributes: upload.upload.attributes
            )
            try transaction.insert(version, in: row)
            return WrittenVersion(version: version, versioning: row.bucket.versioning)
        }
    }

    /// Ends an upload and removes its parts.
    ///
    /// - Throws: `noSuchBucket`, `noSuchUpload`.
    func abortUpload(_ uploadID: String, key: String, in bucket: String) async throws(StoreError) {
        try await database.write { transaction throws(StoreError) in
            let row = try transaction.connection.bucket(bucket)
            try transaction.remove(upload: try transaction.connection.upload(uploadID, key: key, in: row).number)
        }
    }
}

extension Connection {
    /// - Throws: `noSuchPart` for a number that is missing or does not rise.
    fileprivate func chooseParts(_ numbers: [Int], of upload: UploadRow) throws(StoreError) -> [PartRow] {
        var stored = try parts(of: upload.number)[...]
        var chosen: [PartRow] = []
        chosen.reserveCapacity(numbers.count)
        for number in numbers {
            while let first = stored.first, first.part.number < number { stored.removeFirst() }
            guard let row = stored.popFirst(), row.part.number == number else { throw .noSuchPart(number) }
            chosen.append(row)
        }
        return chosen
    }
}

extension WriteTransaction {
    /// Hands parts and their content over from an upload to a version.
    fileprivate func move(_ parts: [PartRow], of upload: UploadRow, to version: Int) throws(StoreError) {
        var count = 0
        for row in parts {
            count = try moveContent(from: row.content, to: version, after: count)
            try connection.run(
                "UPDATE parts SET owner = ? WHERE owner = ? AND number = ?",
                [.integer(version), .integer(upload.number), .integer(row.part.number)]
            )
        }
    }
}
