@testable import ModelCompiler

/// A service of two operations that has something of everything.
enum SmallService {
    static let model = """
        {
        "metadata": {"apiVersion": "2026-01-01", "endpointPrefix": "shop", "protocol": "rest-xml", "serviceId": "Shop"},
        "operations": {
          "GetItem": {
            "http": {"method": "GET", "requestUri": "/{Shelf}/{Item+}?item&form=2"},
            "input": {"shape": "GetItemRequest"}, "output": {"shape": "GetItemOutput"}, "errors": ["NoSuchItem"],
            "httpChecksum": {"responseAlgorithms": ["CRC32"]}
          },
          "ListItems": {
            "http": {"method": "GET", "requestUri": "/{Shelf}", "responseCode": 204},
            "input": {"shape": "ListItemsRequest"}, "output": {"shape": "ListItemsOutput"}, "errors": [],
            "pagination": {
              "input_token": ["Marker"], "output_token": ["NextMarker || Items[-1].Name"], "more_results": "More"
            }
          }
        },
        "shapes": {
          "NoSuchItem": {"type": "structure", "exception": true},
          "Name": {"type": "string"},
          "Secret": {"type": "string", "sensitive": true},
          "Colour": {"type": "string", "enum": ["RED", "dark-blue"]},
          "Color": {"type": "string", "enum": ["RED"]},
          "Flag": {"type": "boolean"},
          "When": {"type": "timestamp", "timestampFormat": "rfc822"},
          "Bytes": {"type": "blob"},
          "Item": {"type": "structure", "required": ["Name"], "members": [
            {"name": "Name", "shape": "Name"},
            {"name": "Colour", "shape": "Color"},
            {"name": "Added", "shape": "When"}
          ]},
          "Items": {"type": "list", "flattened": true, "member": {"shape": "Item"}},
          "Names": {"type": "list", "member": {"shape": "Name", "locationName": "Alias"}},
          "GetItemRequest": {"type": "structure", "required": ["Password", "Item", "Shelf"], "members": [
            {"name": "Password", "shape": "Secret", "location": "header", "locationName": "x-password"},
            {"name": "Item", "shape": "Name", "location": "uri", "locationName": "Item"},
            {"name": "Shelf", "shape": "Name", "location": "uri", "locationName": "Shelf"}
          ]},
          "GetItemOutput": {"type": "structure", "payload": "Body", "members": [
            {"name": "Body", "shape": "Bytes", "streaming": true},
            {"name": "ColourId", "shape": "Colour", "location": "header", "locationName": "x-colour"}
          ]},
          "ListItemsRequest": {"type": "structure", "required": ["Shelf"], "members": [
            {"name": "Shelf", "shape": "Name", "location": "uri", "locationName": "Shelf"},
            {"name": "Marker", "shape": "Name", "location": "querystring", "locationName": "marker"}
          ]},
          "ListItemsOutput": {"type": "structure", "members": [
            {"name": "More", "shape": "Flag"},
            {"name": "NextMarker", "shape": "Name"},
            {"name": "Items", "shape": "Items", "locationName": "Item"},
            {"name": "Aliases", "shape": "Names"}
          ]}
        }
        }
        """

    static func compiler(patches: Patches = Patches(merges: ["Color": "Colour"])) throws -> Compiler {
        Compiler(
            name: "Shop",
            model: try ServiceModel(json: model),
            patches: patches,
            grouping: Grouping(folders: [("Items", [("Items", ["GetItem", "ListItems"])])]),
            sentences: ["GetItem": "Reads an item.", "ListItems": "Lists a shelf's items."],
            settings: Compiler.Settings(
                access: "public",
                referenceURL: "https://example.com/API_",
                isNamespaced: false
            )
        )
    }
}
