import ArgumentParser

/// What every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Work on a store kept in this folder, inside this process.", valueName: "dir"))
    var local: String?

    @Option(name: .customLong("endpoint-url"), help: ArgumentHelp("The store's address.", valueName: "url"))
    var endpointURL: String?

    @Option(help: ArgumentHelp("The region to talk to.", valueName: "name"))
    var region: String?

    @Option(help: ArgumentHelp("The profile of the AWS configuration files to use.", valueName: "name"))
    var profile: String?

    @Flag(name: .customLong("no-sign-request"), help: "Send requests without keys.")
    var isUnsigned = false

    @Flag(name: .customLong("json"), help: "Print JSON, one object a line.")
    var isJSON = false

    /// `s3 --local DIR ls` is how people write it; the parser wants the options of a subcommand behind its name.
    static func movedBehindSubcommand(_ arguments: [String]) -> [String] {
        let withValue: Set = ["--local", "--endpoint-url", "--region", "--profile"]
        let flags: Set = ["--no-sign-request", "--json"]
        var index = 0
        while index < arguments.count {
            let name = arguments[index].prefix { $0 != "=" }
            if withValue.contains(String(name)) {
                index += name.count == arguments[index].count ? 2 : 1
            } else if flags.contains(arguments[index]) {
                index += 1
            } else {
                break
            }
        }
        guard index > 0, index < arguments.count, !arguments[index].hasPrefix("-") else { return arguments }
        return [arguments[index]] + arguments[..<index] + arguments[(index + 1)...]
    }
}
