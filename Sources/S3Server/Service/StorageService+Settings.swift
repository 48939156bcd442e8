import AWSCore
import HTTPTypes
import NIOCore

/// A bucket's configurations, each kept as the document of the operation that puts it: written and read by the same codec.
extension StorageService {
    /// - Returns: the operation the configuration was last put with; nil if there is none.
    func setting<O: ServiceOperation>(
        _ name: String,
        as type: O.Type,
        of bucket: String
    ) async throws(ServiceError) -> O? {
        let document = try await stored { () throws(StoreError) in try await store.setting(name, of: bucket) }
        guard let document else { return nil }
        do {
            return try await RESTXML.decodeRequest(
                type,
                labels: [("Bucket", bucket)],
                query: [],
                headers: [:],
                body: HTTPBody(document)
            )
        } catch {
            throw .internalError
        }
    }

    func setSetting(_ name: String, to operation: some ServiceOperation, of bucket: String) async throws(ServiceError) {
        let encoded: EncodedRequest
        do {
            encoded = try RESTXML.encodeRequest(operation)
        } catch {
            throw .malformedXML
        }
        let document = encoded.body.buffer.map { String(buffer: $0) } ?? ""
        try await stored { () throws(StoreError) in try await store.setSetting(name, to: document, of: bucket) }
    }

    func removeSetting(_ name: String, of bucket: String) async throws(ServiceError) {
        try await stored { () throws(StoreError) in try await store.setSetting(name, to: nil, of: bucket) }
    }
}
