#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A service's description as `Models/*.json` holds it.
struct ServiceModel: Decodable {
    var metadata: Metadata
    var operations: [String: OperationModel]
    var shapes: [String: ShapeModel]

    struct Metadata: Decodable {
        var apiVersion: String
        var endpointPrefix: String
        var `protocol`: String
        var serviceId: String
        var signingName: String?
        var targetPrefix: String?
        var xmlNamespace: String?
    }

    init(contentsOf file: URL) throws {
        self = try JSONDecoder().decode(ServiceModel.self, from: Data(contentsOf: file))
    }

    init(json: String) throws {
        self = try JSONDecoder().decode(ServiceModel.self, from: Data(json.utf8))
    }

    /// The namespace of the service's documents.
    var namespace: String? {
        if let namespace = metadata.xmlNamespace { return namespace }
        guard metadata.protocol == "rest-xml" else { return nil }
        return "http://\(metadata.endpointPrefix).amazonaws.com/doc/\(metadata.apiVersion)/"
    }

    /// The shape of that name.
    func shape(_ name: String) throws(CompilerError) -> ShapeModel {
        guard let shape = shapes[name] else { throw CompilerError("The model has no shape \(name).") }
        return shape
    }
}

/// A model, a patch or a table that does not fit the others.
struct CompilerError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}
