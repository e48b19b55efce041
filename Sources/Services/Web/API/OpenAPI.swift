import HTTP
import Store

/// The API's description (OpenAPI 3.1), written from the operations that answer.
enum OpenAPI {
  static let document: JSONValue = [
    "openapi": "3.1.0",
    "info": [
      "title": "VoicePortal", "version": "1",
      "description": .text(
        "Users, settings and messages of a voice portal. Times are RFC 3339 in UTC; sounds are files "
          + "that libsndfile reads. A change of a record names by If-Match the ETag that it has seen."
      ),
      "license": ["name": "As the program", "identifier": "LicenseRef-VoicePortal"],
    ],
    "servers": [["url": .text(APISite.prefix)]],
    "security": [["token": []]],
    "paths": .object(paths),
    "components": [
      "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
      "schemas": .object(APISchemas.all),
    ],
  ]

  private static var paths: [String: JSONValue] {
    var paths: [String: [String: JSONValue]] = [:]
    for operation in APISite.operations {
      paths[operation.path, default: [:]][operation.method.rawValue.lowercased()] = json(operation)
    }
    return paths.mapValues(JSONValue.object)
  }

  private static func json(_ operation: APIOperation) -> JSONValue {
    var members: [String: JSONValue] = [
      "operationId": .text(operation.name), "summary": .text(operation.summary),
      "responses": .object(answers(operation)),
    ]
    let parameters = parameters(operation)
    if !parameters.isEmpty { members["parameters"] = .array(parameters) }
    if let body = operation.body { members["requestBody"] = json(body) }
    if operation.access == .anybody { members["security"] = [] }
    return .object(members)
  }

  private static func parameters(_ operation: APIOperation) -> [JSONValue] {
    var all: [JSONValue] = operation.pathNames.map { name in
      let isKey = ["user", "company", "message", "number"].contains(name)
      return [
        "name": .text(name), "in": "path", "required": true,
        "schema": isKey ? ["type": "integer"] : name == "slot" ? APISchemas.slots : pathText,
      ]
    }
    all += operation.query.map { parameter in
      [
        "name": .text(parameter.name), "in": "query", "schema": parameter.schema,
        "description": .text(parameter.purpose),
      ]
    }
    let isChange = [.put, .patch, .delete].contains(operation.method)
    if operation.isGuarded, isChange {
      // What is put may be new.
      all.append(
        header(
          "If-Match", "the ETag that was seen, or *", isRequired: operation.method != .put))
    }
    if operation.isGuarded, operation.method == .get {
      all.append(header("If-None-Match", "an ETag that is known already"))
    }
    if operation.isCreation {
      all.append(
        header("Idempotency-Key", "the same request sent again with the same key is done once"))
    }
    return all
  }

  /// What may stand in a path: see ``HTTPTarget``.
  private static let pathText: JSONValue = [
    "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f/\\\\]+$", "not": ["enum": [".", ".."]],
  ]

  private static func header(
    _ name: String, _ purpose: String, isRequired: Bool = false
  ) -> JSONValue {
    [
      "name": .text(name), "in": "header", "required": .flag(isRequired),
      "schema": ["type": "string", "minLength": 1],
      "description": .text(purpose),
    ]
  }

  private static func json(_ body: APIOperation.Body) -> JSONValue {
    switch body {
    case .json(let name):
      ["required": true, "content": ["application/json": ["schema": APISchemas.reference(name)]]]
    case .sound(let isNeeded):
      [
        "required": .flag(isNeeded),
        "content": ["audio/wav": ["schema": ["type": "string", "format": "binary"]]],
      ]
    case .table:
      ["required": true, "content": ["text/csv": ["schema": ["type": "string", "minLength": 1]]]]
    }
  }

  private static func answers(_ operation: APIOperation) -> [String: JSONValue] {
    var answers: [String: JSONValue] = ["\(operation.status)": success(operation)]
    var faults = [400, 404, 500]
    if operation.access != .anybody { faults += [401, 403] }
    if operation.body != nil || !operation.query.isEmpty { faults += [422] }
    if operation.body != nil { faults += [413, 415, 422] }
    if operation.isCreation { faults += [409, 422] }
    if operation.isGuarded, [.put, .patch, .delete].contains(operation.method) {
      faults += [412, 428]
    }
    if operation.content.isSound {
      answers["206"] = success(operation)
      faults.append(416)
    }
    if operation.isGuarded, operation.method == .get {
      answers["304"] = ["description": "It is as it was."]
    }
    for status in faults {
      var content: [String: JSONValue] = [
        "application/problem+json": ["schema": APISchemas.reference("Problem")]
      ]
      // Of what is no request of HTTP the API hears nothing.
      if [400, 413].contains(status) { content["text/plain"] = ["schema": ["type": "string"]] }
      answers["\(status)"] = [
        "description": .text(Self.words[status] ?? "A problem"), "content": .object(content),
      ]
    }
    return answers
  }

  private static func success(_ operation: APIOperation) -> JSONValue {
    var members: [String: JSONValue] = ["description": .text(operation.summary)]
    switch operation.content {
    case .nothing: break
    case .json(let name):
      members["content"] = ["application/json": ["schema": APISchemas.reference(name)]]
    case .sound:
      let sound: JSONValue = ["schema": ["type": "string", "format": "binary"]]
      members["content"] = ["audio/wav": sound, "audio/mpeg": sound]
    case .text:
      members["content"] = ["text/plain": ["schema": ["type": "string"]]]
    case .table: members["content"] = ["text/csv": ["schema": ["type": "string"]]]
    case .events:
      members["content"] = ["text/event-stream": ["schema": ["type": "string"]]]
    }
    if operation.isGuarded, operation.status != 204 {
      members["headers"] = [
        "ETag": ["schema": ["type": "string"], "description": "the state of the record"]
      ]
    }
    return .object(members)
  }

  private static let words: [Int: String] = [
    400: "The request is broken", 401: "There is no valid access token",
    403: "The access token may not do that", 404: "There is no such thing, or it is not covered",
    409: "A request with this Idempotency-Key is being carried out",
    412: "The record has another state by now", 413: "The body is too long",
    415: "The body is of another type", 416: "There is no such part",
    422: "A value is not acceptable", 428: "If-Match is missing",
    500: "The server could not do it",
  ]
}

extension APIOperation.Content {
  fileprivate var isSound: Bool {
    if case .sound = self { true } else { false }
  }
}
