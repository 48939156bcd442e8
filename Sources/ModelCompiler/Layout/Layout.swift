/// Distributes a plan's declarations over files: a shape goes to the operations that use it.
struct Layout {
    let model: ServiceModel
    let plan: ServicePlan
    let grouping: Grouping
    let planner: Planner
    /// What the names of files that several files share begin with, `S3`.
    let prefix: String

    /// What one file holds.
    struct Contents {
        var operations: [OperationPlan] = []
        var structures: [StructurePlan] = []
        var eventStreams: [EventStreamPlan] = []
        var enums: [EnumPlan] = []

        /// About how many lines it takes.
        var length: Int {
            let outputs = operations.compactMap { operation in
                if case .own(let structure) = operation.output { structure } else { nil }
            }
            let all = structures + operations.map(\.input) + outputs
            return all.reduce(operations.count * 15 + enums.count * 10) { $0 + 25 + $1.members.count * 5 }
        }
    }

    private static let lengthLimit = 600

    func files() throws(CompilerError) -> [FilePlace: Contents] {
        let operationFiles = try grouping.files()
        var users: [String: Set<FilePlace>] = [:]
        var files: [FilePlace: Contents] = [:]
        for operation in plan.operations {
            guard let file = operationFiles[operation.name] else {
                throw CompilerError("The grouping has no file for \(operation.name).")
            }
            files[file, default: Contents()].operations.append(operation)
            for shape in reachableShapes(from: operation) { users[shape, default: []].insert(file) }
        }
        try distributeShapes(users, over: &files)
        return files.reduce(into: [:]) { $0.merge(split($1.value, at: $1.key)) { first, _ in first } }
    }

    private func distributeShapes(
        _ users: [String: Set<FilePlace>],
        over files: inout [FilePlace: Contents]
    ) throws(CompilerError) {
        for (shape, users) in users.sorted(by: { $0.key < $1.key }) {
            if let structure = plan.structures[shape] {
                files[place(usedBy: users, kind: "Shapes"), default: Contents()].structures.append(structure)
            } else if let stream = plan.eventStreams[shape] {
                files[place(usedBy: users, kind: "Shapes"), default: Contents()].eventStreams.append(stream)
            } else if let enumeration = plan.enums[shape] {
                files[place(usedBy: users, kind: "Enums"), default: Contents()].enums.append(enumeration)
            }
        }
    }

    /// Gives the shapes of a file that would grow too long a file of their own.
    private func split(_ contents: Contents, at place: FilePlace) -> [FilePlace: Contents] {
        guard contents.length > Self.lengthLimit, !contents.operations.isEmpty else { return [place: contents] }
        var operations = contents
        var shapes = contents
        shapes.operations = []
        (operations.structures, operations.enums) = ([], [])
        shapes.eventStreams = []
        return [place: operations, FilePlace(folder: place.folder, name: "\(place.name)Shapes"): shapes]
    }

    private func place(usedBy users: Set<FilePlace>, kind: String) -> FilePlace {
        if users.count == 1, let file = users.first { return file }
        let folders = Set(users.map(\.folder))
        let folder = folders.count == 1 ? folders.first ?? "" : grouping.sharedFolder
        return FilePlace(folder: folder, name: (folder.isEmpty ? prefix : folder) + kind)
    }

    /// The shapes that an operation's members hold, directly or not; its own input and output are not among them,
    /// unless they are values elsewhere too.
    private func reachableShapes(from operation: OperationPlan) -> Set<String> {
        var reached: Set<String> = []
        var pending: [String] = []
        if let input = operation.model.input { pending += targets(of: input.shape) }
        if let output = operation.model.output {
            if case .shared = operation.output {
                pending.append(output.shape)
            } else {
                pending += targets(of: output.shape)
            }
        }
        while let shape = pending.popLast() {
            guard reached.insert(shape).inserted else { continue }
            pending += targets(of: shape)
        }
        return reached
    }

    private func targets(of name: String) -> [String] {
        guard let shape = model.shapes[name] else { return [] }
        let members = (shape.members ?? []).map { member in
            planner.patches.memberShapes["\(name).\(member.name ?? "")"] ?? member.shape
        }
        return (members + [shape.member?.shape].compactMap(\.self)).map(planner.resolved)
    }
}
