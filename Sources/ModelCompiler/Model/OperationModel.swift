/// One operation of a ``ServiceModel``.
struct OperationModel: Decodable {
    var http: HTTP
    var input: Reference?
    var output: Reference?
    var errors: [String]
    var httpChecksum: Checksum?
    var authtype: String?
    var unsignedPayload: Bool?
    var endpoint: Endpoint?
    var deprecated: Bool?
    var pagination: Pagination?

    struct HTTP: Decodable {
        var method: String
        var requestUri: String
        var responseCode: Int?
    }

    struct Reference: Decodable {
        var shape: String
        var locationName: String?
        var resultWrapper: String?
    }

    struct Checksum: Decodable {
        var requestAlgorithmMember: String?
        var requestChecksumRequired: Bool?
        var responseAlgorithms: [String]?
    }

    struct Endpoint: Decodable {
        var hostPrefix: String?
    }

    /// How the answers of a listing follow one another.
    struct Pagination: Decodable {
        /// Input members that say where a page starts.
        var inputTokens: [String]
        /// Output members that say where the next page starts; `A || B[-1].C` is the second where there is no first.
        var outputTokens: [String]
        /// The output member that says whether there is a next page. Nil: a next token says so.
        var moreResults: String?

        enum CodingKeys: String, CodingKey {
            case inputTokens = "input_token"
            case outputTokens = "output_token"
            case moreResults = "more_results"
        }
    }
}
