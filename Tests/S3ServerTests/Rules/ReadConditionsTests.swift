import AWSCore
import Testing

@testable import S3Server

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct ReadConditionsTests {
    private let modified = Date(timeIntervalSince1970: 1_000.75)
    private let before = Date(timeIntervalSince1970: 900)
    private let after = Date(timeIntervalSince1970: 1_100)

    private func outcome(_ conditions: ReadConditions) -> ReadConditions.Outcome {
        conditions.evaluate(eTag: "tag", lastModified: modified)
    }

    @Test func `a tag that matches outweighs a date that does not`() {
        #expect(outcome(ReadConditions(ifMatch: "\"tag\"", ifUnmodifiedSince: before)) == .holds)
        #expect(outcome(ReadConditions(ifNoneMatch: "\"other\"", ifModifiedSince: after)) == .holds)
    }

    @Test func `a tag that fails outweighs a date that holds`() {
        #expect(outcome(ReadConditions(ifMatch: "\"x\"", ifUnmodifiedSince: after)) == .failed(condition: "If-Match"))
        #expect(
            outcome(ReadConditions(ifNoneMatch: "\"tag\"", ifModifiedSince: before))
                == .notModified(condition: "If-None-Match")
        )
    }

    @Test func `a star matches any tag`() {
        #expect(outcome(ReadConditions(ifMatch: "*")) == .holds)
        #expect(outcome(ReadConditions(ifNoneMatch: "*")) == .notModified(condition: "If-None-Match"))
    }

    @Test func `one tag of a list is enough`() {
        #expect(outcome(ReadConditions(ifMatch: "\"a\", tag ,\"b\"")) == .holds)
        #expect(outcome(ReadConditions(ifNoneMatch: "\"a\", W/\"tag\"")) == .notModified(condition: "If-None-Match"))
    }

    @Test func `dates are compared in whole seconds`() {
        let same = Date(timeIntervalSince1970: 1_000)
        #expect(outcome(ReadConditions(ifModifiedSince: same)) == .notModified(condition: "If-Modified-Since"))
        #expect(outcome(ReadConditions(ifUnmodifiedSince: same)) == .holds)
        #expect(outcome(ReadConditions(ifUnmodifiedSince: before)) == .failed(condition: "If-Unmodified-Since"))
    }
}
