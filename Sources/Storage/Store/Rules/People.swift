import Mailbox

/// Companies and users, changed by administration.
extension MailboxRules {
  func add(_ company: Company) throws(StoreError) -> Company {
    var company = company
    company.id = 0
    if let clash = try clash(of: company) { throw clash }
    try checkHooks(of: company)
    company = try rows.add(company)
    try record(.companyAdded, of: company)
    return company
  }

  /// - Parameter revision: What the editor saw; `nil` if it does not matter.
  func update(_ company: Company, seen revision: Int64? = nil) throws(StoreError) {
    let old = try known(company: company.id)
    if let revision, try rows.revision(ofCompany: company.id) != revision {
      throw .changedMeanwhile(kind: "company", name: old.name)
    }
    if let clash = try clash(of: company) { throw clash }
    try checkHooks(of: company, before: old)
    try rows.update(company)
    try forgetHooks(of: old, for: company)
    try record(.companyChanged, of: company, differences(from: old, to: company))
  }

  func removeCompany(_ id: Int64) throws(StoreError) {
    let company = try known(company: id)
    for user in try users(of: id) { try note(.userRemoved, of: user) }
    try record(.companyRemoved, of: company)
    try rows.removeCompany(id)
  }

  func add(_ user: User) throws(StoreError) -> User {
    var user = user
    user.id = 0
    let company = try known(company: user.company)
    if let clash = try clash(of: user, in: company) { throw clash }
    try checkRole(of: user)
    try checkParts(of: user)
    user = try rows.add(user)
    try record(.userAdded, of: user)
    return user
  }

  /// - Parameter revision: What the editor saw; `nil` if it does not matter.
  func update(_ user: User, seen revision: Int64?) throws(StoreError) {
    if let revision, try rows.revision(ofUser: user.id) != revision {
      throw .changedMeanwhile(kind: "user", name: try known(user.id).fullName)
    }
    try update([user])
  }

  /// All of them or none, so that two may swap their numbers.
  func update(_ users: [User]) throws(StoreError) {
    var before: [User] = []
    for user in users {
      let old = try known(user.id)
      guard old.company == user.company else {
        throw .refused(field: "company", reason: "A user cannot move to another company.")
      }
      before.append(old)
      if users.count > 1 { try rows.forgetNumbers(of: user) }
    }
    for (user, old) in zip(users, before) {
      let company = try known(company: user.company)
      if let clash = try clash(of: user, in: company) { throw clash }
      try checkRole(of: user, before: old)
      try checkParts(of: user, before: old)
      try rows.update(user)
      try record(.userChanged, of: user, differences(from: old, to: user))
    }
  }

  /// An operator may do everything, so only who has the server makes one: no page, call or program.
  private func checkRole(of user: User, before: User? = nil) throws(StoreError) {
    let role = before?.role ?? .user
    guard user.role != role, user.role == .operator || role == .operator else { return }
    switch actor {
    case .administrator, .portal: return
    case .call, .page, .client: throw .refused(field: "role", reason: .operatorRole)
    }
  }

  func removeUser(_ id: Int64) throws(StoreError) {
    try record(.userRemoved, of: try known(id))
    try rows.removeUser(id)
  }

  /// Lifts a lock and clears the count of failures (requirement C3).
  func unlock(_ id: Int64) throws(StoreError) {
    let user = try known(id)
    try rows.setLoginGuard(.mailbox(id), to: LoginGuard())
    try record(.loginUnlocked, of: user)
  }
}
