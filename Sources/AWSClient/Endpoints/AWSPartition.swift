/// A part of AWS that has accounts and host names of its own.
package enum AWSPartition: Sendable, Hashable {
    case standard, china, government

    package init(region: String) {
        if region.hasPrefix("cn-") {
            self = .china
        } else if region.hasPrefix("us-gov-") {
            self = .government
        } else {
            self = .standard
        }
    }

    /// What the names of its hosts end in.
    package var domain: String { self == .china ? "amazonaws.com.cn" : "amazonaws.com" }
}
