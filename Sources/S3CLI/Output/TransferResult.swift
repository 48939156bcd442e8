/// One object that was carried, copied or deleted, or in a dry run would have been.
struct TransferResult: Codable, Sendable {
    var action: String
    var source: String
    var destination: String?
    var size: Int?
    var isDryRun: Bool

    init(action: String, source: String, destination: String? = nil, size: Int? = nil, isDryRun: Bool = false) {
        self.action = action
        self.source = source
        self.destination = destination
        self.size = size
        self.isDryRun = isDryRun
    }

    enum CodingKeys: String, CodingKey {
        case action, source, destination, size
        case isDryRun = "dryrun"
    }

    var line: String {
        "\(isDryRun ? "(dryrun) " : "")\(action): \(source)\(destination.map { " to \($0)" } ?? "")"
    }
}

extension Console {
    func result(_ transfer: TransferResult) { result(transfer.line, transfer) }
}
