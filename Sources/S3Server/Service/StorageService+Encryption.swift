import AWSCore
import HTTPTypes
import S3Model

extension StorageService {
    func getBucketEncryption(
        _ operation: GetBucketEncryption,
        _ context: RequestContext
    ) async throws(ServiceError) -> GetBucketEncryption.Output {
        let put = try await setting(BucketSetting.encryption, as: PutBucketEncryption.self, of: operation.bucket)
        return GetBucketEncryption.Output(
            serverSideEncryptionConfiguration: put?.serverSideEncryptionConfiguration ?? Self.encryptionByDefault
        )
    }

    /// What every bucket has had since 2023 when nothing else was put.
    private static let encryptionByDefault = ServerSideEncryptionConfiguration(
        rules: [
            ServerSideEncryptionRule {
                $0.applyServerSideEncryptionByDefault = ServerSideEncryptionByDefault(sseAlgorithm: .aes256)
                $0.bucketKeyEnabled = false
            }
        ]
    )

    func putBucketEncryption(
        _ operation: PutBucketEncryption,
        _ context: RequestContext
    ) async throws(ServiceError) -> PutBucketEncryption.Output {
        let rules = operation.serverSideEncryptionConfiguration.rules
        guard rules.count == 1, let rule = rules.first else { throw .malformedXML }
        if let byDefault = rule.applyServerSideEncryptionByDefault {
            guard EncryptionRules.algorithms.contains(byDefault.sseAlgorithm.rawValue) else { throw .malformedXML }
            if byDefault.kmsMasterKeyID != nil, byDefault.sseAlgorithm == .aes256 {
                throw .invalidArgument(
                    "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
                    "ApplyServerSideEncryptionByDefault",
                    nil
                )
            }
        } else if rule.blockedEncryptionTypes == nil, rule.bucketKeyEnabled == nil {
            throw .malformedXML
        }
        try await setSetting(BucketSetting.encryption, to: operation, of: operation.bucket)
        return EmptyOutput()
    }

    func deleteBucketEncryption(
        _ operation: DeleteBucketEncryption,
        _ context: RequestContext
    ) async throws(ServiceError) -> DeleteBucketEncryption.Output {
        try await removeSetting(BucketSetting.encryption, of: operation.bucket)
        return EmptyOutput()
    }

    /// How an object written now says it is encrypted: as its request asks, else as its bucket's configuration says.
    ///
    /// Nothing is enciphered: this server keeps and shows the setting.
    func encryption(_ headers: HTTPFields, in bucket: String) async throws(ServiceError) -> StoredEncryption {
        try EncryptionRules.refuseCustomerKeys(headers)
        if let asked = try EncryptionRules.encryption(headers) {
            // The bucket must exist all the same; what follows finds that out when it writes.
            return asked
        }
        let put = try await setting(BucketSetting.encryption, as: PutBucketEncryption.self, of: bucket)
        guard let rule = put?.serverSideEncryptionConfiguration.rules.first,
            let byDefault = rule.applyServerSideEncryptionByDefault
        else { return StoredEncryption(algorithm: "AES256") }
        return StoredEncryption(
            algorithm: byDefault.sseAlgorithm.rawValue,
            keyID: byDefault.kmsMasterKeyID.map { "\($0)" },
            isBucketKeyEnabled: rule.bucketKeyEnabled ?? false
        )
    }
}

/// What requests may say of encryption.
enum EncryptionRules {
    static let algorithms: Set<String> = ["AES256", "aws:kms", "aws:kms:dsse"]

    /// The encryption a request asks for; nil when it leaves that to the bucket.
    static func encryption(_ headers: HTTPFields) throws(ServiceError) -> StoredEncryption? {
        guard let algorithm = headers[.encryption] else {
            guard headers[.encryptionKeyID] == nil else {
                throw .invalidArgument(
                    "Server Side Encryption with AWS KMS managed key requires HTTP header "
                        + "x-amz-server-side-encryption : aws:kms",
                    "x-amz-server-side-encryption",
                    nil
                )
            }
            return nil
        }
        guard algorithms.contains(algorithm) else {
            throw .invalidArgument(
                "The encryption method specified is not supported",
                "x-amz-server-side-encryption",
                algorithm
            )
        }
        guard algorithm != "AES256" || headers[.encryptionKeyID] == nil else {
            throw .invalidArgument(
                "The encryption method specified is not supported",
                "x-amz-server-side-encryption-aws-kms-key-id",
                headers[.encryptionKeyID]
            )
        }
        return StoredEncryption(
            algorithm: algorithm,
            keyID: headers[.encryptionKeyID],
            isBucketKeyEnabled: headers[.bucketKeyEnabled]?.lowercased() == "true",
            context: headers[.encryptionContext]
        )
    }

    /// Keys that the caller holds are blocked on buckets by default since 2026.
    static func refuseCustomerKeys(_ headers: HTTPFields) throws(ServiceError) {
        guard headers[.customerAlgorithm] == nil else {
            throw ServiceError(
                "AccessDenied",
                "Server-side encryption with customer-provided keys (SSE-C) is blocked by this bucket's encryption "
                    + "configuration.",
                status: 403
            )
        }
    }

    /// An object that was not written with the caller's key is not read with one.
    static func refuseCustomerKeysOnRead(_ headers: HTTPFields) throws(ServiceError) {
        guard headers[.customerAlgorithm] == nil, headers[.sourceCustomerAlgorithm] == nil else {
            throw .invalidRequest("The encryption parameters are not applicable to this object.")
        }
    }
}
