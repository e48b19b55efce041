import Administration
import HTTP
import Mailbox
import Store
import Wording

/// A form over a whole field table, for administrators: every field is there by its name, so a new one
/// of the table appears by itself.
struct RecordForm<Record: Equatable & Sendable> {
  let parts: [FieldPart: [Field<Record>]]
  /// As it is stored.
  let record: Record
  let revision: Int64
  private(set) var refusals: [FormRefusal] = []
  /// What was typed, by field, where it was not saved.
  private var typed: [String: String] = [:]

  init(_ stored: Revised<Record>, _ parts: [FieldPart: [Field<Record>]]) {
    (record, revision, self.parts) = (stored.value, stored.revision, parts)
  }

  private var fields: [Field<Record>] { FieldPart.allCases.flatMap { parts[$0] ?? [] } }

  /// Reads what was sent, and saves it unless something is wrong.
  /// - Returns: Whether it is saved.
  mutating func save(
    _ visit: SignedInRequest, _ update: (Revised<Record>) throws -> Void
  ) throws -> Bool {
    let request = visit.request
    for field in fields {
      guard let text = request.field(field.name) else { continue }
      typed[field.name] = text.isEmpty ? field.absence ?? "" : text
    }
    let context = FieldContext(company: visit.company, accounts: visit.accounts)
    if request.field("revision").flatMap(Int64.init) != revision {
      let merge = FieldMerge(fields: fields, record: record, context: context)
      let seen = FieldMerge<Record>.seen(in: request)
      let changes = seen.map { merge.merge(&typed, seen: $0) } ?? differing
      guard changes.isEmpty else {
        tellOfOthers(changes, visit)
        return false
      }
    }
    var changed = record
    for field in fields {
      guard let text = typed[field.name], text != field.read(record) else { continue }
      do {
        try field.write(&changed, text, context)
      } catch StoreError.refused(let name, let reason) {
        refuse(name, reason.text(in: visit.language))
      }
    }
    guard refusals.isEmpty else { return false }
    guard changed != record else { return true }
    do {
      try update(Revised(changed, revision: revision))
    } catch StoreError.refused(let name, let reason) {
      refuse(name, reason.text(in: visit.language))
    } catch StoreError.changedMeanwhile {
      tellOfOthers(differing, visit)
    }
    return refusals.isEmpty
  }

  /// Fields that are not as they are stored.
  private var differing: [String] {
    fields.filter { field in typed[field.name].map { $0 != field.read(record) } ?? false }
      .map(\.name)
  }

  mutating func refuse(_ control: String, _ text: String) {
    refusals.append(FormRefusal(control: control, text: text))
  }

  /// What was typed stays; beside it stands what is stored now.
  private mutating func tellOfOthers(_ changes: [String], _ visit: SignedInRequest) {
    refuse("content", visit(AdminText.changedMeanwhile))
    for field in fields where changes.contains(field.name) {
      let now = field.read(record)
      refuse(field.name, visit(SettingText.nowIs(now == field.absence ? "–" : now)))
    }
  }

  // MARK: Showing

  /// What a form holds of the record that it shows.
  var hidden: Markup { FieldMerge.hidden(record, fields, revision: revision) }

  /// All fields, a section for each part.
  func markup(_ controls: Controls) -> [Markup] {
    FieldPart.allCases.compactMap { part in
      guard let fields = parts[part] else { return nil }
      let title = NamedText(.part, part.rawValue)
      return """
        <section class="set"><header><h2>\(controls.visit(title))</h2></header>\
        <div class="stack">\(fields.map { Self.control($0, value($0), controls) })</div></section>
        """
    }
  }

  private func value(_ field: Field<Record>) -> String {
    let value = typed[field.name] ?? field.read(record)
    return value == field.absence && field.choices.isEmpty ? "" : value
  }

  /// A field of the table as a control.
  static func control(
    _ field: Field<Record>, _ value: String, _ controls: Controls
  ) -> Markup {
    let visit = controls.visit
    let label = visit(NamedText(.field, field.name))
    let help = visit(NamedText(.help, field.name))
    guard !field.choices.isEmpty else {
      return controls.text(field.name, label, help: help, value: value, width: .large)
    }
    return controls.select(
      field.name, label, help: help, value: value,
      field.choices.filter { $0 == value || !field.reservedChoices.contains($0) }
        .map { ($0, visit(NamedText(.choice, $0))) })
  }
}
