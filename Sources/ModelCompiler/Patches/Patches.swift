/// Corrections to a service's model: the only place where an operation or a shape is treated unlike the others.
///
/// Members are written `Shape.Member` with the model's names.
struct Patches {
    /// Shapes that get another name in Swift.
    var renames: [String: String] = [:]
    /// Shapes that are another shape by a second name, which is used instead.
    var merges: [String: String] = [:]
    /// Members that are left out because another reads the same element.
    var dropped: Set<String> = []
    /// Members that become required because every service sends them.
    var required: Set<String> = []
    /// Wrapped lists that are an empty list, not nil, when they are not there.
    var neverNil: Set<String> = []
    /// Members that have another shape than the model says.
    var memberShapes: [String: String] = [:]
    /// Sensitive shapes that are not secrets.
    var notSecret: Set<String> = []
    /// Shapes that are secrets although the model does not say so.
    var secret: Set<String> = []
    /// Whether an answer that is one document always has it.
    var answerDocumentsAreRequired = false
    /// Names of answers' root elements, by operation, where they are not the output shape's name.
    var outputElements: [String: String] = [:]
    /// Output members that are the answer's root element itself.
    var rootElementMembers: Set<String> = []
    /// Statuses of successes, by operation, where the model has another.
    var successStatus: [String: Int] = [:]
    /// Operations whose 200 answers may hold an error.
    var mayFailAfterSuccessStatus: Set<String> = []
    /// Listings whose pagination the model does not describe.
    var pagination: [String: OperationModel.Pagination] = [:]
    /// Names of values, `Enum.VALUE`, where the rule gives a poor one.
    var values: [String: String] = [:]
    /// Error codes that the service documents beside those in its model.
    var errorCodes: [String] = []
}
