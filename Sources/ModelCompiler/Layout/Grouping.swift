/// Which file each operation is written to.
struct Grouping {
    /// Folders with their files and each file's operations.
    let folders: [(name: String, files: [(name: String, operations: [String])])]

    /// The place of a shape that several folders use.
    let sharedFolder = "Shared"

    /// The file of each operation.
    func files() throws(CompilerError) -> [String: FilePlace] {
        var files: [String: FilePlace] = [:]
        for folder in folders {
            for file in folder.files {
                for operation in file.operations {
                    guard files.updateValue(FilePlace(folder: folder.name, name: file.name), forKey: operation) == nil
                    else { throw CompilerError("\(operation) is in two files.") }
                }
            }
        }
        return files
    }
}

/// A file among the generated ones.
struct FilePlace: Hashable {
    var folder: String
    var name: String

    var path: String { folder.isEmpty ? "\(name).swift" : "\(folder)/\(name).swift" }
}
