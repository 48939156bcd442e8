import ArgumentParser

struct MoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mv",
        abstract: "Move a file, an object or a whole tree: copy each, then delete its source.",
        discussion: "A source is deleted only after its copy is complete."
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: TransferOptions

    func validate() throws {
        try options.check()
        guard options.source != .standardStream, options.destination != .standardStream else {
            throw ValidationError("- can't be moved; use cp")
        }
        guard options.source != options.destination else {
            throw ValidationError("\(options.source) can't be moved onto itself")
        }
    }

    func run() async throws {
        try await global.withClient { client, console in
            try await Transfer(client: client, console: console, options: options, removesSource: true).run()
        }
    }
}
