import Audio
import HTTP
import Mailbox
import SoundFiles
import Store
import Wording

/// Sending a message to colleagues: one that was received, with or without an introduction, or a new one
/// that is recorded in the page (requirement E3).
enum SendPage {
  static let routes: [PageRoute] = [
    .get("/messages/new") { visit in try show(visit, Draft()) },
    .post("/messages/new") { visit in try send(visit, forwarding: nil) },
    .get("/messages/*/forward") { visit in
      try show(visit, Draft(forwarded: MessageSounds.forwardable(visit)))
    },
    .post("/messages/*/forward") { visit in
      try send(visit, forwarding: MessageSounds.forwardable(visit))
    },
  ]

  /// What was typed.
  private struct Draft {
    var forwarded: ListedMessage?
    var target = "numbers"
    var numbers = ""
    var list = ""
    var isUrgent = false
    var isConfidential = false
    var refusals: [FormRefusal] = []

    mutating func refuse(_ control: String, _ text: String) {
      refusals.append(FormRefusal(control: control, text: text))
    }
  }

  // MARK: Sending

  private static func send(
    _ visit: SignedInRequest, forwarding forwarded: ListedMessage?
  ) throws -> HTTPResponse {
    let request = visit.request
    var draft = Draft(
      forwarded: forwarded, target: request.field("target") ?? "",
      numbers: request.field("numbers") ?? "", list: request.field("list") ?? "",
      isUrgent: request.field("urgent") == "on",
      isConfidential: request.field("confidential") == "on")
    let audience = try audience(&draft, visit)
    var sound: Sound?
    switch SoundField.upload(visit, "sound", longestSeconds: OwnSoundLimit.seconds) {
    case .none:
      if forwarded == nil { draft.refuse("sound", visit(SendText.soundMissing)) }
    case .sound(let recorded): sound = recorded
    case .refused(let refusal): draft.refusals.append(refusal)
    }
    guard let audience, draft.refusals.isEmpty else { return try show(visit, draft) }
    let reply = send(
      SendOrder(
        sender: visit.user.id, take: try sound.map { try take(of: $0, visit.site) },
        forwarded: forwarded?.message.id, audience: audience, isUrgent: draft.isUrgent,
        isConfidential: draft.isConfidential), visit.site)
    return try told(reply, draft, visit)
  }

  /// Sends a message, and drops a sound that did not go with it: a call may send it in another way, a
  /// page or a program brings it again.
  static func send(_ order: SendOrder, _ site: WebSite) -> SendOrder.Reply? {
    let reply = site.mailboxes.perform(order, of: CallToken(.random(in: 1 ... .max)))
    switch reply {
    case .sent: break
    case .refused, nil: if let take = order.take { site.mailboxes.takes.discard(take.id) }
    }
    return reply
  }

  private static func told(
    _ reply: SendOrder.Reply?, _ draft: Draft, _ visit: SignedInRequest
  ) throws -> HTTPResponse {
    var draft = draft
    switch reply {
    case .sent(let delivered, let failed) where failed.isEmpty && delivered > 0:
      return .redirect(to: Link.page(.messages).address + "?sent=\(delivered)")
    case .sent(let delivered, let failed):
      draft.refuse(
        "target", visit(SendText.notDelivered(failed.joined(separator: ", "), delivered)))
    case .refused: draft.refuse("target", visit(SendText.confidentialStays))
    case nil: throw StoreError.broken(place: "sending", reason: "the mailboxes could not do it")
    }
    return try show(visit, draft)
  }

  private static func audience(
    _ draft: inout Draft, _ visit: SignedInRequest
  ) throws -> SendOrder.Audience? {
    switch draft.target {
    case "list":
      guard let number = Int(draft.list), DistributionList.numbers.contains(number) else {
        draft.refuse("list", visit(SendText.listMissing))
        return nil
      }
      return .list(number: number)
    case "all": return .company
    case _:
      var users: [Int64] = []
      let typed = draft.numbers.split { $0 == "," || $0 == ";" }.map { $0.filter { $0 != " " } }
      for number in typed where !number.isEmpty {
        if let user = try visit.accounts.user(withNumber: number, of: visit.company.id) {
          users.append(user.id)
        } else {
          let reason = DistributionListError.unknownMember(typed: number, list: 0)
          draft.refuse("numbers", FieldRefusal.list(reason).text(in: visit.language))
        }
      }
      if users.isEmpty, draft.refusals.isEmpty {
        draft.refuse("numbers", visit(SendText.numbersMissing))
      }
      if Set(users).count > SendOrder.mostUsers {
        draft.refuse("numbers", visit(SendText.tooManyNumbers(SendOrder.mostUsers)))
      }
      return .users(users)
    }
  }

