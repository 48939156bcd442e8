import AWSCore
import Synchronization

/// The regions of buckets that turned out to be elsewhere than configured.
final class RegionMemory: Sendable {
    private let regions = Mutex<[String: String]>([:])

    private static let capacity = 1024

    subscript(target: EndpointTarget) -> String? {
        guard let bucket = target[label: "Bucket"] else { return nil }
        return regions.withLock { $0[bucket] }
    }

    func remember(_ region: String, for target: EndpointTarget) {
        guard let bucket = target[label: "Bucket"] else { return }
        regions.withLock { regions in
            if regions.count >= RegionMemory.capacity { regions.removeAll() }
            regions[bucket] = region
        }
    }

    /// Whether a text from an answer can be part of a host's name.
    static func isPlausible(_ region: String) -> Bool {
        (1...63).contains(region.utf8.count)
            && region.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            }
    }
}
