import Mailbox
import Testing

@testable import Store

/// Carries steps out on one store and writes down what it answers, so that what two stores have
/// written can be compared. Keys may differ: each is called by the order in which it was seen.
final class ModelRun {
  private let system: TestSystem
  private let mailboxes: Mailboxes
  private var accounts: any Accounts { mailboxes.accounts(as: .administrator("model")) }
  /// `nil`: gone.
  private var users: [User?] = []
  private var keys = KeyNames()
  private var lengths = 0

  init(_ maker: StoreMaker) throws {
    system = try TestSystem(maker)
    mailboxes = try #require(system.store as? Mailboxes)
    users = [system.anna, system.ben, system.carla]
    for index in users.count..<ModelStep.users { users.append(try newUser(index)) }
    for user in users { if let user { name(user) } }
  }

  /// A line for each step, and what is there at the end.
  func report(of steps: [ModelStep]) throws -> [String] {
    var lines: [String] = []
    for step in steps { lines.append("\(step) → \(try answer(step))") }
    for (index, user) in users.enumerated() {
      if let user { lines += try state(of: user).map { "user \(index): \($0)" } }
    }
    return try lines + log()
  }

  // MARK: Steps

  private func answer(_ step: ModelStep) throws -> String {
    do throws(StoreError) {
      return try carryOut(step)
    } catch {
      return words(for: error)
    }
  }

  private func carryOut(_ step: ModelStep) throws(StoreError) -> String {
    switch step {
    case .ask(let asking): return try ask(asking)
    case .hear(let hearing): return try hear(hearing)
    case .administer(let change):
      try administer(change)
      return "done"
    case .pass(let minutes):
      system.pass(minutes: minutes)
      return "later"
    case .purge:
      try mailboxes.purge()
      return "purged"
    }
  }

  private func ask(_ asking: ModelStep.Asking) throws(StoreError) -> String {
    switch asking {
    case .arrive(let from, let to, let condition):
      let from = number(of: from) ?? TestSystem.stranger
      guard let to = number(of: to) else { return "nobody" }
      return ask(.arrive(IncomingCall(from: from, trust: .claimed, to: to, condition: condition)))
    case .logIn(let user, let code, let trust):
      return ask(
        .logIn(
          LogInRequest(
            company: system.company.id, number: "11\(user + 1)", mailbox: nil,
            passcode: Passcode(code), from: TestSystem.stranger, trust: trust)))
    case .changePasscode(let user, let code):
      let code = Passcode(code)
      return ask(.changePasscode(user: try known(user).id, code, repeated: code))
    case .deposit(let user, let from, let isUrgent, let isConfidential, let seconds):
      let me = try known(user)
      return ask(
        .deposit(
          Deposit(
            mailbox: me.id, take: try take(seconds),
            from: from.map { number(of: $0) ?? TestSystem.stranger } ?? "", isUrgent: isUrgent,
            isConfidential: isConfidential)))
    case .send(let user, let audience, let forwarded, let isUrgent, let isConfidential):
      return try send(user, audience, forwarded, isUrgent, isConfidential)
    case .change(let user, let change): return ask(.change(user: try known(user).id, change))
    case .keepGreeting(let user, let slot):
      return ask(.keepGreeting(user: try known(user).id, slot, try take(3)))
    case .lookUp(let user, let number, let owner):
      let me = try known(user)
      let owner = owner.flatMap { users[$0]?.id }
      return ask(.list(owner: me.id, number: number, of: owner))
        + ask(.listMember(owner: owner ?? me.id, number: number, index: 0))
    }
  }

  private func hear(_ hearing: ModelStep.Retrieval) throws(StoreError) -> String {
    switch hearing {
    case .hear(let user, let call, let isDeleted):
      return heard(by: try known(user), call, isDeleted)
    case .dispose(let user, let call, let message, let disposition):
      let me = try known(user)
      let messages = try accounts.messages(of: me.id)
      guard message < messages.count else { return "no such message" }
      return ask(.dispose(mailbox: me.id, message: messages[message].id, disposition), call)
    case .deleteAll(let user, let call): return ask(.deleteAll(mailbox: try known(user).id), call)
    case .restore(let user):
      let me = try known(user)
      let found = mailboxes.answer(.deletedMessage(mailbox: me.id, .first), of: CallToken(9))
      guard case .message(let view) = found else { return "nothing deleted" }
      return ask(.restore(mailbox: me.id, message: view.id))
    case .finish(let user, let call): return ask(.finish(mailbox: try known(user).id), call)
    }
  }

  private func administer(_ change: ModelStep.Administering) throws(StoreError) {
    switch change {
    case .unlock(let user): try accounts.unlock(try known(user).id)
    case .assignPasscode(let user, let code):
      try accounts.setPasscode(Passcode(code), of: try known(user).id, assigned: true)
    case .forgetGreeting(let user, let slot):
      try accounts.setGreeting(slot, of: try known(user).id, to: nil)
    case .announce(let user, let name, let isKept):
      let owner = AnnouncementOwner.user(try known(user).id)
      if isKept {
        try accounts.setAnnouncement(name, of: owner, to: [Int16](repeating: 9, count: 16_000))
      } else {
        try accounts.removeAnnouncement(name, of: owner)
      }
    case .setList(let user, let number, let members, let isOpen):
      guard
        var list = try? DistributionList(
          number: number, description: "List \(number)", isOpenToOthers: isOpen)
      else { return }
      for member in members { try? list.add(users[member]?.id, typedAs: "\(member)") }
      try accounts.set(list, of: try known(user).id)
    case .removeList(let user, let number):
      try accounts.removeList(number, of: try known(user).id)
    case .rename(let user, let name):
      try update(try known(user)) { $0.firstName = name }
    case .takeNumber(let user, let other):
      let number = try known(other).mainNumber
      try update(try known(user)) { $0.aliases = [number] }
    case .remove(let user):
      try accounts.removeUser(try known(user).id)
      users[user] = nil
    case .add(let user):
      if users[user] == nil { users[user] = try newUser(user) }
      if let new = users[user] { name(new) }
    case .changeAndUndo(let user):
      let id = try known(user).id
      try? accounts.transaction { accounts in
        try accounts.change(user: id) { $0.lastName = "Nobody" }
        try accounts.setGreeting(.name, of: id, to: [1, 2, 3])
        throw TestSystem.Surprise()
      }
    }
  }

