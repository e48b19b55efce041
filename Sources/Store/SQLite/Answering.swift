import Mailbox
import Synchronization

/// What each request comes to.
extension SQLiteStore {
  /// Looks up what it can on this thread; see ``Step``.
  func step(for request: MailboxRequest, of call: CallToken) throws(StoreError) -> Step {
    let now = options.now()
    switch request {
    case .arrive(let incoming):
      return try arrive(incoming, at: now)
    case .logIn(let request):
      return try LoggingIn(store: self, request: request, now: now).run()
    case .message(let mailbox, let move):
      return .reply(try message(move, of: mailbox, for: call, at: now))
    case .deletedMessage(let mailbox, let move):
      return .reply(
        try reading(at: now) { (directory) throws(StoreError) in
          try deletedMessage(move, of: mailbox, for: call, directory)
        })
    case .restore(let mailbox, let message):
      return .write { [self] (database) throws(StoreError) in
        try restore(message, of: mailbox, for: call, directory(database, at: now))
      }
    case .dispose(let mailbox, let message, let disposition):
      return .write { (database) throws(StoreError) in
        try database.decide(disposition, message: message, in: mailbox, by: call)
        return .done
      }
    case .deleteAll(let mailbox):
      return .write { [self] (database) throws(StoreError) in
        _ = try directory(database, at: now).known(mailbox)
        return .count(try database.decideToDeleteAll(of: mailbox, by: call))
      }
    case .finish(let mailbox):
      return try finish(call, in: mailbox, at: now)
    case .settings(let user):
      return .reply(try settings(of: user, at: now))
    case .change(let user, let change):
      return .write { [self] (database) throws(StoreError) in
        try apply(change, of: user, directory(database, at: now))
      }
    case .greeting(let user, let slot):
      return .reply(try greeting(slot, of: user, at: now))
    case .keepGreeting(let user, let slot, let take):
      return try keepGreeting(take, in: slot, of: user, at: now)
    case .checkPasscode(let user, let passcode):
      let rule = try brokenRule(by: passcode, of: user, at: now)
      return .reply(rule.map(MailboxReply.passcodeRefused) ?? .done)
    case .changePasscode(let user, let passcode, let repeated):
      return try changePasscode(passcode, repeated: repeated, of: user, at: now)
    case .deposit(let deposit):
      return try self.deposit(deposit, at: now)
    case .callOut(let user, let number):
      return .reply(try callOut(number, for: user, at: now))
    case .recipient(let sender, let digits):
      return .reply(try recipient(digits, seenFrom: sender, at: now))
    case .list(let sender, let number, let owner):
      return .reply(try list(number, of: owner, for: sender, at: now))
    case .listMember(let owner, let number, let index):
      return .reply(try listMember(index, of: number, owner: owner, at: now))
    case .send(let order):
      return try send(order, at: now)
    }
  }

  /// The rules' view of what a connection sees.
  func directory(_ database: Database, at now: Int64) -> SQLiteDirectory {
    SQLiteDirectory(database: database, cache: cache, now: now)
  }

  /// Looks something up in one state of the data.
  func reading<Result>(
    at now: Int64, _ body: (SQLiteDirectory) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try readers.read { (database) throws(StoreError) in try body(directory(database, at: now)) }
  }

  /// What an owner who is in gets told.
  func welcome(_ id: Int64, _ database: Database, at now: Int64) throws(StoreError) -> MailboxReply
  {
    let directory = directory(database, at: now)
    let user = try directory.known(id)
    let company = try directory.known(company: user.company)
    return .welcome(
      Reception.welcome(user: user, company: company, facts: try directory.facts(of: user)))
  }

  private func arrive(_ call: IncomingCall, at now: Int64) throws(StoreError) -> Step {
    let recent = recentCalls.withLock { $0.numbers(calledBy: call.from, at: now) }
    let (arrival, user) = try reading(at: now) { (directory) throws(StoreError) in
      (
        try Reception.arrival(of: call, recent: recent, in: directory),
        try Reception.userCalled(by: call, in: directory)
      )
    }
    if let user { recentCalls.withLock { $0.note(user, calledBy: call.from, at: now) } }
    // Auto-login is a login: it clears the count of failures.
    guard case .welcome(_, let welcome) = arrival, welcome.failedAttempts > 0 else {
      return .reply(.arrival(arrival))
    }
    return .write { (database) throws(StoreError) in
      try database.setLoginGuard(.mailbox(welcome.user), to: LoginGuard())
      return .arrival(arrival)
    }
  }

  private func message(
    _ move: MessageMove, of mailbox: Int64, for call: CallToken, at now: Int64
  ) throws(StoreError) -> MailboxReply {
    try reading(at: now) { (directory) throws(StoreError) in
      let database = directory.database
      let user = try directory.known(mailbox)
      let company = try directory.known(company: user.company)
      let order = user.settings.order
      guard let row = try database.message(move, of: mailbox, order: order) else {
        return .noMessage
      }
      return .message(try view(of: row, user, company, call, directory))
    }
  }

  /// A message as a call sees it.
  /// - Parameter total: How many there are to choose from; `nil`: those of the mailbox.
  func view(
    of row: MessageRow, _ user: User, _ company: Company, _ call: CallToken,
    _ directory: SQLiteDirectory, total: Int? = nil
  ) throws(StoreError) -> MessageView {
    let (database, now) = (directory.database, directory.now)
    let count: Int
    if let total { count = total } else { count = try database.contents(of: user.id).messages }
    let forwarders = try database.forwarders(of: row.id).map { (forwarder) throws(StoreError) in
      try directory.sender(forwarder.number, forwarder.user)
    }
    return
      MessageView(
        id: row.id, rank: row.rank, isUrgent: row.isUrgent,
        isConfidential: row.isConfidential,
        disposition: try database.disposition(of: row.id, in: user.id, by: call),
        parts: try database.parts(of: row.id),
        sender: try directory.sender(row.senderNumber, row.senderUser),
        forwarders: forwarders,
        received: clock.withLock {
          $0.localTime(of: row.leftAt ?? row.received, now: now, zone: user.timeZone)
        },
        callBack: try directory.callBack(toSender: row.senderNumber, in: company),
        total: Int32(clamping: count))
  }

  private func finish(
    _ call: CallToken, in mailbox: Int64, at now: Int64
  ) throws(StoreError) -> Step {
    purgeIfDue(at: now)
    let hasDecided = try reading(at: now) { (directory) throws(StoreError) in
      try directory.database.hasDecided(call, in: try directory.known(mailbox).id)
    }
    guard hasDecided else { return .reply(.done) }
    return .write { (database) throws(StoreError) in
      try database.settle(call, in: mailbox, at: now)
      return .done
    }
  }
}

extension SQLiteDirectory {
  /// A sender as a call tells of her. A user who is gone is only a number.
  func sender(_ number: String?, _ id: Int64?) throws(StoreError) -> Sender {
    guard let id, try user(id) != nil else { return Sender(number: number) }
    return Sender(number: number, user: id, name: try recording(.name, of: id))
  }

  /// A user who must be there.
  func known(_ id: Int64) throws(StoreError) -> User {
    guard let user = try user(id) else { throw .missing(kind: "user", name: "\(id)") }
    return user
  }

  /// A company that must be there.
  func known(company id: Int64) throws(StoreError) -> Company {
    guard let company = try company(id) else { throw .missing(kind: "company", name: "\(id)") }
    return company
  }
}
