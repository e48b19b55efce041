import HTTP
import Mailbox
import Store
import Wording

/// Further numbers by which the portal knows the user (requirements A2, A3).
enum AliasesPage {
  static let routes: [PageRoute] = [
    .get(PagePath.aliases.rawValue) { visit in try show(visit, SettingsForm(visit), typed: "") },
    .post(PagePath.aliases.rawValue, change),
  ]

  private static func change(_ visit: SignedInRequest) throws -> HTTPResponse {
    var numbers = visit.user.aliases.map(\.e164)
    var typed = ""
    if let number = visit.request.field("remove") {
      numbers.removeAll { $0 == number }
    } else {
      typed = visit.request.field("alias") ?? ""
      // A comma would make two numbers of it.
      numbers.append(
        typed.isEmpty ? " " : typed.replacing(",", with: "?").replacing(";", with: "?"))
    }
    let text = numbers.isEmpty ? "none" : numbers.joined(separator: ",")
    let form = try SettingsForm.save(
      visit, [("aliases", text)], controls: ["aliases": "alias"])
    if let form { return try show(visit, form, typed: typed) }
    return .redirect(to: Link.page(.aliases).address + "?saved=1")
  }

  private static func show(
    _ visit: SignedInRequest, _ form: SettingsForm, typed: String
  ) throws -> HTTPResponse {
    let controls = Controls(visit: visit, refusals: form.refusals)
    let rows: [Markup] = visit.user.aliases.map { number in
      let text = visit.written(number)
      return """
        <li><span class="num">\(text)</span><button class="btn quiet danger" name="remove" \
        value="\(number.e164)">\(Icon.trash.markup)\(visit(.remove))<span class="vh">: \(text)</span></button></li>
        """
    }
    let path = Link.page(.aliases).address
    return try Frame.page(
      visit, .aliases, title: visit(.aliases), lead: visit(SettingText.aliasesLead),
      isRefused: !form.refusals.isEmpty, status: form.refusals.isEmpty ? 200 : 422,
      [
        controls.summary(), SavedNote.markup(visit),
        controls.section(
          "own-aliases", visit(SettingText.ownAliases), visit(SettingText.ownAliasesHelp),
          [
            rows.isEmpty
              ? "<p class=\"muted\">\(visit(SettingText.noAliases))</p>"
              : """
              <form method="post" action="\(path)">\(Frame.token(visit))\(form.hidden)\
              <ul class="items">\(rows)</ul></form>
              """
          ]),
        controls.section(
          "new-alias", visit(SettingText.newAlias), visit(SettingText.numberHelp),
          [
            """
            <form method="post" class="stack" action="\(path)" novalidate>\(Frame.token(visit))\(form.hidden)\
            \(controls.text("alias", visit(SettingText.number), help: visit(SettingText.aliasHelp), value: typed, type: .telephone))\
            <div><button class="btn primary">\(Icon.add.markup)\(visit(.add))</button></div></form>
            """
          ]),
      ])
  }
}
