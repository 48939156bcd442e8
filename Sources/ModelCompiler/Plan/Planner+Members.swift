extension Planner {
    /// Plans one member of a structure.
    func member(
        _ member: MemberModel,
        of structure: String,
        _ shape: ShapeModel?,
        isOutput: Bool
    ) throws(CompilerError) -> MemberPlan {
        guard let name = member.name else { throw CompilerError("A member of \(structure) has no name.") }
        let path = "\(structure).\(name)"
        let targetName = resolved(patches.memberShapes[path] ?? member.shape)
        let target = try model.shape(targetName)
        let location = location(of: member, in: shape, path: path)
        let type = try type(of: member, targetName, target)
        let isFlattened = member.flattened ?? target.flattened ?? false
        let isRootElement = patches.rootElementMembers.contains(path)
        let isAnswerDocument =
            isOutput && location == .payload && type != .body && !isRootElement && patches.answerDocumentsAreRequired
        let isRequired =
            (shape?.required ?? []).contains(name) || patches.required.contains(path) || isAnswerDocument
        let listElement = type.isList && !isFlattened ? target.member?.locationName : nil
        var plan = MemberPlan(
            swiftName: Naming.member(name),
            wireName: member.locationName ?? (location == .payload ? target.locationName ?? targetName : name),
            type: type,
            presence: presence(of: type, location, isRequired: isRequired, isFlattened: isFlattened, path: path),
            location: location,
            isRequired: isRequired
        )
        if isRootElement {
            plan.wireName = name
            plan.isRootElement = true
        }
        plan.isFlattened = isFlattened && type.isList
        plan.elementName = listElement
        plan.timestampFormat = member.timestampFormat ?? target.timestampFormat
        plan.namespace = namespace(of: type, location, target)
        return plan
    }

    private func location(of member: MemberModel, in shape: ShapeModel?, path: String) -> MemberPlan.Location {
        if member.eventpayload == true || patches.rootElementMembers.contains(path) { return .payload }
        if let payload = shape?.payload, payload == member.name { return .payload }
        if member.xmlAttribute == true { return .attribute }
        return switch member.location {
        case "uri": .label
        case "querystring": .query
        case "header": .header
        case "headers": .headerPrefix
        case "statusCode": .statusCode
        default: .body
        }
    }

    private func type(of member: MemberModel, _ name: String, _ target: ShapeModel) throws(CompilerError) -> ValueType {
        switch target.type {
        case .structure where target.eventstream == true: return .body
        case .structure: return .structure(swiftName(name))
        case .list:
            guard let element = target.member else { throw CompilerError("The list \(name) has no element.") }
            return try listType(of: resolved(element.shape))
        case .map: return .map
        case .blob: return member.streaming == true ? .body : .blob
        case .boolean: return .boolean
        case .integer, .long: return .integer
        case .float, .double: return .double
        case .timestamp: return .date
        case .string: return stringType(name, target)
        }
    }

    private func stringType(_ name: String, _ target: ShapeModel) -> ValueType {
        if target.enum != nil { return .openEnum(swiftName(name)) }
        let isSecret = (target.sensitive == true && !patches.notSecret.contains(name)) || patches.secret.contains(name)
        return isSecret ? .openEnum("SensitiveString") : .string
    }

    private func listType(of element: String) throws(CompilerError) -> ValueType {
        let target = try model.shape(element)
        switch target.type {
        case .structure: return .structures(swiftName(element))
        case .string:
            if case .openEnum(let name) = stringType(element, target) { return .openEnums(name) }
            return .strings
        default: throw CompilerError("A list of \(element) cannot be written.")
        }
    }

    private func presence(
        of type: ValueType,
        _ location: MemberPlan.Location,
        isRequired: Bool,
        isFlattened: Bool,
        path: String
    ) -> MemberPlan.Presence {
        if type == .body || type == .map { return .defaulted }
        if type.isList, isFlattened || location != .body || patches.neverNil.contains(path) { return .defaulted }
        return isRequired ? .required : .optional
    }

    private func namespace(
        of type: ValueType,
        _ location: MemberPlan.Location,
        _ target: ShapeModel
    ) -> ShapeModel.Namespace? {
        guard case .structure = type else { return nil }
        return target.xmlNamespace
    }
}
