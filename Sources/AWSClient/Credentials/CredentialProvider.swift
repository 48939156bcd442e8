public import AWSCore

/// A source of the keys that sign requests.
///
/// It is asked before every attempt of every request, so it answers from memory where it can.
public protocol CredentialProvider: Sendable {
    /// What the source is, for messages: `environment`, `profile "work"`.
    var name: String { get }

    /// The keys to sign with now; nil to send requests unsigned.
    ///
    /// - Throws: `CredentialError`: `notConfigured` when the source is not set up at all, anything else when it is and does not
    ///   work.
    func credentials() async throws(CredentialError) -> Credentials?
}
