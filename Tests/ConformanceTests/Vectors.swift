import Foundation
import Testing

/// The published test data that lies beside these tests.
enum Vectors {
    static func load<Value: Decodable>(
        _ name: String,
        as type: Value.Type,
        keys: JSONDecoder.KeyDecodingStrategy = .useDefaultKeys
    ) throws -> Value {
        let url = try #require(Bundle.module.url(forResource: "Vectors/\(name)", withExtension: "json"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = keys
        return try decoder.decode(type, from: try Data(contentsOf: url))
    }
}
