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
    package var description: String {
        var text = date
        text.reserveCapacity(date.utf8.count + region.utf8.count + service.utf8.count + 16)
        for part in [region, service, SigningScope.terminator] {
            text += "/"
            text += part
        }
        return text
    }

    /// The scope of a signature made at a time such as `20261123T100000Z`.
    init(timestamp: String, region: String, service: String) {
        self.init(date: String(Substring(timestamp.utf8.prefix(8))), region: region, service: service)
    }

    static let terminator = "aws4_request"
}
