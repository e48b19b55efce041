import Mailbox
public import Store

/// How a field looks in JSON.
public enum FieldShape: Equatable, Sendable {
  case text
  /// `true` and `false`, for `on` and `off`.
  case flag
  case whole(ClosedRange<Int>)
  /// Texts, for those that commas divide.
  case list
}

/// Fields in JSON, as the API has them: what a command line writes as `on`, `7` or `none` is `true`, 7 or
/// `null` there.
extension Field {
  /// The value of a record.
  public func json(of record: Record) -> JSONValue {
    let text = read(record)
    guard text != absence else { return shape == .list ? [] : .null }
    switch shape {
    case .text: return .text(text)
    case .flag: return .flag(text == "on")
    case .whole: return Int64(text).map(JSONValue.integer) ?? .text(text)
    case .list: return .array(text.split(separator: ",").map { .text(String($0)) })
    }
  }

  /// What ``write`` takes for a value.
  /// - Throws: ``StoreError/refused(field:reason:)`` for one of another type.
  public func text(of json: JSONValue) throws -> String {
    switch (shape, json) {
    case (_, .null):
      if let absence { return absence }
    case (.text, .text(let text)): return text
    case (.flag, .flag(let isOn)): return isOn ? "on" : "off"
    case (.whole, .integer(let number)): return "\(number)"
    case (.list, .array(let values)):
      let texts = values.compactMap(\.text)
      if texts.count == values.count, !texts.contains(where: { $0.contains(",") }) {
        return texts.isEmpty ? absence ?? "" : texts.joined(separator: ",")
      }
    case (.text, _), (.flag, _), (.whole, _), (.list, _): break
    }
    throw StoreError.refused(field: name, reason: .sentence("It must be \(typeName)."))
  }

  /// JSON Schema of its values.
  public var schema: JSONValue {
    var schema: [String: JSONValue] = ["description": .text(values)]
    switch shape {
    case .text:
      schema["type"] = "string"
      if !choices.isEmpty { schema["enum"] = .array(choices.map { .text($0) }) }
    case .flag: schema["type"] = "boolean"
    case .whole(let range):
      schema["type"] = "integer"
      schema["minimum"] = .integer(Int64(range.lowerBound))
      if range.upperBound != .max { schema["maximum"] = .integer(Int64(range.upperBound)) }
    case .list:
      schema["type"] = "array"
      schema["items"] = ["type": "string"]
    }
    if absence != nil, shape != .list, let type = schema["type"] {
      schema["type"] = .array([type, "null"])
    }
    return .object(schema)
  }

  private var typeName: String {
    let orNull = absence == nil || shape == .list ? "" : " or null"
    switch shape {
    case .text: return "a text" + orNull
    case .flag: return "true or false" + orNull
    case .whole: return "a whole number" + orNull
    case .list: return "an array of texts without commas"
    }
  }
}
