import HTTP
import Mailbox
import Wording

/// When callers reach the mailbox, where messages are kept, and how the user is told of them.
enum MailboxPage {
  static let routes = SettingsPage(
    path: .mailbox, title: .mailbox, lead: .mailboxLead,
    content: { controls, form in
      [
        service(controls, form), calls(controls, form), storage(controls, form),
        notices(controls, form), zero(controls, form),
      ]
    },
    values: { request in
      let storage = request.field("storage") ?? "unified"
      var values = [
        ("mailbox", request.flag("mailbox")), ("send-all", request.flag("send-all")),
        ("send-busy", request.flag("send-busy")),
        ("send-unanswered", request.flag("send-unanswered")),
        ("rings", request.field("rings") ?? ""), ("storage", storage),
        ("mwi", request.flag("mwi")),
        ("notice-address", request.switched("notice", "notice-address")),
        ("copy-address", request.switched("copy", "copy-address")),
        ("redirect-on-zero", request.switched("zero", "redirect-on-zero")),
        ("longest-message", request.field("longest-message") ?? ""),
      ]
      if storage == "email" { values.append(("email", request.optional("email"))) }
      return values
    }
  ).routes

  private static func service(_ controls: Controls, _ form: SettingsForm) -> Markup {
    let visit = controls.visit
    let number = visit.written(visit.user.mainNumber)
    return controls.section(
      "service", visit(SettingText.service),
      visit(SettingText.serviceOf(number: number, short: visit.user.extension.digits)),
      [
        controls.onOff(
          "mailbox", visit(SettingText.serviceSwitch), help: visit(SettingText.serviceHelp),
          isOn: form.isOn("mailbox")),
        controls.select(
          "longest-message", visit(SettingText.longestMessage),
          help: visit(SettingText.longestMessageHelp), value: form.value("longest-message"),
          (1...10).map { ("\($0)", visit(SettingText.minutes($0))) }),
      ])
  }

  private static func calls(_ controls: Controls, _ form: SettingsForm) -> Markup {
    let visit = controls.visit
    let handling = visit.user.settings.handling
    let first: Markup = """
      <div class="note warn">\(Icon.forwarding.markup)<div><p>\(visit(SettingText.forwardingWins))</p>\
      <p><a href="\(Link.page(.forwarding).address)">\(visit(SettingText.editForwarding))</a></p></div></div>
      """
    let isForwarded = ForwardingKind.allCases.contains { handling[$0].target != nil }
    let ticks = [
      controls.tick(
        "send-all", visit(SettingText.sendAll), help: visit(SettingText.sendAllHelp),
        isOn: form.isOn("send-all")),
      controls.tick(
        "send-busy", visit(SettingText.sendBusy), help: visit(SettingText.sendBusyHelp),
        isOn: form.isOn("send-busy")),
      controls.tick(
        "send-unanswered", visit(SettingText.sendUnanswered),
        help: visit(SettingText.sendUnansweredHelp), isOn: form.isOn("send-unanswered"),
        [Rings.select(controls, form)]),
    ]
    return controls.section(
      "calls", visit(SettingText.callsToMailbox), visit(SettingText.callsToMailboxHelp),
      [
        isForwarded ? first : .nothing,
        "<fieldset><legend>\(visit(SettingText.sendTheseCalls))</legend>\(ticks)</fieldset>",
      ])
  }

  private static func storage(_ controls: Controls, _ form: SettingsForm) -> Markup {
    let visit = controls.visit
    let isMail = form.value("storage") == "email"
    let choices = [
      controls.choice(
        "storage", "unified", visit(SettingText.unified), help: visit(SettingText.unifiedHelp),
        isChosen: !isMail),
      controls.choice(
        "storage", "email", visit(SettingText.byMail), help: visit(SettingText.byMailHelp),
        isChosen: isMail,
        [
          controls.text(
            "email", visit(SettingText.mailAddress), value: form.text("email"), type: .email,
            width: .large)
        ]),
    ]
    return controls.section(
      "storing", visit(SettingText.storage), visit(SettingText.storageHelp),
      [
        "<fieldset><legend>\(visit(SettingText.newMessages))</legend>\(choices)</fieldset>",
        controls.onOff(
          "mwi", visit(SettingText.lamp), help: visit(SettingText.lampHelp), isOn: form.isOn("mwi")),
      ])
  }

  private static func notices(_ controls: Controls, _ form: SettingsForm) -> Markup {
    let visit = controls.visit
    let part = { (name: String, field: String, label: SettingText, help: SettingText) -> Markup in
      controls.onOff(
        name, visit(label), help: visit(help), isOn: form.value(field) != "none",
        [
          controls.text(
            field, visit(SettingText.mailAddress), value: form.text(field), type: .email,
            width: .large)
        ])
    }
    return controls.section(
      "notices", visit(SettingText.notices), visit(SettingText.noticesHelp),
      [
        part("notice", "notice-address", .notice, .noticeHelp),
        part("copy", "copy-address", .copy, .copyHelp),
      ])
  }

  private static func zero(_ controls: Controls, _ form: SettingsForm) -> Markup {
    let visit = controls.visit
    return controls.section(
      "on-zero", visit(SettingText.zero), visit(SettingText.zeroLead),
      [
        controls.onOff(
          "zero", visit(SettingText.zeroSwitch), help: visit(SettingText.zeroHelp),
          isOn: form.value("redirect-on-zero") != "none",
          [
            controls.text(
              "redirect-on-zero", visit(SettingText.number), help: visit(SettingText.numberHelp),
              value: form.number("redirect-on-zero", visit), type: .telephone)
          ])
      ])
  }
}

/// After how many rings a call counts as not answered.
enum Rings {
  static func select(_ controls: Controls, _ form: SettingsForm) -> Markup {
    let visit = controls.visit
    return controls.select(
      "rings", visit(SettingText.rings), help: visit(SettingText.ringsHelp),
      value: form.value("rings"),
      ([0] + Array(2...20)).map { ("\($0)", visit(SettingText.ringCount($0))) })
  }
}
