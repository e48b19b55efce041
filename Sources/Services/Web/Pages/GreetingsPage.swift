import Administration
import HTTP
import Mailbox
import SoundFiles
import Store
import Wording

/// What callers hear: for busy, for not answered, when away, and the recorded name (requirements D2,
/// G1 to G3).
enum GreetingsPage {
  static let routes: [PageRoute] = [
    .get(PagePath.greetings.rawValue) { visit in try show(visit, SettingsForm(visit)) },
    .post(PagePath.greetings.rawValue, save),
    .post("/greetings/*/clear", clear),
  ]

  static let slots: [GreetingSlot] = [
    .busy, .personal, .alternate1, .alternate2, .alternate3, .away, .name,
  ]

  // MARK: Saving

  /// New sounds first, then what is chosen: a form with a bad sound changes nothing.
  private static func save(_ visit: SignedInRequest) throws -> HTTPResponse {
    var sounds: [(GreetingSlot, [Int16])] = []
    var refusals: [FormRefusal] = []
    for slot in slots {
      let shortest = slot == .name ? 0 : Int(FinishedRecording.shortestMilliseconds)
      switch SoundField.upload(
        visit, "sound-\(slot.rawValue)", longestSeconds: slot.longestSeconds,
        shortestMilliseconds: shortest)
      {
      case .none:
        if let samples = try announcement(for: slot, visit) { sounds.append((slot, samples)) }
      case .sound(let sound): sounds.append((slot, sound.samples))
      case .refused(let refusal): refusals.append(refusal)
      }
    }
    if !refusals.isEmpty {
      return try show(visit, SettingsForm(visit), refusals: refusals)
    }
    return try choose(visit, sounds)
  }

  /// The sound of the announcement that is chosen for a slot.
  private static func announcement(
    for slot: GreetingSlot, _ visit: SignedInRequest
  ) throws -> [Int16]? {
    guard let id = visit.request.field("announcement-\(slot.rawValue)").flatMap(Int64.init) else {
      return nil
    }
    guard
      let found = try AnnouncementsPage.all(visit).first(where: { $0.announcement.sound.id == id })
    else { throw WebFault.notFound }
    return try visit.site.mailboxes.sound(of: [found.announcement.sound]).samples
  }

  /// Sounds and choices are saved together or not at all.
  private static func choose(
    _ visit: SignedInRequest, _ sounds: [(GreetingSlot, [Int16])]
  ) throws -> HTTPResponse {
    let (request, user) = (visit.request, visit.user.id)
    let form = try SettingsForm.save(
      visit,
      [
        ("busy-greeting", request.field("busy-greeting") ?? "system"),
        ("no-answer-greeting", request.field("no-answer-greeting") ?? "system"),
        ("away", request.flag("away")), ("away-messages", request.flag("away-messages")),
      ],
      alongside: sounds.isEmpty
        ? nil
        : { accounts in
          for (slot, samples) in sounds { try accounts.setGreeting(slot, of: user, to: samples) }
        })
    if let form { return try show(visit, form) }
    return .redirect(to: Link.page(.greetings).address + "?saved=1")
  }

  /// Back to the system's greeting.
  private static func clear(_ visit: SignedInRequest) throws -> HTTPResponse {
    guard let slot = GreetingSlot(rawValue: visit.parameters[0]) else { throw WebFault.notFound }
    let id = visit.user.id
    try visit.accounts.transaction { accounts in
      try accounts.change(user: id) { $0.settings.greetings.forget(recorded: slot) }
      try accounts.setGreeting(slot, of: id, to: nil)
    }
    return .redirect(to: Link.page(.greetings).address + "?saved=1")
  }

  // MARK: Showing

  private static func show(
    _ visit: SignedInRequest, _ form: SettingsForm, refusals: [FormRefusal] = []
  ) throws -> HTTPResponse {
    let refusals = refusals + form.refusals
    let controls = Controls(visit: visit, refusals: refusals)
    var recorded: [GreetingSlot: AudioReference] = [:]
    for slot in slots {
      recorded[slot] = try visit.accounts.greeting(slot, of: visit.user.id)
    }
    let recordings = GreetingControls(
      controls: controls, form: form, recorded: recorded,
      announcements: try AnnouncementsPage.all(visit))
    return try Frame.page(
      visit, .greetings, title: visit(.greetings), lead: visit(GreetingText.lead),
      acts: [controls.saveButton("greetings")], isRefused: !refusals.isEmpty,
      status: refusals.isEmpty ? 200 : 422,
      [
        controls.summary(), SavedNote.markup(visit),
        controls.form(
          "greetings", .greetings, isUpload: true, form,
          [recordings.busy, recordings.noAnswer, recordings.away, recordings.name]),
        recordings.clearForms,
      ])
  }
}
