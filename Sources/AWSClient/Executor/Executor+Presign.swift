package import AWSCore
import HTTPTypes

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Executor {
    /// Signs an operation's request in its URL, for somebody else to send.
    ///
    /// The operation's members that are headers come back as headers, which must be sent. Its body is not part of it, nor is
    /// a checksum of the body unless the operation itself carries one.
    ///
    /// - Parameter duration: how long it can be used, in whole seconds from 1 s to 7 days. Temporary keys may end it sooner.
    /// - Throws: `AWSClientError` also when there are no keys to sign with.
    package func presign<O: ServiceOperation>(
        _ operation: O,
        expiresIn duration: Duration
    ) async throws(AWSClientError) -> PresignedRequest {
        do throws(AWSClientError) {
            var encoded = try WireProtocol.encode(operation)
            encoded.headers[.amzSDKChecksumAlgorithm] = nil
            encoded.body = .empty
            let resolved = try resolve(O.self, encoded)
            var head = try RequestAddress.request(for: O.self, encoded, at: resolved).head
            let signer = SigV4Signer(
                credentials: try await keys(),
                region: resolved.signingRegion,
                service: resolved.signingName
            )
            let now = serverTime()
            let seconds = Int(clamping: duration.components.seconds)
            do {
                try signer.presign(&head, expiresIn: seconds, payload: .unsigned, at: now)
            } catch {
                throw AWSClientError(.invalidInput, error.message, underlyingError: error)
            }
            return PresignedRequest(
                method: head.method,
                url: "\(resolved.endpoint.scheme)://\(resolved.endpoint.authority)\(head.path ?? "/")",
                headers: head.headerFields,
                expiration: now.addingTimeInterval(Double(seconds))
            )
        } catch {
            var error = error
            error.operation = O.traits.name
            throw error
        }
    }

    private func keys() async throws(AWSClientError) -> Credentials {
        guard let credentials = try await currentCredentials() else {
            throw AWSClientError(.noCredentials, "A presigned request needs keys, and this client has none.")
        }
        return credentials
    }
}
