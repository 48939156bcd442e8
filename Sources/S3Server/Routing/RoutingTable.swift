import AWSCore
import HTTPTypes
import S3Model

/// Which operation a request is, out of the model's own bindings.
///
/// An operation's method, path and fixed query items say where it lives. Where several live in one place
/// (`PUT /bucket/key` is four of them) the query items and the copy source they require tell them apart,
/// and the most demanding one that fits is meant.
struct RoutingTable: Sendable {
    /// One operation with all that a request must have to be it.
    private struct Entry: Sendable {
        var operation: any ServiceOperation.Type
        var fixedQuery: [QueryItem]
        var requiredQuery: [String]
        var needsCopySource: Bool

        /// Higher for operations that ask for more.
        var specificity: Int { fixedQuery.count + requiredQuery.count + (needsCopySource ? 1 : 0) }

        /// Whether it is of the bucket or object itself, with nothing in the query that makes it of a part or an aspect.
        var isWholeResource: Bool { fixedQuery.isEmpty && requiredQuery.isEmpty }

        func matches(_ target: RequestTarget, hasCopySource: Bool) -> Bool {
            for item in fixedQuery {
                guard let value = target[query: item.name] else { return false }
                if let expected = item.value, expected != value { return false }
            }
            for name in requiredQuery where target[query: name] == nil { return false }
            return !needsCopySource || hasCopySource
        }
    }

    private struct Place: Hashable {
        var method: String
        var level: RequestTarget.Level
    }

    private let entries: [Place: [Entry]]
    /// Every name that selects an operation somewhere: `acl`, `uploads`, `versions`.
    private let subResources: Set<String>
    /// Every other name an operation takes a value under: `prefix`, `versionId`.
    private let parameters: Set<String>

    static let shared = RoutingTable(S3Operations.all)

    init(_ operations: [any ServiceOperation.Type]) {
        var entries: [Place: [Entry]] = [:]
        var subResources: Set<String> = []
        var parameters: Set<String> = []
        for operation in operations where !Self.hasSuccessor(operation.traits.name) {
            let traits = operation.traits
            let members = operation.schema.members
            for member in members where member.location == .query { parameters.insert(member.name) }
            for item in traits.query { subResources.insert(item.name) }
            guard let level = Self.level(of: traits) else { continue }
            let entry = Entry(
                operation: operation,
                fixedQuery: traits.query,
                requiredQuery: members.filter { $0.location == .query && $0.isRequired }.map(\.name),
                needsCopySource: members.contains { $0.isRequired && $0.name == "x-amz-copy-source" }
            )
            entries[Place(method: traits.method, level: level), default: []].append(entry)
        }
        self.entries = entries.mapValues { $0.sorted { $0.specificity > $1.specificity } }
        self.subResources = subResources
        self.parameters = parameters.union(["uploadId", "partNumber"])
    }

    /// The operation a request is.
    ///
    /// - Throws: `ServiceError` with 405 or 501 when no operation of the model is meant.
    func operation(
        for target: RequestTarget,
        method: String,
        headers: HTTPFields
    ) throws(ServiceError) -> any ServiceOperation.Type {
        for item in target.query where !isKnown(item) {
            throw .notImplemented("The sub-resource \"\(item.name.prefix(64))\"")
        }
        let candidates = entries[Place(method: method, level: target.level)] ?? []
        let hasCopySource = headers[.copySource] != nil
        let match = candidates.first { $0.matches(target, hasCopySource: hasCopySource) }
        let named = target.query.first { subResources.contains($0.name) }?.name
        if let match {
            if match.isWholeResource { try refuseStrayParts(target, method: method) }
            // `PUT /bucket?location` must not make a bucket because no PUT of a location exists.
            guard named != nil, match.specificity == 0 else { return match.operation }
        }
        if named == "list-type" {
            throw .invalidArgument("Invalid list type specified in Request", "list-type", target[query: "list-type"])
        }
        throw refusal(of: method, at: target.level, named: named)
    }

    /// A part of an upload that lacks half of what makes it one must not become the object itself.
    private func refuseStrayParts(_ target: RequestTarget, method: String) throws(ServiceError) {
        guard target.level == .object, method == "PUT" else { return }
        for (given, missing) in [("uploadId", "partNumber"), ("partNumber", "uploadId")]
        where target[query: given] != nil {
            throw .invalidArgument("A part is put with uploadId and partNumber: \(missing) is missing.", missing, nil)
        }
    }

    private func refusal(of method: String, at level: RequestTarget.Level, named: String?) -> ServiceError {
        switch method {
        case "POST" where level == .bucket: .notImplemented("A form upload")
        case "GET", "PUT", "POST", "DELETE", "HEAD": .methodNotAllowed(method, on: named ?? level.resourceType)
        default: .notImplemented("The method \(method.prefix(32))")
        }
    }

    /// A name alone that no operation knows would be an operation to come: answering as if it were not there could
    /// overwrite an object. A name with a value is ignored, as S3 ignores it.
    private func isKnown(_ item: QueryItem) -> Bool {
        if subResources.contains(item.name) || parameters.contains(item.name) { return true }
        guard item.value == nil || item.value == "" else { return true }
        return item.name.isEmpty || item.name.lowercased().hasPrefix("x-")
    }

    private static func level(of traits: OperationTraits) -> RequestTarget.Level? {
        switch traits.path {
        case "/": .service
        case "/{Bucket}": .bucket
        case "/{Bucket}/{Key+}": .object
        default: nil
        }
    }

    /// Operations that newer ones of the same binding have replaced, and those of endpoints of their own.
    private static func hasSuccessor(_ name: String) -> Bool {
        switch name {
        case "GetBucketLifecycle", "PutBucketLifecycle", "GetBucketNotification", "PutBucketNotification",
            "ListDirectoryBuckets":
            true
        default:
            false
        }
    }
}

extension RequestTarget.Level {
    fileprivate var resourceType: String {
        switch self {
        case .service: "SERVICE"
        case .bucket: "BUCKET"
        case .object: "OBJECT"
        }
    }
}
