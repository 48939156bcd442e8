import AWSCore

/// Errors of the request as a whole, worded as S3 words them.
extension ServiceError {
    static let internalError = ServiceError(
        "InternalError",
        "We encountered an internal error. Please try again.",
        status: 500
    )

    static func notImplemented(_ what: String) -> ServiceError {
        ServiceError(
            "NotImplemented",
            "\(what) implies functionality that is not implemented",
            status: 501
        )
    }

    static func notImplemented(header: String) -> ServiceError {
        ServiceError(
            "NotImplemented",
            "A header you provided implies functionality that is not implemented",
            status: 501,
            details: [Detail("Header", header)]
        )
    }

    static func notImplemented(operation: String) -> ServiceError {
        ServiceError(
            "NotImplemented",
            "The operation \(operation) is not implemented by this server.",
            status: 501,
            details: [Detail("Operation", operation)]
        )
    }

    static func methodNotAllowed(_ method: String, on resource: String) -> ServiceError {
        ServiceError(
            "MethodNotAllowed",
            "The specified method is not allowed against this resource.",
            status: 405,
            details: [Detail("Method", method), Detail("ResourceType", resource)]
        )
    }

    static func invalidURI(_ uri: String) -> ServiceError {
        ServiceError(
            "InvalidURI",
            "Couldn't parse the specified URI.",
            status: 400,
            details: [Detail("URI", String(uri.prefix(1_024)))]
        )
    }

    static func invalidArgument(_ message: String, _ name: String, _ value: String?) -> ServiceError {
        ServiceError(
            "InvalidArgument",
            message,
            status: 400,
            details: [Detail("ArgumentName", name)] + (value.map { [Detail("ArgumentValue", $0)] } ?? [])
        )
    }

    static func invalidRequest(_ message: String) -> ServiceError {
        ServiceError("InvalidRequest", message, status: 400)
    }

    static let malformedXML = ServiceError(
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema",
        status: 400
    )

    static let missingRequestBody = ServiceError("MissingRequestBodyError", "Request Body is empty", status: 400)

    static func messageTooLong(limit: Int) -> ServiceError {
        ServiceError(
            "MaxMessageLengthExceeded",
            "Your request was too big.",
            status: 400,
            details: [Detail("MaxMessageLengthBytes", String(limit))]
        )
    }
}
