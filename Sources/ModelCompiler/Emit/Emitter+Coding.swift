extension Emitter {
    /// The method that writes a structure's members.
    func writer(_ plan: StructurePlan) -> String {
        let signature = "\(access) func write(to writer: inout some ShapeWriter) throws(CodecError)"
        guard !plan.members.isEmpty else { return "\(signature) {}" }
        let lines = plan.members.enumerated().map { index, member in write(member, index) }
        return "\(signature) {\nlet members = Self.schema.members\n\(lines.joined(separator: "\n"))\n}"
    }

    private func write(_ member: MemberPlan, _ index: Int) -> String {
        let name = Naming.escaped(member.swiftName)
        let label: String =
            switch member.type {
            case .structure: "structure: "
            case .strings, .openEnums, .structures: "list: "
            case .map: "map: "
            default: ""
            }
        switch member.presence {
        case .optional: return "try writer.writeIfPresent(\(label)\(name), as: members[\(index)])"
        case .required: return "try writer.write(\(label)\(name), as: members[\(index)])"
        case .defaulted:
            let call = "try writer.write(\(label)\(name), as: members[\(index)])"
            let isOmittedWhenEmpty = member.type == .map || (member.type.isList && member.location != .body)
            return isOmittedWhenEmpty ? "if !\(name).isEmpty { \(call) }" : call
        }
    }

    /// The initialiser that reads a structure's members.
    func reader(_ plan: StructurePlan) -> String {
        let signature = "\(access) init(from reader: inout some ShapeReader) throws(CodecError)"
        guard !plan.members.isEmpty else {
            return "\(signature) {\nwhile try reader.next(in: Self.schema) != nil {}\n}"
        }
        let required = plan.members.enumerated().filter { $0.element.presence == .required }
        var lines = required.map { "var \(Naming.escaped($0.element.swiftName)): \($0.element.type.swiftName)?" }
        for member in plan.members where member.presence == .defaulted && member.isRequired && member.type != .body {
            lines.append("self.\(member.swiftName) = []")
        }
        lines.append("while let index = try reader.next(in: Self.schema) {\nswitch index {")
        lines.append(contentsOf: plan.members.enumerated().map { "case \($0): \(read($1))" })
        lines.append("default: break\n}\n}")
        for (index, member) in required {
            let name = Naming.escaped(member.swiftName)
            lines.append("self.\(member.swiftName) = try reader.require(\(name), \(index), of: Self.schema)")
        }
        return "\(signature) {\n\(lines.joined(separator: "\n"))\n}"
    }

    private func read(_ member: MemberPlan) -> String {
        let name = Naming.escaped(member.swiftName)
        switch member.type {
        case .string: return "\(name) = try reader.string()"
        case .boolean: return "\(name) = try reader.boolean()"
        case .integer: return "\(name) = try reader.integer()"
        case .double: return "\(name) = try reader.double()"
        case .date: return "\(name) = try reader.date()"
        case .blob: return "\(name) = try reader.blob()"
        case .body: return "\(name) = try reader.body()"
        case .map: return "try reader.map(mergingInto: &\(name))"
        case .openEnum(let type): return "\(name) = try reader.value(\(type).self)"
        case .structure(let type): return "\(name) = try reader.structure(\(type).self)"
        case .strings: return readList(of: "String", into: name, member)
        case .openEnums(let type), .structures(let type): return readList(of: type, into: name, member)
        }
    }

    private func readList(of element: String, into name: String, _ member: MemberPlan) -> String {
        member.presence == .defaulted
            ? "try reader.list(appendingTo: &\(name))" : "\(name) = try reader.list(of: \(element).self)"
    }
}
