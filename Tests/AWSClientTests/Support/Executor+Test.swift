import AWSClient
import AWSCore
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A clock that stands still and notes how long it was asked to sleep.
final class ManualClock: Sendable {
    private let state: Mutex<(now: Date, slept: [Duration])>

    init(_ now: Date = Date(timeIntervalSince1970: 1_800_000_000)) { state = Mutex((now, [])) }

    var slept: [Duration] { state.withLock { $0.slept } }

    func executorClock(random: Double = 1) -> ExecutorClock {
        ExecutorClock(
            now: { self.state.withLock { $0.now } },
            sleep: { duration in self.state.withLock { $0.slept.append(duration) } },
            random: { random }
        )
    }
}

/// Buckets in the path, at one host per region or at an endpoint of one's own.
struct PathStyleResolver: EndpointResolver {
    var custom: Endpoint?

    func resolve(_ target: EndpointTarget) throws(AWSClientError) -> ResolvedEndpoint {
        guard let region = target.region else { throw .missingRegion }
        return ResolvedEndpoint(
            endpoint: custom ?? Endpoint(host: "s3.\(region).amazonaws.com"),
            signingRegion: region,
            signingName: "s3"
        )
    }
}

extension Executor {
    convenience init(
        _ transport: ScriptedTransport,
        endpoint: Endpoint? = nil,
        clock: ManualClock = ManualClock(),
        random: Double = 1,
        _ configure: (inout ClientConfiguration) -> Void = { _ in }
    ) {
        var configuration = ClientConfiguration()
        configuration.region = "eu-central-1"
        configuration.credentials = StaticCredentials(accessKeyID: "AKID", secretAccessKey: "very secret")
        configure(&configuration)
        self.init(
            configuration: configuration,
            endpoints: PathStyleResolver(custom: endpoint),
            transport: transport,
            clock: clock.executorClock(random: random)
        )
    }
}
