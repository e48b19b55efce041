import CallFlow
import Mailbox
import Portal
import Telephony

/// What the journal of a call tells of the mailboxes as the call found them.
extension JournalAccounts {
  /// As the owner was greeted; `nil` if she did not log in.
  func welcome(of user: User) -> LoggedInOwner? {
    journal.replies.lazy.compactMap(\.welcome).first { $0.user == user.id }
  }

  /// The settings as the menus found them before the call changed any.
  func restore(
    _ settings: inout UserSettings, _ greetings: inout [String: Any], of user: User
  ) {
    guard welcome(of: user) != nil else { return }
    let found = journal.replies.lazy.compactMap { reply -> PhoneSettings? in
      if case .settings(let settings) = reply { settings } else { nil }
    }.first
    guard let found else { return }
    settings.greetings = found.greetings
    settings.deposit.mode = found.deposit
    settings.deposit.transferNumber = found.depositTransfer.flatMap { PhoneNumber(e164: $0) }
    for kind in ForwardingKind.allCases {
      let state = found.state(of: kind)
      settings.handling[kind] = CallForwarding(
        isOn: state.isOn, destination: state.number.flatMap { PhoneNumber(e164: $0) })
    }
    if found.hasName {
      greetings[GreetingSlot.name.rawValue] = greetings[GreetingSlot.name.rawValue] ?? 1.0
    } else {
      greetings[GreetingSlot.name.rawValue] = nil
    }
  }

  /// A mailbox that was full, or nearly so.
  func quota(of user: User) -> [String: Any]? {
    if isFull(user) { return ["messages": 1] }
    guard let welcome = welcome(of: user), welcome.isNearlyFull else { return nil }
    let seconds = messages(of: user).reduce(0.0) { $0 + ($1["seconds"] as? Double ?? 0) }
    return ["seconds": Int(seconds) + max(1, Int(seconds) / 10)]
  }

  private func isFull(_ user: User) -> Bool {
    journal.replies.contains { reply in
      switch reply {
      case .arrival(.visit(let visit)), .arrival(.ring(_, let visit)):
        visit.mailbox == user.id && visit.after == .mailboxFull
      case .sent(_, let failed): failed.contains(user.extension.digits)
      case _: false
      }
    }
  }

  /// Those that were heard as they were, and as many others as the owner was told of.
  func messages(of user: User) -> [[String: Any]] {
    guard let welcome = welcome(of: user) else {
      return isFull(user) ? [["seconds": 2.0]] : []
    }
    let counts = welcome.counts
    let total: [MessageRank: Int32] = [
      .urgentNew: counts.urgent, .new: counts.new - counts.urgent, .saved: counts.saved,
    ]
    let heard = heardMessages(of: user)
    var rows: [[String: Any]] = []
    for rank in MessageRank.allCases {
      let known = heard.filter { $0.rank == rank }
      // What came during the call was not there before it.
      for place in 0..<max(0, Int(total[rank] ?? 0)) {
        rows.append(Self.row(rank, place < known.count ? known[place] : nil))
      }
    }
    let isOldestFirst = user.settings.order == .oldestFirst
    for index in rows.indices {
      rows[index]["ago"] = "\(isOldestFirst ? rows.count - index : index + 1)m"
    }
    return rows
  }

  /// In the order in which the owner first heard them.
  private func heardMessages(of user: User) -> [MessageView] {
    var (owner, seen): (Int64?, Set<Int64>) = (nil, [])
    return journal.replies.compactMap { reply in
      if let welcome = reply.welcome { owner = welcome.user }
      guard case .message(let view) = reply, owner == user.id, seen.insert(view.id).inserted else {
        return nil
      }
      return view
    }
  }

  private static func row(_ rank: MessageRank, _ view: MessageView?) -> [String: Any] {
    [
      "from": view?.sender.number ?? "",
      "seconds": max(0.1, Double(view?.milliseconds ?? 2_000) / 1_000),
      "urgent": view?.isUrgent ?? (rank == .urgentNew),
      "confidential": view?.isConfidential ?? false, "saved": rank == .saved,
    ]
  }
}

extension PhoneSettings {
  fileprivate func state(of kind: ForwardingKind) -> ForwardingState {
    switch kind {
    case .always: always
    case .busy: busy
    case .noAnswer: noAnswer
    }
  }
}

extension JournalText {
  /// What may have been typed as numbers: all ends of the digits before a hash or a pause. Digits of
  /// passcodes are not in the journal.
  var typedNumbers: Set<String> {
    var (digits, numbers): (String, Set<String>) = ("", [])
    for entry in entries {
      switch entry.event {
      case .key(let key) where key.number != nil:
        if !entry.isMasked { digits.append(key.character) }
      case .key, .clock:
        for count in 2...20 where count <= digits.count {
          numbers.insert(String(digits.suffix(count)))
        }
        digits = ""
      case .began, .spoken, .recorded, .fetched, .transferred, .hungUp: break
      }
    }
    return numbers
  }

  /// What the mailboxes answered, in order.
  var replies: [MailboxReply] {
    entries.compactMap { entry in
      if case .fetched(_, let reply) = entry.event { reply } else { nil }
    }
  }
}

extension PhoneSettings {
  /// The numbers that calls are sent to.
  var numbers: [String] {
    ([depositTransfer] + ForwardingKind.allCases.map { state(of: $0).number }).compactMap(\.self)
  }
}

extension MailboxReply {
  /// The company that a call came to.
  var company: Int64? {
    guard case .arrival(let arrival) = self else { return nil }
    switch arrival {
    case .logIn(let company, _, _), .welcome(let company, _): return company
    case .visit(let visit), .ring(_, let visit): return visit.company
    case .forward, .mailboxOff, .busy, .noAnswer, .notInService: return nil
    }
  }

  /// How an owner was let in.
  var welcome: LoggedInOwner? {
    switch self {
    case .welcome(let welcome), .arrival(.welcome(_, let welcome)): welcome
    case _: nil
    }
  }

  /// Users whom it names.
  var users: [Int64] {
    switch self {
    case .welcome(let welcome), .arrival(.welcome(_, let welcome)): [welcome.user]
    case .arrival(.logIn(_, let mailbox, _)): mailbox.map { [$0] } ?? []
    case .arrival(.visit(let visit)), .arrival(.ring(_, let visit)): [visit.mailbox]
    case .message(let view): view.sender.user.map { [$0] } ?? []
    case .recipient(let recipient): [recipient.user]
    case .list(_, _, let owner, _, _): owner.map { [$0] } ?? []
    case _: []
    }
  }
}
