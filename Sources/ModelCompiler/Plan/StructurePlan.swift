/// A Swift structure that is to be written.
struct StructurePlan {
    /// The Swift name.
    var name: String
    /// The name in its schema, which errors show.
    var schemaName: String
    var members: [MemberPlan]

    /// Whether two values can be compared: streams cannot.
    var isEquatable: Bool { !members.contains { $0.type == .body } }

    /// What the initialiser takes by name: path placeholders first, then the others in the model's order.
    var initialMembers: [MemberPlan] {
        let initial = members.filter { $0.isRequired || $0.type == .body }
        let labels = initial.filter { $0.location == .label }
        let bodies = initial.filter { $0.location != .label && $0.type == .body }
        return labels + initial.filter { $0.location != .label && $0.type != .body } + bodies
    }

    /// Whether there are members beyond those of the initialiser.
    var hasOptionalMembers: Bool { initialMembers.count < members.count }

    /// Members that are elements of a document around them.
    var hasDocumentMembers: Bool { members.contains { $0.location == .body || $0.location == .attribute } }
}

/// A member of a Swift structure.
struct MemberPlan {
    enum Location: String {
        case body, attribute, payload, header, headerPrefix, query, label, statusCode
    }

    enum Presence {
        /// It has a value; a message without it is refused.
        case required
        /// It is nil where it is missing.
        case optional
        /// It is empty where it is missing.
        case defaulted
    }

    var swiftName: String
    var wireName: String
    var type: ValueType
    var presence: Presence
    var location: Location
    /// Whether the model requires it, which is more than `presence` says for lists and bodies.
    var isRequired: Bool
    /// Whether it is the text of the document's root element.
    var isRootElement = false
    var isFlattened = false
    var elementName: String?
    var timestampFormat: String?
    var namespace: ShapeModel.Namespace?
}

/// What a member holds.
enum ValueType: Equatable {
    case string, boolean, integer, double, date, blob, body, map
    case openEnum(String)
    case structure(String)
    case strings
    case openEnums(String)
    case structures(String)

    /// The Swift type without its optionality.
    var swiftName: String {
        switch self {
        case .string: "String"
        case .boolean: "Bool"
        case .integer: "Int"
        case .double: "Double"
        case .date: "Date"
        case .blob: "ByteBuffer"
        case .body: "HTTPBody"
        case .map: "[String: String]"
        case .openEnum(let name), .structure(let name): name
        case .strings: "[String]"
        case .openEnums(let name), .structures(let name): "[\(name)]"
        }
    }

    var isList: Bool {
        switch self {
        case .strings, .openEnums, .structures: true
        default: false
        }
    }
}
