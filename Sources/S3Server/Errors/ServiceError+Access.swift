import AWSCore
import HTTPTypes

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Errors of who may do what, worded as S3 words them. Those of signatures are in `ServiceError+Signing.swift`.
extension ServiceError {
    static let accessDenied = ServiceError("AccessDenied", "Access Denied", status: 403)

    static func accessDenied(_ message: String) -> ServiceError {
        ServiceError("AccessDenied", message, status: 403)
    }

    static func requestHasExpired(at expiry: Date, now: Date) -> ServiceError {
        ServiceError(
            "AccessDenied",
            "Request has expired",
            status: 403,
            details: [
                Detail("Expires", ISO8601.format(expiry)), Detail("ServerTime", ISO8601.format(now)),
            ]
        )
    }

    static func invalidAccessKeyID(_ accessKeyID: String) -> ServiceError {
        ServiceError(
            "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.",
            status: 403,
            details: [Detail("AWSAccessKeyId", accessKeyID)]
        )
    }

    static func signatureDoesNotMatch(
        accessKeyID: String,
        stringToSign: String,
        signature: String
    ) -> ServiceError {
        ServiceError(
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your key and "
                + "signing method.",
            status: 403,
            details: [
                Detail("AWSAccessKeyId", accessKeyID), Detail("StringToSign", stringToSign),
                Detail("SignatureProvided", signature),
            ]
        )
    }

    /// The answer to a browser that asks before it sends, where no bucket allows other origins.
    static func corsNotEnabled(_ head: HTTPRequest, level: RequestTarget.Level) -> ServiceError {
        guard head.headerFields[.origin] != nil else {
            return ServiceError(
                "BadRequest",
                "Insufficient information. Origin request header needed.",
                status: 400
            )
        }
        return ServiceError(
            "AccessForbidden",
            "CORSResponse: CORS is not enabled for this bucket.",
            status: 403,
            details: [
                Detail(
                    "Method",
                    HTTPField.Name("Access-Control-Request-Method").flatMap { head.headerFields[$0] } ?? ""
                ),
                Detail("ResourceType", level == .object ? "OBJECT" : "BUCKET"),
            ]
        )
    }
}
