import AWSCore
import S3Model

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Outputs that name the checksum of what they speak of.
protocol ChecksumCarrier {
    var checksumCRC32: String? { get set }
    var checksumCRC32C: String? { get set }
    var checksumCRC64NVME: String? { get set }
    var checksumSHA1: String? { get set }
    var checksumSHA256: String? { get set }
    var checksumSHA512: String? { get set }
    var checksumMD5: String? { get set }
}

extension ChecksumCarrier {
    mutating func set(_ checksums: [StoredChecksum]) {
        for checksum in checksums {
            switch checksum.function {
            case "CRC32": checksumCRC32 = checksum.value
            case "CRC32C": checksumCRC32C = checksum.value
            case "CRC64NVME": checksumCRC64NVME = checksum.value
            case "SHA1": checksumSHA1 = checksum.value
            case "SHA256": checksumSHA256 = checksum.value
            case "SHA512": checksumSHA512 = checksum.value
            case "MD5": checksumMD5 = checksum.value
            default: break
            }
        }
    }
}

/// Outputs that also say whether the checksum is of the whole object or of its parts' checksums.
protocol TypedChecksumCarrier: ChecksumCarrier {
    var checksumType: ChecksumType? { get set }
}

extension TypedChecksumCarrier {
    mutating func setTyped(_ checksums: [StoredChecksum]) {
        set(checksums)
        checksumType = checksums.first.map { ChecksumType(rawValue: $0.kind.rawValue) }
    }
}

/// Outputs that say how what they speak of is encrypted.
protocol EncryptionCarrier {
    var serverSideEncryption: ServerSideEncryption? { get set }
    var sseKMSKeyID: String? { get set }
    var bucketKeyEnabled: Bool? { get set }
}

extension EncryptionCarrier {
    mutating func set(_ encryption: StoredEncryption?) {
        guard let encryption else { return }
        serverSideEncryption = ServerSideEncryption(rawValue: encryption.algorithm)
        sseKMSKeyID = encryption.keyID
        if encryption.isBucketKeyEnabled { bucketKeyEnabled = true }
    }
}

/// What GET and HEAD say of an object alike.
protocol ObjectHeaderCarrier: TypedChecksumCarrier, EncryptionCarrier {
    var acceptRanges: String? { get set }
    var lastModified: Date? { get set }
    var contentLength: Int? { get set }
    var eTag: String? { get set }
    var versionID: String? { get set }
    var cacheControl: String? { get set }
    var contentDisposition: String? { get set }
    var contentEncoding: String? { get set }
    var contentLanguage: String? { get set }
    var contentRange: String? { get set }
    var contentType: String? { get set }
    var expires: String? { get set }
    var websiteRedirectLocation: String? { get set }
    var metadata: [String: String] { get set }
    var storageClass: StorageClass? { get set }
    var partsCount: Int? { get set }
    var tagCount: Int? { get set }
}

extension ObjectHeaderCarrier {
    mutating func set(_ version: StoredVersion) {
        let attributes = version.attributes
        acceptRanges = "bytes"
        lastModified = version.lastModified
        eTag = EntityTag.quoted(version.eTag)
        cacheControl = attributes.header("Cache-Control")
        contentDisposition = attributes.header("Content-Disposition")
        contentEncoding = attributes.header("Content-Encoding")
        contentLanguage = attributes.header("Content-Language")
        contentType = attributes.header("Content-Type") ?? ObjectAttributes.defaultContentType
        expires = attributes.header("Expires")
        websiteRedirectLocation = attributes.property(ObjectAttributes.redirectProperty)
        metadata = Dictionary(attributes.metadata.map { ($0.name, $0.value) }, uniquingKeysWith: { $0 + "," + $1 })
        if attributes.storageClass != "STANDARD" { storageClass = StorageClass(rawValue: attributes.storageClass) }
        if !attributes.tags.isEmpty { tagCount = attributes.tags.count }
        set(attributes.encryption)
    }
}

extension GetObject.Output: ObjectHeaderCarrier {}
extension HeadObject.Output: ObjectHeaderCarrier {}
extension PutObject.Output: TypedChecksumCarrier, EncryptionCarrier {}
extension CopyObject.Output: EncryptionCarrier {}
extension CopyObjectResult: TypedChecksumCarrier {}
extension CreateMultipartUpload.Output: EncryptionCarrier {}
extension UploadPart.Output: ChecksumCarrier, EncryptionCarrier {}
extension UploadPartCopy.Output: EncryptionCarrier {}
extension CopyPartResult: ChecksumCarrier {}
extension CompleteMultipartUpload.Output: TypedChecksumCarrier, EncryptionCarrier {}
extension Checksum: TypedChecksumCarrier {}
extension ObjectPart: ChecksumCarrier {}
extension Part: ChecksumCarrier {}
