import AWSCore

/// Where a listing goes on, in a form that clients hand back without reading it.
enum ContinuationToken {
    private static let mark = "1:"

    static func encode(_ position: String) -> String {
        Base64.encode(Array((mark + position).utf8))
    }

    static func decode(_ token: String) throws(ServiceError) -> String {
        guard let bytes = Base64.decode(token), let text = String(validating: bytes, as: UTF8.self),
            text.hasPrefix(mark)
        else {
            throw .invalidArgument("The continuation token provided is incorrect", "continuation-token", token)
        }
        return String(text.dropFirst(mark.count))
    }
}
