import Mailbox

/// Administration of a ``MemoryStore``.
final class MemoryAccounts: Accounts {
  private let store: MemoryStore

  init(_ store: MemoryStore) { self.store = store }

  func transaction<Result>(_ body: (any Accounts) throws -> Result) throws -> Result {
    try store.transaction(body)
  }

  /// Does something with everything that the store keeps.
  func administer<Result>(
    _ body: (inout MemoryState) throws(StoreError) -> sending Result
  ) throws(StoreError) -> sending Result {
    try store.withState(body)
  }

  func companies() throws(StoreError) -> [Company] {
    try administer { state throws(StoreError) in state.companies() }
  }

  func add(_ company: Company) throws(StoreError) -> Company {
    try company.check()
    return try administer { state throws(StoreError) in
      var company = company
      company.id = 0
      if let clash = state.clash(of: company) { throw clash }
      company.id = state.newID()
      state.put(company)
      return company
    }
  }

  func update(_ company: Company) throws(StoreError) {
    try company.check()
    try administer { state throws(StoreError) in
      _ = try state.existing(company: company.id)
      if let clash = state.clash(of: company) { throw clash }
      state.put(company)
    }
  }

  func removeCompany(_ id: Int64) throws(StoreError) {
    try administer { state throws(StoreError) in
      state.removeCompany(try state.existing(company: id))
    }
  }

  func users(of company: Int64) throws(StoreError) -> [User] {
    try administer { state throws(StoreError) in
      _ = try state.existing(company: company)
      return state.people(of: company).map(\.user)
    }
  }

  func user(_ id: Int64) throws(StoreError) -> User {
    try administer { state throws(StoreError) in try state.existing(user: id).user }
  }

  func user(withNumber typed: String, of company: Int64) throws(StoreError) -> User? {
    try administer { state throws(StoreError) in
      state.user(named: typed, in: try state.existing(company: company))
    }
  }

  func add(_ user: User) throws(StoreError) -> User {
    try user.check()
    return try administer { state throws(StoreError) in
      var user = user
      user.id = 0
      let company = try state.existing(company: user.company)
      if let clash = state.clash(of: user, in: company) { throw clash }
      user.id = state.newID()
      state.put(user)
      return user
    }
  }

  func update(_ user: User) throws(StoreError) { try update([user]) }

  func update(_ users: [User]) throws(StoreError) {
    for user in users { try user.check() }
    try administer { state throws(StoreError) in
      var before: [User] = []
      for user in users { before.append(try state.existing(user: user.id).user) }
      do throws(StoreError) {
        try state.replace(users, before)
      } catch {
        for user in before { state.put(user) }
        throw error
      }
    }
  }

  func refusal(
    ofSendingCallsTo user: User, on number: PhoneNumber, by setting: CallSetting
  ) throws(StoreError) -> DestinationRefusal? {
    try administer { state throws(StoreError) in
      let company = try state.existing(company: user.company)
      return state.refusal(ofSendingCallsTo: user, on: number, by: setting, in: company)
    }
  }

  func removeUser(_ id: Int64) throws(StoreError) {
    try administer { state throws(StoreError) in state.remove(try state.existing(user: id)) }
  }
}

// MARK: - Passcodes

extension MemoryAccounts {
  func prepare(_ passcode: Passcode) throws(StoreError) -> PreparedPasscode {
    PreparedPasscode(passcode: passcode, stored: "")
  }

  func setPasscode(
    _ passcode: PreparedPasscode, of user: Int64, assigned: Bool
  ) throws(StoreError) {
    let passcode = passcode.passcode
    try administer { state throws(StoreError) in
      let mailbox = try state.existing(user: user)
      let policy = try state.existing(company: mailbox.user.company).policy
      let rule = mailbox.brokenRule(by: passcode, policy: policy, isOwnChange: !assigned)
      if let rule {
        throw .refused(field: "passcode", reason: rule.reason)
      }
      mailbox.setPasscode(passcode, policy: policy, assigned: assigned, at: state.now)
    }
  }

  func brokenRule(
    by passcode: Passcode, of user: Int64, assigned: Bool
  ) throws(StoreError) -> PasscodeRule? {
    try administer { state throws(StoreError) in
      let mailbox = try state.existing(user: user)
      let policy = try state.existing(company: mailbox.user.company).policy
      return mailbox.brokenRule(by: passcode, policy: policy, isOwnChange: !assigned)
    }
  }

  func unlock(_ user: Int64) throws(StoreError) {
    try administer { state throws(StoreError) in
      try state.existing(user: user).login.succeed()
    }
  }

  func loginState(of user: Int64) throws(StoreError) -> LoginState {
    try administer { state throws(StoreError) in
      let mailbox = try state.existing(user: user)
      let company = try state.existing(company: mailbox.user.company)
      let login = mailbox.login.limited(at: state.now)
      return LoginState(
        hasPasscode: mailbox.hasPasscode,
        mustChange: mailbox.changeReason(in: company, at: state.now) != nil,
        failures: login.failuresSinceLogin,
        lockedUntil: login.isLocked(at: state.now) ? login.lockedUntil : nil)
    }
  }
}

extension MemoryState {
  /// Puts users in the place of themselves. If it throws, the old ones are to be put back.
  fileprivate mutating func replace(_ users: [User], _ before: [User]) throws(StoreError) {
    for user in before { forgetNumbers(of: user) }
    for (user, old) in zip(users, before) {
      guard old.company == user.company else {
        throw .refused(field: "company", reason: "A user cannot move to another company.")
      }
      let company = try existing(company: user.company)
      if let clash = clash(of: user, in: company) { throw clash }
      put(user)
    }
  }

  func existing(company id: Int64) throws(StoreError) -> Company {
    guard let company = company(id) else { throw .missing(kind: "company", name: "\(id)") }
    return company
  }

  func existing(user id: Int64) throws(StoreError) -> MemoryMailbox {
    guard let mailbox = mailboxes[id] else { throw .missing(kind: "user", name: "\(id)") }
    return mailbox
  }
}
