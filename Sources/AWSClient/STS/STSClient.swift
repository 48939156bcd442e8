package import AWSCore
package import STSModel

/// Asks AWS's Security Token Service.
package struct STSClient: Sendable {
    private let executor: Executor

    package init(
        configuration: ClientConfiguration,
        transport: any HTTPTransport,
        clock: ExecutorClock = .system
    ) {
        executor = Executor(
            configuration: configuration,
            endpoints: RegionalEndpointResolver(custom: configuration.endpoint),
            transport: transport,
            clock: clock
        )
    }

    package func send<O: ServiceOperation>(_ operation: O) async throws(AWSClientError) -> O.Output {
        try await executor.send(operation)
    }

    /// Whose keys sign the requests.
    package func getCallerIdentity() async throws(AWSClientError) -> STS.GetCallerIdentity.Output {
        try await send(STS.GetCallerIdentity())
    }
}
