import AWSCore
import S3Model

extension BucketName {
    /// Refuses a name no bucket may have.
    static func validate(_ name: String) throws(ServiceError) {
        guard isValid(name) else { throw .invalidBucketName(name) }
    }
}
