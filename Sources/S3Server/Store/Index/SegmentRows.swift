extension Connection {
    /// The content of a version or part.
    func segments(of owner: Int) throws(StoreError) -> [Segment] {
        try all(
            "SELECT blob, start, length, bytes FROM segments WHERE owner = ? ORDER BY ordinal",
            [.integer(owner)]
        ) { row throws(StoreError) in
            if row.isNull(0) { return .bytes(row.buffer(3)) }
            let start = row.integer(1)
            let length = row.integer(2)
            guard start >= 0, length >= 0, start.addingReportingOverflow(length).overflow == false else {
                throw .corrupt("a segment of \(owner) has no sensible range")
            }
            return .blob(id: row.integer(0), range: start..<(start + length))
        }
    }
}

extension WriteTransaction {
    /// Gives a version or part its content.
    ///
    /// - Returns: its size in bytes.
    /// - Throws: `noSuchVersion` when the source of a copy is gone.
    func storeContent(_ source: ContentSource, for owner: Int) throws(StoreError) -> Int {
        switch source {
        case .empty:
            return 0
        case .new(let content):
            try insert(content.segments, for: owner)
            if let blob = content.blob { keep(blob) }
            return content.size
        case .copy(let version, let range):
            try connection.confirm(version)
            let segments = try connection.segments(of: version.sequence)
            let selected = range.map { segments.slice($0) } ?? segments
            try insert(selected, for: owner)
            return selected.length
        }
    }

    private func insert(_ segments: [Segment], for owner: Int) throws(StoreError) {
        let sql = "INSERT INTO segments (owner, ordinal, blob, start, length, bytes) VALUES (?, ?, ?, ?, ?, ?)"
        for (ordinal, segment) in segments.enumerated() {
            let place: [SQLValue] = [.integer(owner), .integer(ordinal)]
            switch segment {
            case .bytes(let buffer):
                try connection.run(sql, place + [.null, .integer(0), .integer(segment.length), .buffer(buffer)])
            case .blob(let id, let range):
                try connection.run(
                    sql,
                    place + [.integer(id), .integer(range.lowerBound), .integer(range.count), .null]
                )
            }
        }
    }

    /// Hands a part's content over, behind the segments its new owner has already.
    ///
    /// - Returns: the number of segments the new owner has now.
    func moveContent(from part: Int, to owner: Int, after count: Int) throws(StoreError) -> Int {
        count
            + (try connection.run(
                "UPDATE segments SET owner = ?, ordinal = ordinal + ? WHERE owner = ?",
                [.integer(owner), .integer(count), .integer(part)]
            ))
    }

    /// Takes the content of a version or part away, and frees the blobs that nothing else names.
    func releaseContent(of owner: Int) throws(StoreError) {
        let blobs = try connection.all(
            "SELECT blob FROM segments WHERE owner = ? AND blob IS NOT NULL",
            [.integer(owner)]
        ) { row in row.integer(0) }
        try connection.run("DELETE FROM segments WHERE owner = ?", [.integer(owner)])
        for blob in Set(blobs) {
            let sql = "SELECT 1 FROM segments WHERE blob = ? LIMIT 1"
            let isNamed = try connection.first(sql, [.integer(blob)]) { _ in true } ?? false
            if !isNamed { free(blob) }
        }
    }
}
