import Administration
import HTTP
import Store

/// Two edits of one record that were begun from the same state. The second is refused with what the
/// first has changed; what its user has not touched becomes what it is now, so that she loses nothing
/// and undoes nothing when she saves again.
struct FieldMerge<Record> {
  let fields: [Field<Record>]
  /// As it is stored now.
  let record: Record
  let context: FieldContext

  /// What a form holds of the record that it shows, so that it can be told later what its user has
  /// changed and what somebody else.
  static func hidden(_ record: Record, _ fields: [Field<Record>], revision: Int64) -> Markup {
    let lines = values(of: record, fields).sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }
    return """
      <input type="hidden" name="revision" value="\(revision)">\
      <input type="hidden" name="seen" value="\(lines.joined(separator: "\n"))">
      """
  }

  /// All fields of a record as texts.
  static func values(of record: Record, _ fields: [Field<Record>]) -> [String: String] {
    Dictionary(fields.map { ($0.name, $0.read(record)) }) { $1 }
  }

  /// What the form had shown; `nil` if it does not say.
  static func seen(in request: HTTPRequest) -> [String: String]? {
    request.field("seen").map { text in
      let lines = text.split(whereSeparator: \.isNewline).map {
        $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      }
      return Dictionary(lines.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { $1 }
    }
  }

  /// What the form's user has not touched becomes what it is now.
  /// - Returns: The fields of the form that somebody else has made something else of than is wished.
  func merge(_ typed: inout [String: String], seen: [String: String]) -> [String] {
    var changes: [String] = []
    for field in fields {
      guard let text = typed[field.name], let was = seen[field.name] else { continue }
      let now = field.read(record)
      guard now != was else { continue }
      // As the field table writes it: a number may be typed in many ways.
      var copy = record
      let isReadable = (try? field.write(&copy, text, context)) != nil
      let wish = isReadable ? field.read(copy) : text
      if wish == now { continue }
      if wish == was { typed[field.name] = now }
      changes.append(field.name)
    }
    return changes
  }
}
