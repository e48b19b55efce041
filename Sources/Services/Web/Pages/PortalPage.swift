import HTTP
import Mailbox
import Wording

/// Calling the portal: auto-login, and logging in from one's own greeting.
enum PortalPage {
  static let routes = SettingsPage(
    path: .portal, title: .portal, lead: .portalLead,
    content: { controls, form in
      let visit = controls.visit
      return [
        controls.section(
          "login", visit(SettingText.autoLogin),
          visit(SettingText.portalNumber(visit.company.portalNumber)),
          [
            controls.onOff(
              "auto-login", visit(SettingText.autoLoginSwitch),
              help: visit(SettingText.autoLoginHelp),
              isOn: form.isOn("auto-login")),
            controls.onOff(
              "login-from-greeting", visit(SettingText.starLogin),
              help: visit(SettingText.starLoginHelp),
              isOn: form.isOn("login-from-greeting")),
          ]),
        controls.section(
          "hearing", visit(SettingText.hearing), visit(SettingText.hearingHelp),
          [
            controls.select(
              "order", visit(SettingText.order), help: visit(SettingText.orderHelp),
              value: form.value("order"),
              [
                ("oldest-first", visit(SettingText.oldestFirst)),
                ("newest-first", visit(SettingText.newestFirst)),
              ])
          ]),
      ]
    },
    values: { request in
      [
        ("auto-login", request.flag("auto-login")),
        ("login-from-greeting", request.flag("login-from-greeting")),
        ("order", request.field("order") ?? ""),
      ]
    }
  ).routes
}
