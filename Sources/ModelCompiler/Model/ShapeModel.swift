/// One shape of a ``ServiceModel``.
struct ShapeModel: Decodable {
    var type: Kind
    var members: [MemberModel]?
    var required: [String]?
    /// The member that is the whole HTTP body.
    var payload: String?
    /// The element of a list.
    var member: MemberModel?
    var flattened: Bool?
    var `enum`: [String]?
    var sensitive: Bool?
    var timestampFormat: String?
    var locationName: String?
    var xmlNamespace: Namespace?
    var exception: Bool?
    var error: ErrorFacts?
    var eventstream: Bool?

    enum Kind: String, Decodable {
        case structure, list, map, string, blob, boolean, integer, long, float, double, timestamp
    }

    struct Namespace: Decodable, Equatable {
        var uri: String
        var prefix: String?
    }

    struct ErrorFacts: Decodable {
        var code: String?
        var httpStatusCode: Int?
    }
}

/// A member of a structure, or the element of a list.
struct MemberModel: Decodable {
    var name: String?
    var shape: String
    var location: String?
    var locationName: String?
    var flattened: Bool?
    var streaming: Bool?
    var eventpayload: Bool?
    var xmlAttribute: Bool?
    var timestampFormat: String?
}
