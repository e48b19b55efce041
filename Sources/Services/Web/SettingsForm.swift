import Administration
import HTTP
import Mailbox
import Store
import Wording

/// A form over fields of the field table: what it shows, and what became of it.
struct SettingsForm {
  /// As she is stored.
  private let user: User
  /// What was typed, by field, where it was not saved.
  private var typed: [String: String] = [:]
  private(set) var refusals: [FormRefusal] = []
  let revision: Int64

  /// As it is shown first.
  init(_ visit: SignedInRequest) throws {
    let stored = try visit.accounts.revised(user: visit.user.id)
    (user, revision) = (stored.value, stored.revision)
  }

  /// The value of a field, as ``Field`` reads it.
  func value(_ field: String) -> String {
    typed[field] ?? UserFields.all.first { $0.name == field }?.read(user) ?? ""
  }

  /// Whether a switch is on.
  func isOn(_ field: String) -> Bool { value(field) == "on" }

  /// A value that may be missing, for a text field.
  func text(_ field: String) -> String { value(field) == "none" ? "" : value(field) }

  /// A number that may be missing, as people write it.
  func number(_ field: String, _ visit: SignedInRequest) -> String {
    let text = text(field)
    return PhoneNumber(e164: text).map(visit.written) ?? text
  }

  /// Saves what was typed, all of it or nothing.
  /// - Parameters:
  ///   - values: Fields and their new values, as the field table takes them.
  ///   - controls: The control of a field whose name is another one.
  ///   - alongside: What else is saved in the same transaction, or not at all.
  /// - Returns: `nil` if it is saved; else the form with what is wrong.
  static func save(
    _ visit: SignedInRequest, _ values: [(field: String, text: String)],
    controls: [String: String] = [:], alongside: ((any Accounts) throws -> Void)? = nil
  ) throws -> SettingsForm? {
    var form = try SettingsForm(visit)
    form.typed = Dictionary(values.map { ($0.field, $0.text) }) { $1 }
    let accounts = visit.accounts
    let context = FieldContext(company: visit.company, accounts: accounts)
    if visit.request.field("revision").flatMap(Int64.init) != form.revision {
      let seen = FieldMerge<User>.seen(in: visit.request)
      let changes = seen.map { form.merge(seen: $0, context) }
      guard changes?.isEmpty ?? false else {
        return form.changedMeanwhile(changes ?? [], visit, controls)
      }
    }
    var changed = form.user
    for field in UserFields.all {
      guard let text = form.typed[field.name], text != field.read(form.user) else { continue }
      do {
        try field.write(&changed, text, context)
      } catch StoreError.refused(_, let reason) {
        form.refuse(field.name, reason.text(in: visit.language), controls)
      }
    }
    guard form.refusals.isEmpty else { return form }
    guard changed != form.user || alongside != nil else { return nil }
    do {
      try accounts.transaction { accounts in
        try alongside?(accounts)
        guard changed != form.user else { return }
        try accounts.checkDestinations(of: changed, before: form.user)
        try accounts.update(Revised(changed, revision: form.revision))
      }
    } catch StoreError.refused(let field, let reason) {
      form.refuse(field, reason.text(in: visit.language), controls)
      return form
    } catch StoreError.changedMeanwhile {
      var latest = try SettingsForm(visit)
      latest.typed = form.typed
      let seen = FieldMerge.values(of: form.user, UserFields.all)
      let changes = latest.merge(seen: seen, context)
      return latest.changedMeanwhile(changes, visit, controls)
    }
    return nil
  }

  /// What is wrong with something that is no field of the table.
  mutating func refuse(_ control: String, _ text: String, _ controls: [String: String] = [:]) {
    refusals.append(FormRefusal(control: controls[control] ?? control, text: text))
  }

  // MARK: Changed meanwhile

  /// What a form holds of the record that it shows.
  var hidden: Markup { FieldMerge.hidden(user, UserFields.all, revision: revision) }

  private mutating func merge(seen: [String: String], _ context: FieldContext) -> [String] {
    FieldMerge(fields: UserFields.all, record: user, context: context).merge(&typed, seen: seen)
  }

  /// What was typed stays; beside it stands what somebody else has made of it meanwhile.
  private func changedMeanwhile(
    _ changes: [String], _ visit: SignedInRequest, _ controls: [String: String]
  ) -> SettingsForm {
    var form = self
    form.refuse("content", visit(.changedMeanwhile))
    for field in UserFields.all where changes.contains(field.name) {
      let now = field.read(user)
      form.refuse(field.name, visit(SettingText.nowIs(now == "none" ? "–" : now)), controls)
    }
    return form
  }
}

/// A page of settings: shown, saved, and shown again.
struct SettingsPage: Sendable {
  let path: PagePath
  let title: PageText
  let lead: SettingText
  /// The form's parts.
  let content: @Sendable (Controls, SettingsForm) throws -> [Markup]
  /// The fields that a sent form sets.
  let values: @Sendable (HTTPRequest) -> [(field: String, text: String)]
  /// The control of a field whose name is another one.
  var controls: [String: String] = [:]

  var routes: [PageRoute] {
    [
      .get(path.rawValue) { visit in try show(visit, SettingsForm(visit)) },
      .post(path.rawValue) { visit in
        if let form = try SettingsForm.save(visit, values(visit.request), controls: controls) {
          return try show(visit, form)
        }
        return .redirect(to: Link.page(path).address + "?saved=1")
      },
    ]
  }

  private func show(_ visit: SignedInRequest, _ form: SettingsForm) throws -> HTTPResponse {
    let controls = Controls(visit: visit, refusals: form.refusals)
    return try Frame.page(
      visit, path, title: visit(title), lead: visit(lead), acts: [controls.saveButton("settings")],
      isRefused: !form.refusals.isEmpty, status: form.refusals.isEmpty ? 200 : 422,
      [
        controls.summary(), SavedNote.markup(visit),
        controls.form(
          "settings", path, form, try content(controls, form)),
      ])
  }
}

/// Says that something was saved, after a form has led here.
enum SavedNote {
  static func markup(_ visit: SignedInRequest) -> Markup {
    guard visit.request.method != .post, visit.request.target["saved"] == "1" else {
      return .nothing
    }
    return """
      <div class="note" role="status">\(Icon.tick.markup)<p>\(visit(.saved))</p></div>
      """
  }
}

extension HTTPRequest {
  /// A box that is ticked, or a switch that is on.
  func flag(_ name: String) -> String { field(name) == "on" ? "on" : "off" }

  /// A text field without the spaces around; empty is `none`.
  func optional(_ name: String) -> String {
    let text = (field(name) ?? "").drop { $0 == " " }
    let end = text.lastIndex { $0 != " " }
    return end.map { String(text[...$0]) } ?? "none"
  }

  /// A switch with a value of its own: `none` while it is off.
  func switched(_ name: String, _ value: String) -> String {
    field(name) == "on" ? field(value) ?? "" : "none"
  }
}
