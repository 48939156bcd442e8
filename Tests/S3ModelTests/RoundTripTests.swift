import AWSCore
import HTTPTypes
import S3Model
import Testing

/// Every operation, with random members, written by one end and read by the other.
@Suite struct `Round trips` {
    static let rounds: UInt64 = 8
    static let operations = S3Operations.all.map { Named(name: $0.traits.name, type: $0) }

    struct Named: Sendable, CustomTestStringConvertible {
        var name: String
        var type: any ServiceOperation.Type
        var testDescription: String { name }

        /// Seeds that differ between operations and never between runs.
        var seeds: [UInt64] {
            let hash = name.utf8.reduce(14_695_981_039_346_656_037 as UInt64) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
            return (0..<rounds).map { hash &+ $0 }
        }
    }

    @Test(arguments: operations)
    func `a server reads the request that a client wrote`(_ operation: Named) async throws {
        for seed in operation.seeds { try await sendRequest(of: operation.type, seed: seed) }
    }

    @Test(arguments: operations)
    func `a client reads the answer that a server wrote`(_ operation: Named) async throws {
        for seed in operation.seeds { try await sendAnswer(of: operation.type, seed: seed) }
    }

    private func sendRequest<O: ServiceOperation>(of type: O.Type, seed: UInt64) async throws {
        var source = RandomShapeReader(seed: seed)
        let sent = try O(from: &source)
        let request = try RESTXML.encodeRequest(sent)
        let path = try request.path(of: O.traits)
        #expect(path.hasPrefix("/"))
        do {
            let received = try await RESTXML.decodeRequest(
                O.self,
                labels: request.labels,
                query: request.query,
                headers: request.headers,
                body: request.body
            )
            try compare(sent, received, seed: seed)
        } catch {
            Issue.record("\(O.traits.name) with seed \(seed): \(error)\n\(try RecordingShapeWriter.record(sent))")
        }
    }

    private func sendAnswer<O: ServiceOperation>(of type: O.Type, seed: UInt64) async throws {
        var source = RandomShapeReader(seed: seed)
        let sent = try O.Output(from: &source)
        let answer = try RESTXML.encodeResponse(sent, of: O.self)
        #expect(answer.head.status.code == O.traits.successStatus)
        do {
            let received = try await RESTXML.decodeResponse(O.self, from: answer)
            try compare(sent, received, seed: seed)
        } catch {
            Issue.record("\(O.traits.name) with seed \(seed): \(error)\n\(try RecordingShapeWriter.record(sent))")
        }
    }

    private func compare<S: Shape>(_ sent: S, _ received: S, seed: UInt64) throws {
        let expected = try RecordingShapeWriter.record(sent)
        let actual = try RecordingShapeWriter.record(received)
        #expect(actual == expected, "\(S.schema.name) with seed \(seed)")
    }
}
