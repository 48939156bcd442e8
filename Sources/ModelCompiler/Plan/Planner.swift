/// Turns a model and its patches into a ``ServicePlan``.
struct Planner {
    let model: ServiceModel
    let patches: Patches

    func plan() throws(CompilerError) -> ServicePlan {
        var operations: [OperationPlan] = []
        for (name, operation) in model.operations.sorted(by: { $0.key < $1.key }) {
            operations.append(try plan(name, operation))
        }
        var plan = ServicePlan(operations: operations, structures: [:], enums: [:], eventStreams: [:], errorCodes: [])
        for (name, shape) in model.shapes where patches.merges[name] == nil && shape.exception != true {
            switch shape.type {
            case .structure where shape.eventstream == true:
                plan.eventStreams[name] = eventStream(name, shape)
            case .structure:
                plan.structures[name] = try structure(name, shape, as: swiftName(name))
            case .string where shape.enum != nil:
                plan.enums[name] = enumeration(name, shape)
            default:
                break
            }
        }
        plan.errorCodes = errorCodes()
        return plan
    }

    /// The Swift name of a shape.
    func swiftName(_ shape: String) -> String {
        let shape = resolved(shape)
        return patches.renames[shape] ?? shape
    }

    /// The shape that stands for another after merging.
    func resolved(_ shape: String) -> String { patches.merges[shape] ?? shape }

    /// Shapes that structures hold, other than as an operation's whole input or output.
    private var nestedShapes: Set<String> {
        Set(model.shapes.values.flatMap { $0.members ?? [] }.map(\.shape))
    }

    private func plan(_ name: String, _ operation: OperationModel) throws(CompilerError) -> OperationPlan {
        let inputShape = try operation.input.map { reference throws(CompilerError) in try model.shape(reference.shape) }
        let input = try structure(operation.input?.shape ?? name, inputShape, as: name)
        let output = try self.output(of: operation)
        let uri = operation.http.requestUri.split(separator: "?", maxSplits: 1)
        let inputName = operation.input.map { $0.locationName ?? $0.shape }
        let outputName = operation.output.map { $0.resultWrapper ?? $0.locationName ?? $0.shape }
        let hasRootMember = output.structure?.members.contains { $0.location == .payload && $0.isRootElement } ?? false
        let hasOutputDocument = (output.structure?.hasDocumentMembers ?? false) || hasRootMember
        return OperationPlan(
            name: name,
            model: operation,
            input: input,
            output: output,
            path: String(uri.first ?? "/"),
            query: uri.count > 1 ? staticQuery(uri[1]) : [],
            successStatus: patches.successStatus[name] ?? operation.http.responseCode ?? 200,
            inputElement: input.hasDocumentMembers ? inputName : nil,
            outputElement: hasOutputDocument ? patches.outputElements[name] ?? outputName : nil,
            mayFailAfterSuccessStatus: patches.mayFailAfterSuccessStatus.contains(name),
            pagination: operation.pagination ?? patches.pagination[name]
        )
    }

    private func staticQuery(_ text: Substring) -> [(name: String, value: String?)] {
        text.split(separator: "&").map { item in
            let parts = item.split(separator: "=", maxSplits: 1)
            return (name: String(parts.first ?? item), value: parts.count > 1 ? String(parts[1]) : nil)
        }
    }

    private func output(of operation: OperationModel) throws(CompilerError) -> OperationPlan.Output {
        guard let reference = operation.output else { return .empty }
        let shape = try model.shape(reference.shape)
        guard shape.members?.isEmpty == false else { return .empty }
        if nestedShapes.contains(reference.shape) {
            return .shared(try structure(reference.shape, shape, as: swiftName(reference.shape)))
        }
        return .own(try structure(reference.shape, shape, as: "Output", isOutput: true))
    }

    private func structure(
        _ name: String,
        _ shape: ShapeModel?,
        as swiftName: String,
        isOutput: Bool = false
    ) throws(CompilerError) -> StructurePlan {
        var members: [MemberPlan] = []
        for member in shape?.members ?? [] where !patches.dropped.contains("\(name).\(member.name ?? "")") {
            members.append(try self.member(member, of: name, shape, isOutput: isOutput))
        }
        return StructurePlan(name: swiftName, schemaName: name, members: members)
    }

    private func enumeration(_ name: String, _ shape: ShapeModel) -> EnumPlan {
        let values = (shape.enum ?? []).map { value in
            (name: patches.values["\(name).\(value)"] ?? Naming.enumCase(value), value: value)
        }
        return EnumPlan(name: swiftName(name), values: values)
    }

    private func eventStream(_ name: String, _ shape: ShapeModel) -> EventStreamPlan {
        let events = (shape.members ?? []).map { member in
            let wireName = member.name ?? member.shape
            let swiftName = patches.values["\(name).\(wireName)"] ?? Naming.member(wireName)
            return (name: swiftName, wireName: wireName, structure: self.swiftName(member.shape))
        }
        return EventStreamPlan(name: swiftName(name), events: events)
    }

    private func errorCodes() -> [String] {
        let modelled = model.shapes.filter { $0.value.exception == true }.map { $0.value.error?.code ?? $0.key }
        return Set(modelled + patches.errorCodes).sorted()
    }
}
