/// Everything that is to be written for a service, with every patch applied.
struct ServicePlan {
    var operations: [OperationPlan]
    /// By model name.
    var structures: [String: StructurePlan]
    var enums: [String: EnumPlan]
    /// Event streams, by model name.
    var eventStreams: [String: EventStreamPlan]
    var errorCodes: [String]
}

/// An operation that is to be written.
struct OperationPlan {
    var name: String
    var model: OperationModel
    var input: StructurePlan
    var output: Output
    var path: String
    var query: [(name: String, value: String?)]
    var successStatus: Int
    var inputElement: String?
    var outputElement: String?
    var mayFailAfterSuccessStatus: Bool
    var pagination: OperationModel.Pagination?

    enum Output {
        /// A structure inside the operation.
        case own(StructurePlan)
        /// A structure that is a value elsewhere too.
        case shared(StructurePlan)
        /// Nothing.
        case empty

        var structure: StructurePlan? {
            switch self {
            case .own(let structure), .shared(let structure): structure
            case .empty: nil
            }
        }
    }
}

/// An open enumeration that is to be written.
struct EnumPlan {
    var name: String
    var values: [(name: String, value: String)]
}

/// The events that a stream may hold.
struct EventStreamPlan {
    var name: String
    var events: [(name: String, wireName: String, structure: String)]
}
