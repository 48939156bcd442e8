/// A request whose signature could not be made or does not hold.
package struct SigningError: Error, Sendable, CustomStringConvertible {
    /// What is wrong. A server answers each with an error of its service.
    package struct Code: Sendable, Hashable, CustomStringConvertible {
        package let description: String
        private init(_ description: String) { self.description = description }

        /// The request carries no signature: it is anonymous.
        package static let missingAuthentication = Code("missingAuthentication")
        /// The header field or the query that carries the signature cannot be read.
        package static let malformedAuthorization = Code("malformedAuthorization")
        /// Another kind of signature, such as Signature Version 2.
        package static let unsupportedAlgorithm = Code("unsupportedAlgorithm")
        /// Both a header field and the query carry a signature.
        package static let ambiguousAuthentication = Code("ambiguousAuthentication")
        /// Neither `x-amz-date` nor `Date` says when it was signed, or not in a known form.
        package static let missingDate = Code("missingDate")
        /// The scope names another day, region or service, or does not end with `aws4_request`.
        package static let invalidScope = Code("invalidScope")
        package static let unknownAccessKey = Code("unknownAccessKey")
        /// The session token is missing, not needed or another one.
        package static let invalidToken = Code("invalidToken")
        /// The temporary credentials have ended.
        package static let expiredToken = Code("expiredToken")
        /// `host` or an `x-amz-` field of the request is not under the signature.
        package static let missingSignedHeader = Code("missingSignedHeader")
        package static let signatureMismatch = Code("signatureMismatch")
        /// The presigned request held until a time that has passed.
        package static let expired = Code("expired")
        /// The presigned request was signed in the future.
        package static let notYetValid = Code("notYetValid")
        /// Client and server differ by more than 15 minutes about the time.
        package static let clockSkew = Code("clockSkew")
        /// A presigned request must hold for 1 to 604800 seconds.
        package static let expiresOutOfRange = Code("expiresOutOfRange")
        /// `x-amz-content-sha256` is required and not there.
        package static let missingPayloadHash = Code("missingPayloadHash")
        /// `x-amz-content-sha256` is neither a digest nor one of the known words.
        package static let invalidPayloadHash = Code("invalidPayloadHash")
        /// The body does not have the SHA-256 that the request gave.
        package static let payloadMismatch = Code("payloadMismatch")
    }

    /// Where the signature was found.
    package enum Mechanism: Sendable, Hashable {
        case header
        case query
        case form
    }

    package var code: Code
    /// What was wrong, in a sentence.
    package var message: String
    /// Where the signature was found; nil where there is none.
    package var mechanism: Mechanism?
    /// The further elements of S3's error document, such as `StringToSign`.
    package var details: [ServiceError.Detail]

    package init(
        _ code: Code,
        _ message: String,
        mechanism: Mechanism? = nil,
        details: [ServiceError.Detail] = []
    ) {
        self.code = code
        self.message = message
        self.mechanism = mechanism
        self.details = details
    }

    package var description: String { "\(code): \(message)" }
}
