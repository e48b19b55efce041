import Administration
import Mailbox
import Store

/// The shapes of what the API takes and answers, as JSON Schema. Users and companies come from the field
/// tables, so that a new field is there by itself.
enum APISchemas {
  static let all: [String: JSONValue] = [
    "Anything": ["type": "object"],
    "Problem": object(
      [
        "type": string, "title": string, "status": integer, "detail": string, "field": string,
        "reason": string,
      ], required: ["type", "title", "status"]),
    "Me": object([
      "token": string, "scope": choice(AccessToken.Scope.allCases.map(\.rawValue)),
      "expires": time, "user": orNull("integer"), "company": orNull("integer"),
    ]),
    "User": record(UserFields.all, identity: ["id": integer, "company": integer]),
    "NewUser": change(UserFields.all, required: UserFields.required),
    "UserChange": change(UserFields.all, required: []),
    "Users": page("users", "User"),
    "Company": record(CompanyFields.all, identity: ["id": integer]),
    "NewCompany": change(CompanyFields.all, required: CompanyFields.required),
    "CompanyChange": change(CompanyFields.all, required: []),
    "Companies": object(["companies": array("Company")]),
    "Audit": object([
      "entries": [
        "type": "array",
        "items": object([
          "id": integer, "at": time, "actor": string, "origin": orNull("string"),
          "user": orNull("integer"), "subject": string,
          "kind": choice(MailboxChange.Kind.allCases.map(\.rawValue)), "detail": string,
        ]),
      ], "next": orNull("integer"),
    ]),
    "Login": object([
      "has-passcode": boolean, "must-change": boolean, "failures": integer,
      "locked-until": orNull("string"), "has-web-password": boolean,
    ]),
    "PasscodeChange": input(
      ["passcode": ["type": "string", "pattern": "^[0-9]+$"], "present": string],
      required: ["passcode"]),
    "GeneratedPasscode": object(["passcode": string]),
    "WebPasswordChange": input(
      [
        "password": [
          "type": "string", "minLength": .integer(Int64(WebPassword.lengths.lowerBound)),
          "maxLength": .integer(Int64(WebPassword.lengths.upperBound)),
        ], "present": string,
      ], required: ["password"]),
    "List": object([
      "number": integer, "description": string, "open": boolean,
      "members": [
        "type": "array",
        "items": object([
          "user": integer, "name": string, "number": string, "extension": string,
        ]),
      ],
    ]),
    "ListChange": input(
      [
        "description": ["type": "string", "minLength": 1, "maxLength": 80], "open": boolean,
        "members": ["type": "array", "items": string],
      ], required: ["description"]),
    "Lists": object(["lists": array("List")]),
    "Greetings": object([
      "greetings": [
        "type": "array",
        "items": object([
          "slot": slots,
          "milliseconds": orNull("integer"),
        ]),
      ]
    ]),
    "Announcements": object([
      "announcements": [
        "type": "array", "items": object(["name": string, "milliseconds": integer]),
      ]
    ]),
    "Message": object([
      "id": integer, "state": states, "urgent": boolean, "confidential": boolean,
      "from": orNull("string"), "sender": orNull("string"), "received": time,
      "milliseconds": integer, "forwarded-by": ["type": "array", "items": string],
      // What a machine has understood, and which.
      "transcript": orNull("string"), "transcript-engine": orNull("string"),
    ]),
    "MessageChange": input(["state": states], required: ["state"]),
    "Messages": object([
      "messages": array("Message"), "found": integer, "next": orNull("integer"),
      "counts": ["type": "object", "additionalProperties": integer],
    ]),
    "Sent": object([
      "delivered": integer, "failed": ["type": "array", "items": string],
    ]),
    "Token": token([:]),
    "MadeToken": token(["secret": string]),
    "Tokens": object(["tokens": array("Token")]),
    "NewToken": input(
      [
        "name": ["type": "string", "minLength": 1, "maxLength": 80],
        "scope": choice(AccessToken.Scope.allCases.map(\.rawValue)),
        "days": ["type": "integer", "minimum": 1, "maximum": 3_650, "default": 90],
      ], required: ["name"]),
    "Import": object([
      "imported": boolean, "added": integer, "changed": integer,
      "faults": [
        "type": "array", "items": object(["row": integer, "field": string, "reason": string]),
      ],
    ]),
    "Server": object([
      "recordings-waiting": integer, "requests-waiting": integer, "writes-waiting": integer,
      "call-records-waiting": integer, "mail-due": integer, "mail-later": integer,
      "mail-given-up": integer, "disk-used-megabytes": integer, "disk-free-megabytes": integer,
    ]),
    "AnnouncementChoice": input(
      ["name": string, "of": choice(["user", "company"])], required: ["name", "of"]),
    "Calls": object(["calls": array("CallRow"), "next": orNull("integer")]),
    "CallRow": object(call),
    "Call": object(
      call.merging([
        "steps": [
          "type": "array",
          "items": object([
            "milliseconds": integer, "kind": choice(TimeLineEntry.Kind.allCases.map(\.rawValue)),
            "place": string, "detail": string,
          ]),
        ]
      ]) { $1 }),
    "LiveCalls": object([
      "calls": [
        "type": "array",
        "items": object([
          "id": string, "line": string, "from": string, "to": string, "began": time,
          "answered": orNull("string"), "place": string, "mailbox": orNull("integer"),
        ]),
      ]
    ]),
    "Sessions": object([
      "sessions": [
        "type": "array",
        "items": object([
          "id": string, "began": time, "last-seen": time, "browser": string, "address": string,
        ]),
      ]
    ]),
  ]

