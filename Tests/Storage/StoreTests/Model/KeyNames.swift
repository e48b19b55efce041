@testable import Store

/// Writes down what a store answers, with its keys called by the order in which they were seen: those of
/// two stores may differ.
struct KeyNames {
  private var names: [String: [Int64: String]] = [:]

  /// Of what kind the keys are that stand in a field of an answer.
  private static let kinds = [
    "user": "user", "mailbox": "user", "owner": "user", "by": "user", "members[]": "user",
    "company": "company", "id": "message",
  ]

  mutating func name(of key: Int64, _ kind: String) -> String {
    if let known = names[kind]?[key] { return known }
    let new = "\(kind)#\((names[kind]?.count ?? 0) + 1)"
    names[kind, default: [:]][key] = new
    return new
  }

  mutating func written(_ value: some Encodable) -> String {
    guard let json = try? JSONValue(encoding: value) else { return "not to be written" }
    return written(json, field: "")
  }

  private mutating func written(_ value: JSONValue, field: String) -> String {
    switch value {
    case .object(let fields):
      // The same sound has one key on a disk, and two in memory.
      if let length = fields["milliseconds"], fields["id"] != nil { return "sound of \(length)" }
      var parts: [String] = []
      for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
        parts.append("\(name): \(written(value, field: name))")
      }
      return "{\(parts.joined(separator: ", "))}"
    case .array(let values):
      var parts: [String] = []
      for value in values { parts.append(written(value, field: field + "[]")) }
      return "[\(parts.joined(separator: ", "))]"
    case .integer(let number):
      guard number != 0, let kind = Self.kinds[field] else { return "\(number)" }
      return name(of: number, kind)
    case .text(let text): return text
    case .number, .flag, .null: return "\(value)"
    }
  }
}
