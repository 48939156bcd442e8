import AWSCore
import S3Model

/// The checksum that an upload's parts and the object made of them are to have.
struct UploadChecksum: Sendable, Equatable {
    var function: ChecksumFunction
    var kind: StoredChecksum.Kind

    /// - Returns: nil when the request chooses none; the object then gets the one every object has.
    init?(algorithm: ChecksumAlgorithm?, type: ChecksumType?) throws(ServiceError) {
        guard let algorithm else {
            guard type == nil else {
                throw .invalidRequest(
                    "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header."
                )
            }
            return nil
        }
        function = try ChecksumFunction(algorithm)
        kind = function == .crc64nvme ? .fullObject : .composite
        guard let type else { return }
        guard let asked = StoredChecksum.Kind(rawValue: type.rawValue) else {
            throw .invalidRequest("Value for x-amz-checksum-type header is invalid.")
        }
        guard function.allows(asked) else {
            throw .invalidRequest(
                "The \(asked.rawValue) checksum type cannot be used with the \(function.name.lowercased()) "
                    + "checksum algorithm."
            )
        }
        kind = asked
    }
}

extension ChecksumFunction {
    /// A CRC of a whole can be had from those of its parts; no other function can do that. The newest CRC is used in
    /// no other way.
    fileprivate func allows(_ kind: StoredChecksum.Kind) -> Bool {
        switch (self, kind) {
        case (.crc64nvme, .composite): false
        case (.crc32, .fullObject), (.crc32c, .fullObject), (.crc64nvme, .fullObject): true
        case (_, .fullObject): false
        default: true
        }
    }
}

extension StoredUpload {
    /// The checksum to compute for a part.
    ///
    /// - Throws: `InvalidRequest` when the part comes with another one than the upload was begun with.
    func partFunction(claimed: ChecksumFunction?) throws(ServiceError) -> ChecksumFunction {
        guard let name = checksumFunction, let function = ChecksumFunction(name: name) else { return .crc64nvme }
        if let claimed, claimed != function { throw Self.mismatch(expected: name, actual: claimed.name) }
        if claimed == nil, checksumKind == .composite { throw Self.mismatch(expected: name, actual: "null") }
        return function
    }

    private static func mismatch(expected: String, actual: String) -> ServiceError {
        .invalidRequest(
            "Checksum Type mismatch occurred, expected checksum Type: \(expected.lowercased()), "
                + "actual checksum Type: \(actual.lowercased())"
        )
    }
}
