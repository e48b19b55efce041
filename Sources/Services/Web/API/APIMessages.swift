import Administration
import HTTP
import Mailbox
import SoundFiles
import Store

/// Messages: listed, heard, kept, deleted, sent and forwarded. Only their owner's own token does so.
enum APIMessages {
  static let operations: [APIOperation] = [
    APIOperation(
      method: .get, path: "/users/{user}/messages", name: "listMessages",
      summary: "Messages in the order in which they are heard", access: .own,
      query: [
        .choice(
          "part", MessageQuery.Part.allCases.map(\.rawValue), "of the mailbox; without it all"),
        .flag("urgent", "only urgent ones"), .flag("confidential", "only confidential ones"),
        .text("text", "only those whose sender's name or number holds this"),
        APIOperation.Parameter(
          name: "offset", schema: ["type": "integer", "minimum": 0, "default": 0],
          purpose: "how many are left out at the start"), .limit,
      ], content: .json("Messages"), answer: list),
    APIOperation(
      method: .post, path: "/users/{user}/messages", name: "sendMessage",
      summary: "Send the sound of the body to colleagues", access: .own, query: audience,
      body: .sound(isNeeded: true), status: 201, content: .json("Sent")
    ) { visit in try send(visit, forwarding: nil) },
    APIOperation(
      method: .get, path: "/users/{user}/messages/{message}", name: "getMessage",
      summary: "A message", access: .own, content: .json("Message"), isGuarded: true
    ) { visit in
      let found = try message(visit)
      return try visit.json(json(found), tag: tag(found))
    },
    APIOperation(
      method: .patch, path: "/users/{user}/messages/{message}", name: "changeMessage",
      summary: "Save a message, make it new again, delete it or bring it back", access: .own,
      body: .json("MessageChange"), content: .json("Message"), isGuarded: true, answer: change),
    APIOperation(
      method: .get, path: "/users/{user}/messages/{message}/sound", name: "getMessageSound",
      summary: "What was said, introductions first", access: .own, query: [APISounds.format],
      content: .sound
    ) { visit in
      let found = try message(visit).message
      return try APISounds.answer(found.parts, tag: "\"message-\(found.id)\"", visit)
    },
    APIOperation(
      method: .post, path: "/users/{user}/messages/{message}/forwarded", name: "forwardMessage",
      summary: "Forward a message; the sound of the body, if there is one, introduces it",
      access: .own, query: audience, body: .sound(isNeeded: false), status: 201,
      content: .json("Sent")
    ) { visit in
      let found = try message(visit)
      guard !found.message.isDeleted else { throw APIFault.notFound }
      return try send(visit, forwarding: found)
    },
  ]

  private static let audience: [APIOperation.Parameter] = [
    .text("to", "numbers or extensions of colleagues, with commas between"),
    APIOperation.Parameter(
      name: "list", schema: ["type": "integer", "minimum": 1, "maximum": 15],
      purpose: "the number of an own distribution list"),
    .flag("everybody", "to the whole company, where that is allowed"),
    .flag("urgent", "marks it so"), .flag("confidential", "it cannot be forwarded"),
  ]

  // MARK: Reading

  private static func list(_ visit: APIVisit) throws -> HTTPResponse {
    var query = MessageQuery(try visit.choice("part", of: MessageQuery.Part.self) ?? .all)
    query.isUrgent = try visit.flag("urgent")
    query.isConfidential = try visit.flag("confidential")
    query.text = visit.query("text") ?? ""
    query.offset = Int(try visit.number("offset", in: 0...10_000_000) ?? 0)
    query.limit = try visit.limit()
    let page = try visit.accounts.messagePage(of: visit.user.id, query)
    let next = query.offset + page.messages.count
    let counts = page.counts.map { ($0.key.rawValue, JSONValue.integer(Int64($0.value))) }
    return try visit.json([
      "messages": .array(page.messages.map(json)), "found": .integer(Int64(page.found)),
      "counts": .object(Dictionary(uniqueKeysWithValues: counts)),
      "next": next < page.found ? .integer(Int64(next)) : .null,
    ])
  }

  private static func message(_ visit: APIVisit) throws -> ListedMessage {
    let (id, accounts, user) = (try visit.key("message"), visit.accounts, try visit.user.id)
    for part in [MessageQuery.Part.all, .deleted] {
      var query = MessageQuery(part)
      query.id = id
      if let found = try accounts.messagePage(of: user, query).messages.first { return found }
    }
    throw APIFault.notFound
  }

