import HTTP
import Store

/// One operation of the API: the server answers by it, and the OpenAPI document is written from it, so
/// the two cannot differ.
struct APIOperation: Sendable {
  /// The least that a token must be allowed.
  enum Access: Sendable {
    case anybody
    /// Any token; what it covers decides which records are found.
    case token
    /// The token of this very user, whatever her scope: nobody else reads her messages.
    case own
    /// Of an administrator of the company, or of the operator.
    case company
    case `operator`
  }

  /// What a request carries.
  enum Body: Sendable {
    /// JSON that fits a schema of ``APISchemas``.
    case json(String)
    /// A sound file of any kind that libsndfile reads; `isNeeded`: a request without one is refused.
    case sound(isNeeded: Bool)
    /// A table of users (CSV).
    case table
  }

  /// What an answer carries.
  enum Content: Sendable {
    case nothing
    case json(String)
    case sound, events, text, table
  }

  /// A parameter of the query.
  struct Parameter: Sendable {
    var name: String
    var schema: JSONValue
    var purpose: String
  }

  let method: HTTPRequest.Method
  /// Behind `/api/v1`, with `{names}`.
  let path: String
  /// `operationId` of the document.
  let name: String
  let summary: String
  let access: Access
  var query: [Parameter] = []
  var body: Body?
  var status = 200
  var content = Content.nothing
  /// The answer has an ETag, and a change must name the one that it saw.
  var isGuarded = false
  /// Its answer tells a secret, which must not be kept to be told again.
  var tellsSecret = false
  let answer: @Sendable (APIVisit) throws -> HTTPResponse

  /// Whether it adds something, so that a request that is sent twice can say that it is the same.
  var isCreation: Bool { method == .post && status == 201 && !tellsSecret }

  /// The values of the names in the path; `nil` if the path is another one.
  func parameters(of path: [String]) -> [String: String]? {
    let own = self.path.split(separator: "/")
    guard own.count == path.count else { return nil }
    var parameters: [String: String] = [:]
    for (piece, text) in zip(own, path) {
      if piece.hasPrefix("{") {
        parameters[String(piece.dropFirst().dropLast())] = text
      } else if piece != text[...] {
        return nil
      }
    }
    return parameters
  }

  /// The names in the path, in order.
  var pathNames: [String] {
    path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
      String($0.dropFirst().dropLast())
    }
  }
}

extension APIOperation.Parameter {
  /// So many records at most.
  static let limit = APIOperation.Parameter(
    name: "limit", schema: ["type": "integer", "minimum": 1, "maximum": 500, "default": 50],
    purpose: "the most that are answered")

  /// The cursor of the last answer.
  static func after(_ purpose: String) -> APIOperation.Parameter {
    key("after", purpose)
  }

  /// The key of a record. JSON's numbers are exact up to its maximum (RFC 8259, section 6).
  static func key(_ name: String, _ purpose: String) -> APIOperation.Parameter {
    APIOperation.Parameter(
      name: name,
      schema: ["type": "integer", "minimum": 0, "maximum": 9_007_199_254_740_991],
      purpose: purpose)
  }

  static func flag(_ name: String, _ purpose: String) -> APIOperation.Parameter {
    APIOperation.Parameter(name: name, schema: ["type": "boolean"], purpose: purpose)
  }

  static func text(_ name: String, _ purpose: String) -> APIOperation.Parameter {
    APIOperation.Parameter(name: name, schema: ["type": "string"], purpose: purpose)
  }

  static func choice(_ name: String, _ words: [String], _ purpose: String)
    -> APIOperation.Parameter
  {
    APIOperation.Parameter(
      name: name, schema: ["type": "string", "enum": .array(words.map { .text($0) })],
      purpose: purpose)
  }
}
