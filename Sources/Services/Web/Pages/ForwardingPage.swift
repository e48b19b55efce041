import HTTP
import Mailbox
import Wording

/// Sending calls on to another number. It wins over the mailbox.
enum ForwardingPage {
  private static let kinds: [(field: String, ForwardingKind)] = [
    ("forward-always", .always), ("forward-busy", .busy), ("forward-no-answer", .noAnswer),
  ]

  static let routes = SettingsPage(
    path: .forwarding, title: .forwarding, lead: .forwardingLead,
    content: { controls, form in
      let visit = controls.visit
      let note: Markup = """
        <div class="note">\(Icon.forwarding.markup)<p>\(visit(SettingText.forwardingRule))</p></div>
        """
      return [note] + kinds.map { part(controls, form, $0.field, $0.1) }
    },
    values: { request in
      kinds.map { field, _ in (field, value(of: field, request)) }
        + [("rings", request.field("rings") ?? "")]
    },
    controls: Dictionary(uniqueKeysWithValues: kinds.map { ($0.field, $0.field + "-number") })
  ).routes

  /// As the field table takes it; a number stays while the forwarding is off.
  private static func value(of field: String, _ request: HTTPRequest) -> String {
    let number = request.optional(field + "-number")
    if request.field(field) == "on" { return number == "none" ? "" : number }
    return number == "none" ? "none" : "off \(number)"
  }

  private static func part(
    _ controls: Controls, _ form: SettingsForm, _ field: String, _ kind: ForwardingKind
  ) -> Markup {
    let visit = controls.visit
    let value = form.value(field)
    let isOn = value != "none" && !value.hasPrefix("off ")
    let text = value == "none" ? "" : value.hasPrefix("off ") ? String(value.dropFirst(4)) : value
    let number = PhoneNumber(e164: text).map(visit.written) ?? text
    let (title, help): (SettingText, SettingText) =
      switch kind {
      case .always: (.forwardAlways, .forwardAlwaysHelp)
      case .busy: (.forwardBusy, .forwardBusyHelp)
      case .noAnswer: (.forwardNoAnswer, .forwardNoAnswerHelp)
      }
    var fields = [
      controls.text(
        field + "-number", visit(SettingText.number), help: visit(SettingText.numberHelp),
        value: number, type: .telephone)
    ]
    if kind == .noAnswer { fields.append(Rings.select(controls, form)) }
    let control = controls.onOff(
      field, visit(SettingText.forward), help: visit(help), isOn: isOn, fields)
    return """
      <section class="set" aria-label="\(visit(title))"><header><h2>\(visit(title))</h2></header>\
      <div class="stack">\(control)</div></section>
      """
  }
}