  private func update(_ user: User, _ change: (inout User) -> Void) throws(StoreError) {
    var user = try accounts.user(user.id)
    change(&user)
    try accounts.update(user)
  }

  private func send(
    _ user: Int, _ audience: Int, _ forwarded: Int?, _ isUrgent: Bool, _ isConfidential: Bool
  ) throws(StoreError) -> String {
    let me = try known(user)
    let messages = try accounts.messages(of: me.id)
    let message = forwarded.flatMap { $0 < messages.count ? messages[$0].id : nil }
    let to: SendOrder.Audience =
      switch audience {
      case 0: .company
      case 1...2: .list(number: audience)
      default: .users(users.compactMap { $0?.id }.filter { $0 != me.id })
      }
    return ask(
      .send(
        SendOrder(
          sender: me.id, take: message == nil ? try take(4) : nil, forwarded: message,
          audience: to, isUrgent: isUrgent, isConfidential: isConfidential)))
  }

  private func heard(by user: User, _ call: UInt64, _ isDeleted: Bool) -> String {
    var words = ""
    var move = MessageMove.first
    for _ in 0..<8 {
      let request: MailboxRequest =
        isDeleted
        ? .deletedMessage(mailbox: user.id, move) : .message(mailbox: user.id, move)
      let reply = mailboxes.answer(request, of: CallToken(call))
      words += written(reply)
      guard case .message(let view) = reply else { break }
      move = .after(view.id)
    }
    return words
  }

  // MARK: Who is there

  private func known(_ index: Int) throws(StoreError) -> User {
    guard let user = users[index] else { throw .missing(kind: "user", name: "model") }
    return user
  }

  private func number(of index: Int) -> String? {
    users.indices.contains(index) ? users[index]?.mainNumber.e164 : nil
  }

  private func newUser(_ index: Int) throws(StoreError) -> User {
    guard let number = PhoneNumber(e164: "+49211555\(7_000 + index)") else {
      throw .missing(kind: "number", name: "\(index)")
    }
    return try accounts.add(
      User(
        company: system.company.id, firstName: "User", lastName: "\(index)", mainNumber: number,
        extension: try short(index), language: .en, timeZone: "Europe/Berlin"))
  }

  private func short(_ index: Int) throws(StoreError) -> Extension {
    do {
      return try Extension("11\(index + 1)")
    } catch {
      throw .missing(kind: "extension", name: "\(index)")
    }
  }

  /// No two sounds are equal, as in life.
  private func take(_ seconds: Int) throws(StoreError) -> FinishedRecording {
    lengths += 1
    do {
      return try system.record(milliseconds: seconds * 1_000 + lengths)
    } catch {
      throw .broken(place: "take", reason: "\(error)")
    }
  }

  // MARK: Words

  private func ask(_ request: MailboxRequest, _ call: UInt64 = 1) -> String {
    written(mailboxes.answer(request, of: CallToken(call)))
  }

  private func words(for error: StoreError) -> String {
    switch error {
    case .missing(let kind, _): "no \(kind)"
    case .changedMeanwhile(let kind, _): "changed meanwhile: \(kind)"
    case .refused(let field, _): "refused: \(field)"
    case .newerSchema, .noDirectory, .inUse, .broken: "broken"
    }
  }

  private func name(_ user: User) { _ = name(of: user.id, "user") }

  private func name(of key: Int64, _ kind: String) -> String { keys.name(of: key, kind) }

  private func written(_ value: some Encodable) -> String { keys.written(value) }

  // MARK: What is there at the end

  private func state(of user: User) throws -> [String] {
    let waiting = try accounts.waitingMessages(of: [user.id])
    var stored = try accounts.user(user.id)
    stored.id = 0
    return [written(stored), written(try accounts.loginState(of: user.id))]
      + waiting.map { "\($0.counts) \($0.isIndicated)" }
      + (try accounts.messages(of: user.id)).map(written)
      + (try accounts.lists(of: user.id)).map(written)
      + (try accounts.announcements(of: .user(user.id))).map {
        "\($0.name) \($0.sound.milliseconds)"
      }
      + (try GreetingSlot.allCases.map { slot in
        "\(slot): \(try accounts.greeting(slot, of: user.id)?.milliseconds ?? 0)"
      })
  }

  private func log() throws -> [String] {
    let changes = try mailboxes.changes(after: 0, limit: 100_000).map { change in
      let message = change.message.map { name(of: $0, "message") } ?? ""
      return
        "\(change.kind) \(change.user.map { name(of: $0, "user") } ?? "") \(message) \(change.at)"
    }
    let audit = try accounts.audit(AuditQuery(limit: 100_000)).map { entry in
      "\(entry.kind) of \(entry.subject) by \(entry.actor.description.prefix(4)) at \(entry.at)"
    }
    return changes + audit
  }
}
