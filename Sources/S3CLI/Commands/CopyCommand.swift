import ArgumentParser

struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cp",
        abstract: "Copy a file, an object or a whole tree: up, down, or from bucket to bucket.",
        discussion: "Either side may be - for standard input or output."
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: TransferOptions

    func validate() throws { try options.check() }

    func run() async throws {
        try await global.withClient { client, console in
            try await Transfer(client: client, console: console, options: options, removesSource: false).run()
        }
    }
}
