import AWSCore

/// Picks the codec of an operation's service.
enum WireProtocol {
    static func encode<O: ServiceOperation>(_ operation: O) throws(AWSClientError) -> EncodedRequest {
        do {
            switch O.traits.service.wireProtocol {
            case .restXML: return try RESTXML.encodeRequest(operation)
            case .query: return try AWSQuery.encodeRequest(operation)
            case .json: return try AWSJSON.encodeRequest(operation)
            }
        } catch {
            throw AWSClientError(.invalidInput, error.message, underlyingError: error)
        }
    }

    static func decode<O: ServiceOperation>(
        _ type: O.Type,
        from response: TransportResponse
    ) async throws(MessageError) -> O.Output {
        switch O.traits.service.wireProtocol {
        case .restXML: try await RESTXML.decodeResponse(type, from: response)
        case .query: try await AWSQuery.decodeResponse(type, from: response)
        case .json: try await AWSJSON.decodeResponse(type, from: response)
        }
    }
}