  /// A sound as a recording that waits to be sent.
  static func take(of sound: Sound, _ site: WebSite) throws -> FinishedRecording {
    let depot = site.mailboxes.takes
    let destination = try depot.begin(.draft)
    if let path = destination.path {
      let file = try RecordingFile(path: path)
      try file.append(sound.samples.span)
      try file.close(sync: true)
    } else {
      depot.finish(destination.id, samples: sound.samples)
    }
    return FinishedRecording(
      id: destination.id, milliseconds: Int32(clamping: sound.milliseconds), hasSound: true,
      ending: .key)
  }

  // MARK: Showing

  private static func show(_ visit: SignedInRequest, _ draft: Draft) throws -> HTTPResponse {
    let controls = Controls(visit: visit, refusals: draft.refusals)
    let isForward = draft.forwarded != nil
    let path = draft.forwarded.map { "/messages/\($0.message.id)/forward" } ?? "/messages/new"
    let sound = SoundField(
      controls: controls, id: "sound", name: visit(isForward ? SendText.intro : SendText.message),
      longestSeconds: OwnSoundLimit.seconds)
    return try Frame.page(
      visit, .messages, title: visit(isForward ? SendText.forward : SendText.compose),
      lead: visit(isForward ? SendText.forwardLead : SendText.composeLead),
      isRefused: !draft.refusals.isEmpty, status: draft.refusals.isEmpty ? 200 : 422,
      [
        controls.summary(),
        """
        <form method="post" action="\(path)" enctype="multipart/form-data" novalidate>\(Frame.token(visit))
        \(controls.section(
          "to", visit(SendText.to), visit(SendText.toHelp), [try targets(controls, draft)]))
        \(controls.section(
          "speech", visit(isForward ? SendText.intro : SendText.message),
          visit(isForward ? SendText.introHelp : SendText.messageHelp),
          ["<div class=\"stack tight\">\(sound.markup)</div>"]))
        \(controls.section("marks", visit(SendText.marks), "", [marks(controls, draft)]))
        <div class="foot"><button class="btn primary">\(visit(SendText.send))</button>\
        <a class="btn quiet" href="\(Link.page(.messages).address)">\(visit(.cancel))</a></div></form>
        """,
      ])
  }

  private static func targets(_ controls: Controls, _ draft: Draft) throws -> Markup {
    let visit = controls.visit
    let lists = try visit.accounts.lists(of: visit.user.id)
    let options = lists.map { list in
      ("\(list.number)", "\(list.number) – \(list.description)")
    }
    var choices = [
      controls.choice(
        "target", "numbers", visit(SendText.numbers), help: visit(SendText.numbersHelp),
        isChosen: draft.target == "numbers",
        [controls.text("numbers", visit(SendText.numbers), value: draft.numbers, width: .large)])
    ]
    if !lists.isEmpty {
      choices.append(
        controls.choice(
          "target", "list", visit(SendText.list), help: visit(SendText.listHelp),
          isChosen: draft.target == "list",
          [controls.select("list", visit(SendText.list), value: draft.list, options)]))
    }
    if visit.company.allowsCompanyMessages, visit.user.settings.sendsToCompany {
      choices.append(
        controls.choice(
          "target", "all", visit(SendText.everybody(visit.company.name)),
          help: visit(SendText.everybodyHelp), isChosen: draft.target == "all"))
    }
    return """
      <fieldset id="target" tabindex="-1"><legend class="vh">\(visit(SendText.to))</legend>\(choices)</fieldset>
      """
  }

  private static func marks(_ controls: Controls, _ draft: Draft) -> Markup {
    let visit = controls.visit
    let ticks = [
      controls.tick(
        "urgent", visit(MessageText.urgent), help: visit(SendText.urgentHelp),
        isOn: draft.isUrgent),
      controls.tick(
        "confidential", visit(MessageText.confidential), help: visit(SendText.confidentialHelp),
        isOn: draft.isConfidential),
    ]
    return "<fieldset><legend class=\"vh\">\(visit(SendText.marks))</legend>\(ticks)</fieldset>"
  }
}