  // MARK: Parts

  private static let string: JSONValue = ["type": "string"]
  private static let integer: JSONValue = ["type": "integer"]
  private static let boolean: JSONValue = ["type": "boolean"]
  private static let time: JSONValue = ["type": "string", "format": "date-time"]
  static let slots = choice(GreetingSlot.allCases.map(\.rawValue))
  private static let states = choice(APIMessages.State.allCases.map(\.rawValue))

  private static let call: [String: JSONValue] = [
    "id": string, "line": string, "from": string, "to": string, "because": orNull("string"),
    "began": time, "answered": orNull("string"), "ended": orNull("string"),
    "ending": orNull("string"), "mailbox": orNull("integer"),
    "packets-received": orNull("integer"), "packets-lost": orNull("integer"),
    "jitter-microseconds": orNull("integer"),
  ]

  private static func orNull(_ type: String) -> JSONValue {
    ["type": .array([.text(type), "null"])]
  }

  private static func choice(_ words: [String]) -> JSONValue {
    ["type": "string", "enum": .array(words.map { .text($0) })]
  }

  private static func array(_ name: String) -> JSONValue {
    ["type": "array", "items": reference(name)]
  }

  /// Where a schema stands in the document.
  static func reference(_ name: String) -> JSONValue {
    ["$ref": .text("#/components/schemas/\(name)")]
  }

  /// What is answered: every member is there, unless `required` names fewer.
  private static func object(
    _ members: [String: JSONValue], required: [String]? = nil
  ) -> JSONValue {
    [
      "type": "object", "properties": .object(members), "additionalProperties": false,
      "required": .array((required ?? members.keys.sorted()).map { .text($0) }),
    ]
  }

  /// What is taken: others than these members are refused or not looked at.
  private static func input(_ members: [String: JSONValue], required: [String]) -> JSONValue {
    [
      "type": "object", "properties": .object(members),
      "required": .array(required.map { .text($0) }),
    ]
  }

  private static func page(_ name: String, _ row: String) -> JSONValue {
    object([name: array(row), "next": orNull("integer")])
  }

  private static func token(_ more: [String: JSONValue]) -> JSONValue {
    let members: [String: JSONValue] = [
      "id": string, "name": string, "scope": choice(AccessToken.Scope.allCases.map(\.rawValue)),
      "made": time, "expires": time, "last-used": orNull("string"),
    ]
    return object(members.merging(more) { $1 })
  }

  private static func record<Record>(
    _ fields: [Field<Record>], identity: [String: JSONValue]
  ) -> JSONValue {
    object(identity.merging(fields.map { ($0.name, $0.schema) }) { $1 })
  }

  private static func change<Record>(_ fields: [Field<Record>], required: [String]) -> JSONValue {
    guard
      case .object(var schema) = input(
        Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.schema) }), required: required)
    else { return [:] }
    schema["additionalProperties"] = false
    return .object(schema)
  }
}
