extension Emitter {
    func operation(_ plan: OperationPlan) -> String {
        let conforming = plan.pagination == nil ? "ServiceOperation" : "PaginatedOperation"
        var extra: [String] = [output(plan.output), traits(plan)]
        if let pagination = plan.pagination { extra.append(next(pagination, plan)) }
        return documentation(of: plan) + structure(plan.input, conforming: conforming, inside: extra)
    }

    private func documentation(of plan: OperationPlan) -> String {
        var lines: [String] = []
        if let sentence = sentences[plan.name] { lines = [sentence, ""] }
        if plan.model.deprecated == true {
            lines += ["An old form, kept because the service still answers it.", ""]
        }
        return lines.map { $0.isEmpty ? "///\n" : "/// \($0)\n" }.joined() + reference(to: plan.name)
    }

    /// A structure of its own, with a link to its page.
    func publishedStructure(_ plan: StructurePlan) -> String {
        reference(to: plan.schemaName) + structure(plan)
    }

    private func reference(to page: String) -> String { "/// [API reference](\(referenceURL)\(page).html)\n" }

    private func output(_ output: OperationPlan.Output) -> String {
        switch output {
        case .empty: "\(access) typealias Output = EmptyOutput"
        case .shared(let plan): "\(access) typealias Output = \(plan.name)"
        case .own(let plan): "/// What the operation answers.\n" + structure(plan)
        }
    }

    private func traits(_ plan: OperationPlan) -> String {
        var arguments = [
            "service: \(serviceTraits)", "name: \"\(plan.name)\"",
            "method: \"\(plan.model.http.method)\"", "path: \"\(plan.path)\"",
        ]
        if !plan.query.isEmpty {
            let items = plan.query.map { "QueryItem(\"\($0.name)\"\($0.value.map { ", \"\($0)\"" } ?? ""))" }
            arguments.append("query: [\(items.joined(separator: ", "))]")
        }
        if plan.successStatus != 200 { arguments.append("successStatus: \(plan.successStatus)") }
        if let element = plan.inputElement { arguments.append("inputElement: \"\(element)\"") }
        if let element = plan.outputElement { arguments.append("outputElement: \"\(element)\"") }
        if let checksum = requestChecksum(plan.model) { arguments.append("requestChecksum: .\(checksum)") }
        if let algorithms = plan.model.httpChecksum?.responseAlgorithms {
            let suffixes = algorithms.map { "\"\($0.lowercased())\"" }.joined(separator: ", ")
            arguments.append("responseChecksums: [\(suffixes)]")
        }
        if plan.mayFailAfterSuccessStatus { arguments.append("mayFailAfterSuccessStatus: true") }
        let isUnsigned = plan.model.unsignedPayload == true || plan.model.authtype == "v4-unsigned-body"
        if isUnsigned { arguments.append("hasUnsignedPayload: true") }
        if let prefix = plan.model.endpoint?.hostPrefix { arguments.append("hostPrefix: \"\(prefix)\"") }
        return "\(access) static let traits = OperationTraits(\n\(arguments.joined(separator: ",\n"))\n)"
    }

    private func requestChecksum(_ model: OperationModel) -> String? {
        guard let checksum = model.httpChecksum else { return nil }
        if checksum.requestChecksumRequired == true { return "required" }
        return checksum.requestAlgorithmMember == nil ? nil : "supported"
    }

    private func next(_ pagination: OperationModel.Pagination, _ plan: OperationPlan) -> String {
        let tokens = pagination.outputTokens.map(tokenExpression)
        var conditions: [String] = []
        if let more = pagination.moreResults { conditions.append(isTrue(more, in: plan)) }
        conditions.append("let start = \(tokens.first ?? "nil")")
        if pagination.moreResults == nil { conditions.append("!start.isEmpty") }
        var lines = ["guard \(conditions.joined(separator: ", ")) else { return nil }", "var next = self"]
        for (index, input) in pagination.inputTokens.enumerated() where index < tokens.count {
            lines.append("next.\(Naming.member(input)) = \(index == 0 ? "start" : tokens[index])")
        }
        lines.append("return next")
        return "\(access) func next(after output: Output) -> Self? {\n\(lines.joined(separator: "\n"))\n}"
    }

    private func isTrue(_ member: String, in plan: OperationPlan) -> String {
        let isRequired = plan.output.structure?.members.contains { $0.wireName == member && $0.presence == .required }
        return "output.\(Naming.member(member))" + (isRequired == true ? "" : " == true")
    }

    /// `NextMarker || Contents[-1].Key` becomes `output.nextMarker ?? output.contents.last?.key`.
    private func tokenExpression(_ expression: String) -> String {
        let alternatives = expression.split(separator: "|", omittingEmptySubsequences: true)
        return alternatives.map { alternative in
            let path = alternative.split(separator: ".").map { step in
                let name = step.filter { $0 != " " }
                let isLast = name.hasSuffix("[-1]")
                return Naming.member(String(isLast ? name.dropLast(4) : name[...])) + (isLast ? ".last?" : "")
            }
            return "output." + path.joined(separator: ".")
        }.joined(separator: " ?? ")
    }
}
