import AWSCore
import HTTPTypes
import S3Model
import Testing

@testable import S3Server

@Suite struct RoutingTableTests {
    /// Operations that newer ones of the same binding have replaced, and those of hosts of their own.
    private static let elsewhere: Set<String> = [
        "GetBucketLifecycle", "PutBucketLifecycle", "GetBucketNotification", "PutBucketNotification",
        "ListDirectoryBuckets", "WriteGetObjectResponse",
    ]

    @Test func `every operation of the model is routed to itself`() throws {
        var routed = 0
        for operation in S3Operations.all where !Self.elsewhere.contains(operation.traits.name) {
            let (path, headers) = try Self.request(for: operation)
            let target = try RequestTarget(path: path, authority: nil, baseDomains: [])
            let found = try RoutingTable.shared.operation(
                for: target,
                method: operation.traits.method,
                headers: headers
            )
            #expect(found.traits.name == operation.traits.name, "\(operation.traits.method) \(path)")
            routed += 1
        }
        #expect(routed == 110)
    }

    /// What a client sends at the least: the fixed query, and what is required of query and headers.
    private static func request(for operation: any ServiceOperation.Type) throws -> (String, HTTPFields) {
        let traits = operation.traits
        var items = traits.query
        var headers = HTTPFields()
        for member in operation.schema.members where member.isRequired {
            if member.location == .query { items.append(QueryItem(member.name, "1")) }
            if member.location == .header { headers[try HTTPField.Name.named(member.name)] = "bucket/key" }
        }
        let path = traits.path.split(separator: "/").map { $0 == "{Bucket}" ? "bucket" : "key" }
        return ("/" + path.joined(separator: "/") + "?" + QueryString.format(items), headers)
    }

    @Test(arguments: [
        ("PATCH", "/bucket/key", "NotImplemented"), ("PUT", "/bucket/key?unheardof", "NotImplemented"),
        ("GET", "/bucket?unheardof", "NotImplemented"), ("POST", "/bucket", "NotImplemented"),
        ("PUT", "/bucket?location", "MethodNotAllowed"), ("DELETE", "/", "MethodNotAllowed"),
        ("POST", "/bucket/key", "MethodNotAllowed"), ("PUT", "/bucket/key?partNumber=1", "InvalidArgument"),
        ("PUT", "/bucket/key?uploadId=1", "InvalidArgument"), ("GET", "/bucket?list-type=3", "InvalidArgument"),
    ])
    func `what no operation is is refused`(method: String, path: String, code: String) throws {
        let target = try RequestTarget(path: path, authority: nil, baseDomains: [])
        do {
            let found = try RoutingTable.shared.operation(for: target, method: method, headers: [:])
            Issue.record("routed to \(found.traits.name)")
        } catch {
            #expect(error.code.rawValue == code)
            #expect(error.status < 500 || error.status == 501)
        }
    }

    @Test(arguments: ["partNumber=1", "uploadId=x", "uploadId"], [true, false])
    func `a part that lacks half of its name is not the object`(query: String, isCopy: Bool) throws {
        let missing = query == "partNumber=1" ? "uploadId" : "partNumber"
        let headers: HTTPFields = isCopy ? [.copySource: "bucket/source"] : [:]
        let target = try RequestTarget(path: "/bucket/key?" + query, authority: nil, baseDomains: [])
        let error = #expect(throws: ServiceError.self) {
            _ = try RoutingTable.shared.operation(for: target, method: "PUT", headers: headers)
        }
        #expect(error?.code.rawValue == "InvalidArgument")
        #expect(error?.status == 400)
        #expect(error?.details.first { $0.name == "ArgumentName" }?.value == missing)
        #expect(error?.message.contains("\(missing) is missing") == true)
    }

    @Test(arguments: [
        ("POST", "uploadId=x", "CompleteMultipartUpload"), ("DELETE", "uploadId=x", "AbortMultipartUpload"),
        ("GET", "uploadId=x", "ListParts"), ("GET", "partNumber=1", "GetObject"),
        ("HEAD", "partNumber=1", "HeadObject"), ("PUT", "partNumber=1&uploadId=x", "UploadPart"),
    ])
    func `half of a part's name is enough elsewhere`(method: String, query: String, operation: String) throws {
        let target = try RequestTarget(path: "/bucket/key?" + query, authority: nil, baseDomains: [])
        let found = try RoutingTable.shared.operation(for: target, method: method, headers: [:])
        #expect(found.traits.name == operation)
    }

    @Test func `a query item nobody knows is ignored when it has a value`() throws {
        let target = try RequestTarget(path: "/bucket/key?cache=1&x-id=GetObject", authority: nil, baseDomains: [])
        let found = try RoutingTable.shared.operation(for: target, method: "GET", headers: [:])
        #expect(found.traits.name == "GetObject")
    }
}
