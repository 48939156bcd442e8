import AWSCore
import HTTPTypes

/// Errors of who may do what, worded as S3 words them. Those of signatures are in `ServiceError+Signing.swift`.
extension ServiceError {
    static let accessDenied = ServiceError("AccessDenied", "Access Denied", status: 403)

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
