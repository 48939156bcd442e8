package import AWSCore
import HTTPTypes
import Logging
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Runs operations of any service: resolves where they go, encodes, signs, sends, tries again, and decodes.
package final class Executor: Sendable {
    package let configuration: ClientConfiguration
    let endpoints: any EndpointResolver
    private let credentials: any CredentialProvider
    let clock: ExecutorClock
    let regions = RegionMemory()
    private let transport: any HTTPTransport
    private let quota: RetryQuota
    /// How far the server's clock is ahead of this machine's.
    private let clockOffset = Mutex<TimeInterval>(0)

    package init(
        configuration: ClientConfiguration,
        endpoints: any EndpointResolver,
        transport: any HTTPTransport,
        clock: ExecutorClock = .system
    ) {
        self.configuration = configuration
        self.endpoints = endpoints
        self.transport = transport
        self.clock = clock
        credentials = configuration.credentials ?? CredentialChain.standard()
        quota = RetryQuota(capacity: configuration.retry.quota)
    }

    /// Runs an operation until it has succeeded, or failed for good.
    ///
    /// A streamed body in the output is read afterwards: what breaks then is thrown by the body, and nothing is tried again.
    ///
    /// - Parameter bodyFailure: puts what such a body throws in the words of the layer above.
    package func send<O: ServiceOperation>(
        _ operation: O,
        bodyFailure: @escaping @Sendable (any Error) -> any Error = { $0 }
    ) async throws(AWSClientError) -> O.Output {
        var course = RequestCourse(operation: O.traits, retry: configuration.retry)
        do throws(AWSClientError) {
            let encoded = try WireProtocol.encode(operation)
            while true {
                course.attempts += 1
                let resolved = try resolve(O.self, encoded)
                do throws(AttemptFailure) {
                    let output = try await attempt(O.self, encoded, at: resolved, course, bodyFailure)
                    quota.release(course.tokens)
                    return output
                } catch {
                    try await prepareRetry(after: error, of: encoded, at: resolved, &course)
                }
            }
        } catch {
            throw course.finish(error)
        }
    }

    /// Where a request goes with what is known about its bucket.
    func resolve<O: ServiceOperation>(
        _ type: O.Type,
        _ encoded: EncodedRequest
    ) throws(AWSClientError) -> ResolvedEndpoint {
        var target = EndpointTarget(operation: O.traits, labels: encoded.labels, region: configuration.region)
        if let learned = regions[target] { target.region = learned }
        return try endpoints.resolve(target)
    }

    /// The time as the server sees it.
    func serverTime() -> Date {
        clock.now().addingTimeInterval(clockOffset.withLock { $0 })
    }

    // MARK: - One attempt

    private func attempt<O: ServiceOperation>(
        _ type: O.Type,
        _ encoded: EncodedRequest,
        at resolved: ResolvedEndpoint,
        _ course: RequestCourse,
        _ bodyFailure: @escaping @Sendable (any Error) -> any Error
    ) async throws(AttemptFailure) -> O.Output {
        var request: TransportRequest
        do {
            request = try await prepare(type, encoded, at: resolved)
        } catch {
            throw .final(error)
        }
        request.head.headerFields.append(contentsOf: course.fields(userAgent: configuration.userAgent))
        let started = clock.now()
        var response: TransportResponse
        do {
            response = try await transport.send(request)
        } catch {
            log(course, request, outcome: "\(error.code)", since: started)
            throw .transport(error)
        }
        log(course, request, outcome: "\(response.head.status.code)", since: started)
        if configuration.checksums.responses == .whenSupported {
            response.body = ValidatedBody.wrap(response, of: O.traits)
        }
        if response.head.status.kind == .successful, PayloadKind.of(O.Output.self) == .stream {
            response.body = response.body.mappingFailures(bodyFailure)
        }
        do {
            return try await WireProtocol.decode(type, from: response)
        } catch {
            throw AttemptFailure(error, date: response.head.headerFields[.date].flatMap { HTTPDate.parse($0) })
        }
    }

    /// A request in its final form: addressed, with its checksum and signature.
    private func prepare<O: ServiceOperation>(
        _ type: O.Type,
        _ encoded: EncodedRequest,
        at resolved: ResolvedEndpoint
    ) async throws(AWSClientError) -> TransportRequest {
        var request = try RequestAddress.request(for: type, encoded, at: resolved)
        let payload = try await BodyIntegrity(configuration.checksums, at: resolved.endpoint)
            .apply(to: &request, of: O.traits)
        if let credentials = try await currentCredentials() {
            let signer = SigV4Signer(
                credentials: credentials,
                region: resolved.signingRegion,
                service: resolved.signingName
            )
            signer.sign(&request.head, payload: payload, at: serverTime())
        }
        request.setContentLength()
        return request
    }

    func currentCredentials() async throws(AWSClientError) -> Credentials? {
        do {
            return try await credentials.credentials()
        } catch {
            throw AWSClientError(error)
        }
    }

    // MARK: - After a failure

    /// Returns when the request is to be sent again, after the wait that takes.
    private func prepareRetry(
        after failure: AttemptFailure,
        of encoded: EncodedRequest,
        at resolved: ResolvedEndpoint,
        _ course: inout RequestCourse
    ) async throws(AWSClientError) {
        let error = failure.error
        if Task.isCancelled { throw AWSClientError(.cancelled, "The task was cancelled.", underlyingError: error) }
        if case .service(let serviceError, let date) = failure {
            if follow(serviceError, of: encoded, from: resolved, &course) || correctClock(serviceError, date, &course) {
                return try requireReplayable(encoded.body, after: failure)
            }
        }
        guard let kind = failure.retryKind, course.attempts < course.maximumAttempts else { throw error }
        try requireReplayable(encoded.body, after: failure)
        guard let tokens = quota.acquire(for: kind) else {
            var error = error
            error.hint = "It was not tried again, as too many requests of this client have failed lately."
            throw error
        }
        course.tokens = tokens
        let delay = configuration.retry.delay(
            after: course.attempts,
            of: kind,
            random: clock.random(),
            asked: failure.askedDelay
        )
        do {
            try await clock.sleep(delay)
        } catch {
            throw AWSClientError(.cancelled, "The task was cancelled between two attempts.", underlyingError: error)
        }
    }

    /// Takes up the region that a store names, once a request.
    private func follow(
        _ error: ServiceError,
        of encoded: EncodedRequest,
        from resolved: ResolvedEndpoint,
        _ course: inout RequestCourse
    ) -> Bool {
        guard !course.hasFollowedRegion, [301, 307, 400].contains(error.status),
            error.code != "IllegalLocationConstraintException",
            let region = error[detail: "Region"], RegionMemory.isPlausible(region), region != resolved.signingRegion
        else { return false }
        course.hasFollowedRegion = true
        regions.remember(region, for: EndpointTarget(operation: course.operation, labels: encoded.labels, region: nil))
        return true
    }

    /// Takes up the server's time when it finds ours wrong, once a request.
    private func correctClock(_ error: ServiceError, _ date: Date?, _ course: inout RequestCourse) -> Bool {
        guard !course.hasCorrectedClock, let date, ClockSkew.isSuspected(in: error) else { return false }
        let offset = date.timeIntervalSince(clock.now())
        let known = clockOffset.withLock { $0 }
        guard ClockSkew.isCertain(error) || abs(offset - known) > ClockSkew.tolerance, abs(offset - known) > 1 else {
            return false
        }
        course.hasCorrectedClock = true
        clockOffset.withLock { $0 = offset }
        return true
    }

    private func requireReplayable(_ body: HTTPBody, after failure: AttemptFailure) throws(AWSClientError) {
        guard !body.isReplayable, !failure.isBeforeBody else { return }
        var error = failure.error
        error.hint = "It was not tried again, as its body is a stream that can be read only once."
        throw error
    }

    private func log(_ course: RequestCourse, _ request: TransportRequest, outcome: String, since started: Date) {
        configuration.logger.debug(
            "Request attempted",
            metadata: [
                "aws.operation": "\(course.operation.name)",
                "aws.attempt": "\(course.attempts)",
                "aws.outcome": "\(outcome)",
                "http.host": "\(request.head.authority ?? "")",
                "duration.ms": "\(Int(clock.now().timeIntervalSince(started) * 1000))",
            ]
        )
    }
}
