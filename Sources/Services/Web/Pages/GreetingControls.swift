import Mailbox
import Store
import Wording

/// The parts of the page of greetings: each slot can be heard, recorded, uploaded and emptied.
struct GreetingControls {
  let controls: Controls
  let form: SettingsForm
  let recorded: [GreetingSlot: AudioReference]
  let announcements: [AnnouncementsPage.Choice]

  private var visit: SignedInRequest { controls.visit }

  var busy: Markup {
    let choices = [
      system("busy-greeting"), slot(.busy, of: "busy-greeting", value: "own", .ownGreeting),
    ]
    return controls.section(
      "busy", visit(GreetingText.busy), visit(GreetingText.busyHelp),
      [fieldset(visit(GreetingText.busy), choices)])
  }

  var noAnswer: Markup {
    let choices = [
      system("no-answer-greeting"),
      slot(.personal, of: "no-answer-greeting", value: "personal", .ownGreeting),
      slot(.alternate1, of: "no-answer-greeting", value: "alternate-1", .alternate(1)),
      slot(.alternate2, of: "no-answer-greeting", value: "alternate-2", .alternate(2)),
      slot(.alternate3, of: "no-answer-greeting", value: "alternate-3", .alternate(3)),
    ]
    return controls.section(
      "no-answer", visit(GreetingText.noAnswer), visit(GreetingText.noAnswerHelp),
      [fieldset(visit(GreetingText.noAnswer), choices)])
  }

  var away: Markup {
    controls.section(
      "extended-away", visit(GreetingText.away), visit(GreetingText.awayLead),
      [
        controls.onOff(
          "away", visit(GreetingText.awaySwitch), help: visit(GreetingText.awayHelp),
          isOn: form.isOn("away"),
          [
            controls.tick(
              "away-messages", visit(GreetingText.awayMessages),
              help: visit(GreetingText.awayMessagesHelp), isOn: form.isOn("away-messages"))
          ]),
        sound(.away, visit(GreetingText.away)),
      ])
  }

  var name: Markup {
    controls.section(
      "recorded-name", visit(GreetingText.name), visit(GreetingText.nameHelp),
      [sound(.name, visit(GreetingText.name))])
  }

  /// Forms of the buttons that empty a slot; a form cannot stand in another one.
  var clearForms: Markup {
    let forms: [Markup] = recorded.keys.map(\.rawValue).sorted().map { slot in
      "<form id=\"clear-\(slot)\" method=\"post\" action=\"/greetings/\(slot)/clear\">\(Frame.token(visit))</form>"
    }
    return "\(forms)"
  }

  private func fieldset(_ name: String, _ choices: [Markup]) -> Markup {
    "<fieldset><legend class=\"vh\">\(name)</legend><div class=\"choices\">\(choices)</div></fieldset>"
  }

  private func system(_ field: String) -> Markup {
    controls.choice(
      field, "system", visit(GreetingText.system), help: visit(GreetingText.systemHelp),
      isChosen: form.value(field) == "system")
  }

  private func slot(
    _ slot: GreetingSlot, of field: String, value: String, _ name: GreetingText
  ) -> Markup {
    let label = visit(name)
    return controls.choice(
      field, value, label,
      help: visit(recorded[slot] == nil ? GreetingText.empty : GreetingText.recorded),
      isChosen: form.value(field) == value,
      [sound(slot, label, chooses: "\(field)-\(value)")])
  }

  /// Hearing, recording and uploading one sound.
  private func sound(_ slot: GreetingSlot, _ name: String, chooses: String = "") -> Markup {
    let id = "sound-\(slot.rawValue)"
    let hear: Markup =
      recorded[slot].map { greeting in
        """
        <div class="acts">\(SoundPlayer.small(
          visit, .greeting(slot.rawValue), milliseconds: Int(greeting.milliseconds), name: name))\
        <button class="btn quiet danger" form="clear-\(slot.rawValue)">\(Icon.trash.markup)\
        \(visit(GreetingText.clear))<span class="vh">: \(name)</span></button></div>
        """
      } ?? .nothing
    let field = SoundField(
      controls: controls, id: id, name: name, longestSeconds: slot.longestSeconds,
      chooses: chooses)
    return "<div class=\"stack tight\">\(hear)\(field.markup)\(repository(slot))</div>"
  }
}

extension GreetingControls {
  /// The choice of an announcement, whose sound becomes the greeting; a name is nobody's announcement.
  private func repository(_ slot: GreetingSlot) -> Markup {
    guard slot != .name, !announcements.isEmpty else { return .nothing }
    let options = announcements.map { choice in
      let sound = choice.announcement.sound
      return ("\(sound.id)", "\(choice.announcement.name) (\(clock(Int(sound.milliseconds))))")
    }
    return controls.select(
      "announcement-\(slot.rawValue)", visit(AnnouncementText.choose),
      help: visit(AnnouncementText.chooseHelp), value: "",
      [("", visit(AnnouncementText.noChoice))] + options)
  }
}

/// Records in the page into a file field. Without script it is not shown.
enum SoundRecorder {
  static func markup(
    _ visit: SignedInRequest, input: String, name: String, longestSeconds: Int
  ) -> Markup {
    let bars: [Markup] = (0..<34).map {
      "<rect x=\"\($0 * 10)\" width=\"6\" height=\"20\" rx=\"2\"/>"
    }
    let text = { (text: GreetingText) in visit(text) }
    return """
      <div class="rec js" data-recorder="\(input)" data-state="idle" data-longest="\(longestSeconds)" role="group" \
      aria-label="\(text(.record)): \(name)">
      <div class="acts" data-in="idle"><button class="btn" type="button" data-to="live">\(Icon.greeting.markup)\
      \(text(.record))</button><span class="help">\(text(.recordHelp(clock(longestSeconds * 1_000))))</span></div>
      <p class="error" data-problem hidden>\(Icon.warning.markup)<span>\(text(.noMicrophone))</span></p>
      <div class="acts" data-in="live"><span class="dot"></span><strong>\(text(.recording))</strong>\
      <span class="time end"><span data-clock>0:00</span> / \(clock(longestSeconds * 1_000))</span></div>
      <div role="meter" aria-label="\(text(.level))" aria-valuemin="0" aria-valuemax="100" aria-valuenow="0" data-in="live">\
      <svg class="level" viewBox="0 0 336 20" preserveAspectRatio="none" aria-hidden="true">\(bars)</svg></div>
      <div class="acts" data-in="live"><button class="btn primary" type="button" data-to="kept">\(text(.stop))</button>\
      <button class="btn quiet" type="button" data-to="idle">\(text(.discard))</button></div>
      <div class="acts" data-in="kept"><audio controls preload="auto"></audio>\
      <button class="btn" type="button" data-to="live">\(Icon.generate.markup)\(text(.again))</button>\
      <button class="btn quiet danger" type="button" data-to="idle">\(Icon.trash.markup)\(text(.discard))</button>\
      <p class="help">\(text(.keptHelp))</p></div></div>
      """
  }
}
