/// Writes the declarations of a plan as Swift. Line breaks and indentation are left to the formatter.
struct Emitter {
    /// The access level of everything written.
    let access: String
    /// The expression for the service's traits.
    let serviceTraits: String
    /// Where the API reference has a page for an operation, without the operation's name.
    let referenceURL: String
    /// A sentence for each operation.
    let sentences: [String: String]

    func structure(_ plan: StructurePlan, conforming: String = "Shape", inside extra: [String] = []) -> String {
        let equatable = plan.isEquatable ? ", Equatable" : ""
        var parts = [plan.members.map(property).joined(separator: "\n"), initializer(plan)]
        parts.append(contentsOf: extra)
        parts.append(schema(plan))
        parts.append(writer(plan))
        parts.append(reader(plan))
        let body = parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
        return "\(access) struct \(plan.name): \(conforming)\(equatable) {\n\(body)\n}"
    }

    private func property(_ member: MemberPlan) -> String {
        let documentation = location(of: member).map { "/// \($0)\n" } ?? ""
        let name = Naming.escaped(member.swiftName)
        let type = member.type.swiftName
        let declaration: String =
            switch member.presence {
            case .required: "\(name): \(type)"
            case .optional: "\(name): \(type)?"
            case .defaulted: "\(name): \(type) = \(emptyValue(of: member.type))"
            }
        return "\(documentation)\(access) var \(declaration)"
    }

    private func location(of member: MemberPlan) -> String? {
        switch member.location {
        case .header: "Header `\(member.wireName)`."
        case .headerPrefix: "Headers `\(member.wireName)*`, without the prefix."
        case .query: "Query item `\(member.wireName)`."
        default: nil
        }
    }

    private func emptyValue(of type: ValueType) -> String {
        switch type {
        case .body: ".empty"
        case .map: "[:]"
        default: "[]"
        }
    }

    private func initializer(_ plan: StructurePlan) -> String {
        var parameters = plan.initialMembers.map { member in
            let isOptionalBody = member.type == .body && !member.isRequired
            let type = member.presence == .optional ? "\(member.type.swiftName)?" : member.type.swiftName
            return "\(Naming.escaped(member.swiftName)): \(type)\(isOptionalBody ? " = .empty" : "")"
        }
        var statements = plan.initialMembers.map { "self.\($0.swiftName) = \(Naming.escaped($0.swiftName))" }
        if plan.hasOptionalMembers {
            parameters.append("_ configure: (inout Self) -> Void = { _ in }")
            statements.append("configure(&self)")
        }
        let list = parameters.joined(separator: ", ")
        guard list.count > 90 else {
            return "\(access) init(\(list)) {\n\(statements.joined(separator: "\n"))\n}"
        }
        return "\(access) init(\n\(parameters.joined(separator: ",\n"))\n) {\n\(statements.joined(separator: "\n"))\n}"
    }

    private func schema(_ plan: StructurePlan) -> String {
        let members = plan.members.map { "Member(\(arguments(of: $0))),\n" }.joined()
        let list = members.isEmpty ? "[]" : "[\n\(members)]"
        return "\(access) static let schema = Schema(\"\(plan.schemaName)\", \(list))"
    }

    private func arguments(of member: MemberPlan) -> String {
        var arguments = ["\"\(member.wireName)\""]
        if member.location != .body { arguments.append(".\(member.location.rawValue)") }
        if member.isRequired { arguments.append("required: true") }
        if member.isFlattened { arguments.append("flattened: true") }
        if let element = member.elementName { arguments.append("element: \"\(element)\"") }
        if let format = member.timestampFormat, let name = timestampFormats[format] {
            arguments.append("timestamp: .\(name)")
        }
        if let namespace = member.namespace {
            let prefix = namespace.prefix.map { ", prefix: \"\($0)\"" } ?? ""
            arguments.append("namespace: XMLNamespace(\"\(namespace.uri)\"\(prefix))")
        }
        return arguments.joined(separator: ", ")
    }

    private let timestampFormats = ["iso8601": "iso8601", "rfc822": "httpDate", "unixTimestamp": "epochSeconds"]
}
