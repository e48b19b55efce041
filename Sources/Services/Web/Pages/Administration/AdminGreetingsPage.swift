import HTTP
import Mailbox
import SoundFiles
import Store
import Wording

/// The greetings of one user, for an administrator: heard, recorded or uploaded, and emptied. Which of
/// them callers hear is set with the user's other fields.
enum AdminGreetingsPage {
  static let routes: [PageRoute] = [
    .admin(.get, "/admin/users/*/greetings") { visit in try show(visit, []) },
    .admin(.post, "/admin/users/*/greetings", save),
    .admin(.post, "/admin/users/*/greetings/clear", clear),
    .admin(.get, "/admin/users/*/greetings/*") { visit in
      let user = try visit.managedUser().value
      guard let slot = GreetingSlot(rawValue: visit.parameters[1]),
        let greeting = try visit.accounts.greeting(slot, of: user.id)
      else { throw WebFault.notFound }
      return try MessageSounds.answer(
        [greeting], as: .play, named: "greeting-\(slot.rawValue)", visit)
    },
  ]

  private static func save(_ visit: SignedInRequest) throws -> HTTPResponse {
    let user = try visit.managedUser().value
    var sounds: [(GreetingSlot, [Int16])] = []
    var refusals: [FormRefusal] = []
    for slot in GreetingsPage.slots {
      switch SoundField.upload(
        visit, "sound-\(slot.rawValue)", longestSeconds: slot.longestSeconds,
        shortestMilliseconds: slot == .name ? 0 : Int(FinishedRecording.shortestMilliseconds))
      {
      case .none: break
      case .sound(let sound): sounds.append((slot, sound.samples))
      case .refused(let refusal): refusals.append(refusal)
      }
    }
    guard refusals.isEmpty else { return try show(visit, refusals) }
    try visit.accounts.transaction { accounts in
      for (slot, samples) in sounds { try accounts.setGreeting(slot, of: user.id, to: samples) }
    }
    return .redirect(to: "/admin/users/\(user.id)/greetings?saved=1")
  }

  private static func clear(_ visit: SignedInRequest) throws -> HTTPResponse {
    let user = try visit.managedUser().value
    guard let slot = visit.request.field("slot").flatMap(GreetingSlot.init(rawValue:)) else {
      throw WebFault.notFound
    }
    try visit.accounts.transaction { accounts in
      try accounts.change(user: user.id) { $0.settings.greetings.forget(recorded: slot) }
      try accounts.setGreeting(slot, of: user.id, to: nil)
    }
    return .redirect(to: "/admin/users/\(user.id)/greetings?saved=1")
  }

  // MARK: Showing

  private static func show(
    _ visit: SignedInRequest, _ refusals: [FormRefusal]
  ) throws -> HTTPResponse {
    let user = try visit.managedUser().value
    let controls = Controls(visit: visit, refusals: refusals)
    let place = "/admin/users/\(user.id)/greetings"
    var recorded: [Markup] = []
    var fields: [Markup] = []
    for slot in GreetingsPage.slots {
      let name = visit(GreetingText.slot(slot))
      let sound = SoundField(
        controls: controls, id: "sound-\(slot.rawValue)", name: name,
        longestSeconds: slot.longestSeconds)
      fields.append(
        """
        <fieldset class="stack tight"><legend>\(name)</legend>\(sound.markup)</fieldset>
        """)
      guard let greeting = try visit.accounts.greeting(slot, of: user.id) else { continue }
      recorded.append(
        """
        <li><span>\(name)</span>\
        \(SoundPlayer.small(
          visit, .userGreeting(user: user.id, slot.rawValue),
          milliseconds: Int(greeting.milliseconds), name: name))\
        <form method="post" action="\(place)/clear">\(Frame.token(visit))\
        <button class="btn quiet danger" name="slot" value="\(slot.rawValue)">\(Icon.trash.markup)\
        \(visit(.remove))<span class="vh">: \(name)</span></button></form></li>
        """)
    }
    return try Frame.page(
      visit, .adminUsers, title: visit(GreetingText.greetingsOf(user.fullName)),
      lead: visit(GreetingText.lead), isRefused: !refusals.isEmpty,
      status: refusals.isEmpty ? 200 : 422,
      [
        controls.summary(), SavedNote.markup(visit),
        "\("<ul class=\"items\">\(recorded)</ul>", if: !recorded.isEmpty)",
        """
        <form class="stack" method="post" action="\(place)" enctype="multipart/form-data" novalidate>\
        \(Frame.token(visit))\(fields)<div class="foot"><button class="btn primary">\(visit(.save))</button>\
        <a class="btn quiet" href="/admin/users/\(user.id)">\(visit(.cancel))</a></div></form>
        """,
      ])
  }
}