  private static func json(_ listed: ListedMessage) -> JSONValue {
    let message = listed.message
    let length = message.parts.reduce(0) { $0 + Int64($1.milliseconds) }
    return [
      "id": .integer(message.id), "state": .text(state(message).rawValue),
      "urgent": .flag(message.isUrgent), "confidential": .flag(message.isConfidential),
      "from": message.from.map(JSONValue.text) ?? .null,
      "sender": listed.senderName.map(JSONValue.text) ?? .null,
      "received": APIVisit.time(message.received), "milliseconds": .integer(length),
      "forwarded-by": .array(listed.forwarderNames.map { .text($0) }),
      "transcript": listed.transcript.map { .text($0.text) } ?? .null,
      "transcript-engine": listed.transcript.map { .text($0.engine) } ?? .null,
    ]
  }

  private static func tag(_ listed: ListedMessage) -> String {
    let text = listed.transcript == nil ? "" : "-text"
    return "\"\(listed.message.id)-\(state(listed.message).rawValue)\(text)\""
  }

  /// What can be made of a message.
  enum State: String, CaseIterable { case new, saved, deleted }

  private static func state(_ message: StoredMessage) -> State {
    message.isDeleted ? .deleted : message.rank == .saved ? .saved : .new
  }

  // MARK: Changing

  private static func change(_ visit: APIVisit) throws -> HTTPResponse {
    let found = try message(visit)
    try visit.checkMatch(tag(found))
    guard case .text(let text) = try visit.fields()["state"], let wish = State(rawValue: text)
    else { throw APIFault.refused("state", "It must be one of new, saved, deleted.") }
    let now = state(found.message)
    guard wish != now else { return try visit.json(json(found), tag: tag(found)) }
    if now == .deleted { try MessageDeed.restore.carryOut([found.message.id], visit.mailbox) }
    switch wish {
    case .new: try MessageDeed.new.carryOut([found.message.id], visit.mailbox)
    case .saved: try MessageDeed.save.carryOut([found.message.id], visit.mailbox)
    case .deleted: try MessageDeed.delete.carryOut([found.message.id], visit.mailbox)
    }
    let changed = try message(visit)
    return try visit.json(json(changed), tag: tag(changed))
  }

  // MARK: Sending

  private static func send(
    _ visit: APIVisit, forwarding forwarded: ListedMessage?
  ) throws -> HTTPResponse {
    let user = try visit.user
    let audience = try audience(visit)
    let (isUrgent, isConfidential) = (try visit.flag("urgent"), try visit.flag("confidential"))
    var take: FinishedRecording?
    if forwarded == nil || !visit.request.body.isEmpty {
      take = try SendPage.take(
        of: Sound(samples: try APISounds.upload(visit, longestSeconds: OwnSoundLimit.seconds)),
        visit.site)
    }
    let reply = SendPage.send(
      SendOrder(
        sender: user.id, take: take, forwarded: forwarded?.message.id, audience: audience,
        isUrgent: isUrgent, isConfidential: isConfidential), visit.site)
    switch reply {
    case .sent(let delivered, let failed):
      let body: JSONValue = [
        "delivered": .integer(Int64(delivered)), "failed": .array(failed.map { .text($0) }),
      ]
      return try visit.json(body, status: 201)
    case .refused:
      throw APIFault.refused("message", "A confidential message cannot be forwarded.")
    case nil:
      throw StoreError.broken(place: "sending", reason: "the mailboxes could not do it")
    }
  }

  private static func audience(_ visit: APIVisit) throws -> SendOrder.Audience {
    let company = try visit.company
    if try visit.flag("everybody") {
      guard company.allowsCompanyMessages, try visit.user.settings.sendsToCompany else {
        throw APIFault.refused("everybody", "This user may not send to the whole company.")
      }
      return .company
    }
    if let list = try visit.number("list", in: 1...15) {
      guard try visit.accounts.revised(list: Int(list), of: visit.user.id) != nil else {
        throw APIFault.refused("list", "There is no list \(list).")
      }
      return .list(number: Int(list))
    }
    let typed = (visit.query("to") ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
    let users = try typed.map { number in
      guard let user = try visit.accounts.user(withNumber: number, of: company.id) else {
        throw APIFault.refused("to", "Nobody in the company has the number \(number).")
      }
      return user.id
    }
    guard !users.isEmpty else {
      throw APIFault.refused("to", "Say who gets it: to, list or everybody.")
    }
    guard Set(users).count <= SendOrder.mostUsers else {
      throw APIFault.refused(
        "to", "These are more than \(SendOrder.mostUsers) users; a distribution list takes more.")
    }
    return .users(users)
  }
}

extension APIVisit {
  /// The mailbox of the path, for deeds.
  var mailbox: (site: WebSite, user: Int64) {
    get throws { (site, try user.id) }
  }
}
