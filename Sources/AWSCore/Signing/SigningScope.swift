/// What a signature holds for: one day, region and service.
package struct SigningScope: Sendable, Hashable, CustomStringConvertible {
    /// Year, month and day in UTC, such as `20261123`.
    package var date: String
    package var region: String
    package var service: String

    package init(date: String, region: String, service: String) {
        self.date = date
        self.region = region
        self.service = service
    }

    /// `20261123/us-east-1/s3/aws4_request`
    package var description: String { "\(date)/\(region)/\(service)/\(SigningScope.terminator)" }

    static let terminator = "aws4_request"
}
