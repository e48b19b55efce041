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
    try checkAddress(mail.replyTo, field: "mail-reply-to")
    try checkAddress(mail.administrator, field: "mail-administrator")
    try checkHooks()
  }

  private func checkHooks() throws(StoreError) {
    for url in hooks.urls {
      if let fault = HookURL.fault(in: url) {
        throw .refused(field: "hook-urls", reason: .sentence(fault))
      }
    }
    guard hooks.urls.count <= CompanyHooks.mostURLs, Set(hooks.urls).count == hooks.urls.count
    else {
      throw .refused(
        field: "hook-urls",
        reason: "There may be \(CompanyHooks.mostURLs) different ones at most.")
    }
    if !hooks.urls.isEmpty, hooks.secret == nil {
      throw .refused(
        field: "hook-secret", reason: "Events are signed: a secret is needed, such as 'new'.")
    }
  }

  private func checkRules() throws(StoreError) {
    guard policy.minimumLength >= 1, policy.minimumLength <= policy.maximumLength else {
      throw .refused(
        field: "policy", reason: "The shortest length must be 1 to \(policy.maximumLength).")
    }
    try Store.check("passcode-longest", policy.maximumLength, in: PasscodePolicy.lengths)
    try Store.check("passcode-history", policy.historyLength, in: PasscodePolicy.historyLengths)
    try Store.check("failures-to-lock", lockout.failuresToLock, in: LockoutRules.failureCounts)
    try Store.check("first-lock-minutes", lockout.firstLockMinutes, in: LockoutRules.lockLengths)
    try Store.check(
      "longest-lock-minutes", lockout.longestLockMinutes, in: LockoutRules.lockLengths)
    try Store.check(
      "failures-per-caller", lockout.failuresPerCaller, in: LockoutRules.callerFailureCounts)
    try Store.check(
      "failures-per-source", lockout.failuresPerSource, in: LockoutRules.callerFailureCounts)
    if let passcodeDays {
      try Store.check("passcode-days", passcodeDays, in: Company.passcodeDayCounts)
    }
    try Store.check("keeps-deleted-days", keepsDeletedDays, in: Company.keptDayCounts)
    try Store.check("calls-out-per-user", callsOutPerUser, in: Company.callsOutCounts)
    try Store.check("calls-out-per-company", callsOutPerCompany, in: Company.callsOutCounts)
    for (field, prefixes) in [("allow", dialRules.allow), ("deny", dialRules.deny)] {
      for prefix in prefixes {
        if let fault = DialRules.fault(inPrefix: prefix) {
          throw .refused(field: field, reason: .line(fault))
        }
      }
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
    if settings.notification.storage == .email, email == nil {
      throw .refused(
        field: "storage", reason: .emailNeeded)
    }
    guard (1...10).contains(settings.deposit.longestMinutes) else {
      throw .refused(field: "longest-minutes", reason: "A message may last 1 to 10 minutes.")
    }
    let quota = settings.quota
    try Store.check("quota-messages", quota.maximumMessages, in: MailboxQuota.messageCounts)
    try Store.check("quota-seconds", quota.maximumSeconds, in: MailboxQuota.secondCounts)
    if Set(aliases).count < aliases.count {
      throw .refused(field: "aliases", reason: .twice)
    }
    if aliases.contains(mainNumber) {
      throw .refused(
        field: "aliases", reason: .mainNumberAlready("\(mainNumber)"))
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
    if company.comparableForm(of: company.accessCode) == key {
      return .refused(
        field: "access-code", reason: "\(company.accessCode) is the number of the portal itself.")
    }
    for (field, text) in [("portal-number", key), ("access-code", company.accessCode)] {
      if let holder = try holder(of: text, in: company) {
        return .refused(
          field: field, reason: belongs(text, to: holder, seenFrom: company))
      }
    }
    return nil
  }

  /// Whom a dialled text would reach if it did not reach the portal.
  private func holder(of text: String, in company: Company) throws(Failure) -> User? {
    if let holder = try user(e164: company.comparableForm(of: text)) { return holder }
    return company.id == 0 ? nil : try user(extension: text, of: company.id)
  }

  /// Who already has a number of this user (requirement A3).
  func clash(of user: User, in company: Company) throws(Failure) -> StoreError? {
    let numbers =
      [("main-number", user.mainNumber)] + user.aliases.map { ("aliases", $0) }
    for (field, number) in numbers {
      if let holder = try self.user(e164: number.e164), holder.id != user.id {
        return .refused(
          field: field, reason: belongs("\(number)", to: holder, seenFrom: company))
      }
      if try self.company(portalKey: number.e164) != nil {
        return .refused(field: field, reason: .portal("\(number)"))
      }
      if company.portalIsReached(by: number.e164) {
        return .refused(field: field, reason: .portal("\(number)"))
      }
    }
    let short = user.extension.digits
    if let holder = try self.user(extension: short, of: company.id), holder.id != user.id {
      return .refused(
        field: "extension", reason: belongs(short, to: holder, seenFrom: company))
    }
    if company.portalIsReached(by: short) {
      return .refused(field: "extension", reason: .portal(short))
    }
    return nil
  }

  /// People of other companies are not named.
  private func belongs(
    _ number: String, to holder: User, seenFrom company: Company
  ) -> FieldRefusal {
    let isColleague = holder.company == company.id
    return .belongs(
      number: number,
      to: isColleague ? "\(holder.fullName) (extension \(holder.extension))" : nil)
  }
}

/// What both stores refuse as the name of an announcement.
func checkAnnouncement(named name: String) throws(StoreError) {
  try checkText(name, field: "announcement")
}

/// What both stores refuse as the number of who left a message; empty: it was withheld.
func checkSender(_ number: String) throws(StoreError) {
  if let fault = WrittenName.lineFault(in: number) {
    throw .refused(field: "from", reason: .line(fault))
  }
}

private func checkText(_ text: String, field: String) throws(StoreError) {
  if let fault = WrittenName.fault(in: text) { throw .refused(field: field, reason: .line(fault)) }
}

private func checkAddress(_ address: String?, field: String) throws(StoreError) {
  guard let address, EmailAddress.fault(in: address) != nil else { return }
  throw .refused(field: field, reason: .emailAddress(address))
}

private func check(_ field: String, _ number: Int, in range: ClosedRange<Int>) throws(StoreError) {
  guard range.contains(number) else {
    throw .refused(
      field: field, reason: "It must be \(range.lowerBound) to \(range.upperBound), not \(number).")
  }
}

private func checkTimeZone(_ name: String) throws(StoreError) {
  guard LocalClock.knows(zone: name) else {
    throw .refused(
      field: "time-zone",
      reason: .timeZone(name))
  }
}

private func isDigits(_ text: String) -> Bool {
  text.allSatisfy { ("0"..."9").contains($0) }
}
