import Mailbox

/// What both stores refuse. Fields are named as on the command line.
extension Company {
  /// Looks at each field alone.
  func check() throws(StoreError) {
    try checkText(name, field: "name")
    guard (1...3).contains(plan.countryCode.count), plan.countryCode.first != "0",
      isDigits(plan.countryCode)
    else {
      throw .refused(field: "country-code", reason: "It must be 1 to 3 digits, without + or 0.")
    }
    guard plan.trunkPrefix.count <= 3, isDigits(plan.trunkPrefix) else {
      throw .refused(field: "trunk-prefix", reason: "It must be at most 3 digits.")
    }
    guard
      PhoneNumber(signalled: portalNumber, in: plan) != nil
        || (try? Extension(portalNumber)) != nil
    else {
      throw .refused(
        field: "portal-number",
        reason: "\"\(portalNumber)\" is neither a phone number nor 2 to 6 digits.")
    }
    guard !accessCode.isEmpty, accessCode.allSatisfy({ "0123456789*#".contains($0) }) else {
      throw .refused(field: "access-code", reason: "It must be digits, * and #.")
    }
    try checkRules()
    try checkTimeZone(timeZone)
  }

  private func checkRules() throws(StoreError) {
    guard policy.minimumLength >= 1, policy.minimumLength <= policy.maximumLength else {
      throw .refused(
        field: "policy", reason: "The shortest length must be 1 to \(policy.maximumLength).")
    }
    let numbers = [
      lockout.failuresToLock, lockout.firstLockMinutes, lockout.longestLockMinutes,
      lockout.failuresPerCaller, lockout.failuresPerSource,
    ]
    guard numbers.allSatisfy({ $0 >= 1 }) else {
      throw .refused(field: "lockout", reason: "Each number must be at least 1.")
    }
    if let passcodeDays, passcodeDays < 1 {
      throw .refused(field: "passcode-days", reason: "It must be at least 1.")
    }
    guard keepsDeletedDays >= 0 else {
      throw .refused(field: "keeps-deleted-days", reason: "It must not be negative.")
    }
  }
}

extension User {
  /// Looks at each field alone.
  func check() throws(StoreError) {
    try checkText(firstName, field: "first-name")
    try checkText(lastName, field: "last-name")
    try checkTimeZone(timeZone)
    try checkAddress(email, field: "email")
    try checkAddress(settings.notification.noticeAddress, field: "notice-address")
    try checkAddress(settings.notification.copyAddress, field: "copy-address")
    guard (1...10).contains(settings.deposit.longestMinutes) else {
      throw .refused(field: "longest-minutes", reason: "A message may last 1 to 10 minutes.")
    }
    guard settings.quota.maximumMessages >= 1, settings.quota.maximumSeconds >= 1 else {
      throw .refused(field: "quota", reason: "A mailbox holds at least 1 message and 1 second.")
    }
    if Set(aliases).count < aliases.count {
      throw .refused(field: "aliases", reason: "One number stands there twice.")
    }
    if aliases.contains(mainNumber) {
      throw .refused(
        field: "aliases", reason: "\(mainNumber) is the main number of this user already.")
    }
  }
}

extension Directory {
  /// Who already has the name or the portal's number of this company.
  func clash(of company: Company) throws(Failure) -> StoreError? {
    for other in try companies() where other.id != company.id && other.name == company.name {
      return .refused(field: "name", reason: "There is a company '\(company.name)' already.")
    }
    let key = company.portalKey
    if let other = try self.company(portalKey: key), other.id != company.id {
      return .refused(field: "portal-number", reason: "\(key) is the portal of '\(other.name)'.")
    }
    var holder = try user(e164: key)
    if holder == nil { holder = try user(extension: key, of: company.id) }
    guard let holder else { return nil }
    return .refused(
      field: "portal-number", reason: "\(key) \(belongs(to: holder, seenFrom: company)).")
  }

  /// Who already has a number of this user (requirement A3).
  func clash(of user: User, in company: Company) throws(Failure) -> StoreError? {
    let numbers =
      [("main-number", user.mainNumber)] + user.aliases.map { ("aliases", $0) }
    for (field, number) in numbers {
      if let holder = try self.user(e164: number.e164), holder.id != user.id {
        return .refused(
          field: field, reason: "\(number) \(belongs(to: holder, seenFrom: company)).")
      }
      if try self.company(portalKey: number.e164) != nil {
        return .refused(field: field, reason: "\(number) is a portal's number.")
      }
    }
    let short = user.extension.digits
    if let holder = try self.user(extension: short, of: company.id), holder.id != user.id {
      return .refused(
        field: "extension", reason: "\(short) \(belongs(to: holder, seenFrom: company)).")
    }
    if short == company.portalKey || short == company.accessCode {
      return .refused(field: "extension", reason: "\(short) reaches the portal.")
    }
    return nil
  }

  /// People of other companies are not named.
  private func belongs(to holder: User, seenFrom company: Company) -> String {
    holder.company == company.id
      ? "belongs to \(holder.fullName) (extension \(holder.extension))"
      : "belongs to a user of another company"
  }
}

/// What both stores refuse as the name of an announcement.
func checkAnnouncement(named name: String) throws(StoreError) {
  try checkText(name, field: "announcement")
}

private func checkText(_ text: String, field: String) throws(StoreError) {
  guard text.contains(where: { !$0.isWhitespace }) else {
    throw .refused(field: field, reason: "It is empty.")
  }
  guard text.count <= 80 else {
    throw .refused(field: field, reason: "It has more than 80 characters.")
  }
  guard !text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else {
    throw .refused(field: field, reason: "It holds a line end or a control character.")
  }
}

private func checkAddress(_ address: String?, field: String) throws(StoreError) {
  guard let address else { return }
  let parts = address.split(separator: "@", omittingEmptySubsequences: false)
  guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
    !address.contains(where: \.isWhitespace)
  else {
    throw .refused(field: field, reason: "\"\(address)\" is no e-mail address.")
  }
}

private func checkTimeZone(_ name: String) throws(StoreError) {
  guard LocalClock.knows(zone: name) else {
    throw .refused(
      field: "time-zone",
      reason: "\"\(name)\" is no known time zone; write it like Europe/Amsterdam.")
  }
}

private func isDigits(_ text: String) -> Bool {
  text.allSatisfy { ("0"..."9").contains($0) }
}
