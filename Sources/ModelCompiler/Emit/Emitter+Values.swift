extension Emitter {
    func enumeration(_ plan: EnumPlan) -> String {
        let values = plan.values.map { name, value in
            "\(access) static let \(Naming.escaped(name)) = Self(\"\(value)\")"
        }
        return """
            \(access) struct \(plan.name): OpenEnum {
            \(access) let rawValue: String
            \(access) init(rawValue: String) { self.rawValue = rawValue }

            \(values.joined(separator: "\n"))
            }
            """
    }

    /// An enumeration of a stream's events that keeps the name of an event it does not know.
    func eventStream(_ plan: EventStreamPlan) -> String {
        let cases = plan.events.map { "case \($0.name)(\($0.structure))" }
        let names = plan.events.map { "case .\($0.name): \"\($0.wireName)\"" }
        let writes = plan.events.map { "case .\($0.name)(let event): try event.write(to: &writer)" }
        let reads = plan.events.map {
            "case \"\($0.wireName)\": self = .\($0.name)(try \($0.structure)(from: &reader))"
        }
        return """
            /// One event of a stream.
            \(access) enum \(plan.name): EventStreamEvent, Equatable {
            \(cases.joined(separator: "\n"))
            /// An event of a type that this version does not know.
            case unknown(type: String)

            \(access) var type: String {
            switch self {
            \(names.joined(separator: "\n"))
            case .unknown(let type): type
            }
            }

            \(access) func write(to writer: inout some ShapeWriter) throws(CodecError) {
            switch self {
            \(writes.joined(separator: "\n"))
            case .unknown: break
            }
            }

            \(access) init(type: String, from reader: inout some ShapeReader) throws(CodecError) {
            switch type {
            \(reads.joined(separator: "\n"))
            default: self = .unknown(type: type)
            }
            }
            }
            """
    }

    func errorCodes(_ codes: [String]) -> String {
        let lines = codes.map {
            "\(access) static let \(Naming.escaped(Naming.errorCode($0))) = ErrorCode(\"\($0)\")"
        }
        return "extension ErrorCode {\n\(lines.joined(separator: "\n"))\n}"
    }

    func operationList(_ name: String, _ operations: [OperationPlan]) -> String {
        let types = operations.map { "\($0.name).self,\n" }.joined()
        return """
            \(access) enum \(name) {
            /// Every operation of the service, by name.
            \(access) static let all: [any ServiceOperation.Type] = [
            \(types)]
            }
            """
    }
}
