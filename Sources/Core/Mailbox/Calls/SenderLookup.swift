extension Directory {
  /// Who a signalled number names as the sender of a message: the number as it is kept with the
  /// message (normal form, an extension, or else the text that was signalled, diallable or not), and
  /// the user of the company who has it. Both are a claim (requirement C6). `number` is `nil` only
  /// where it is withheld.
  public func sender(
    signalled from: String, in company: Company
  ) throws(Failure) -> (number: String?, user: Int64?) {
    let user = try user(named: from, in: company)
    if let user, (try? Extension(from)) == user.extension {
      return (user.extension.digits, user.id)
    }
    if let number = PhoneNumber(signalled: from, in: company.plan) {
      return (number.e164, user?.id)
    }
    return (SignalledName.kept(from), user?.id)
  }

  /// Where a call-back to the sender of a message goes, in normal form; `nil`: nowhere that the
  /// company allows, or to the portal itself.
  public func callBack(
    toSender number: String?, in company: Company
  ) throws(Failure) -> String? {
    guard let number else { return nil }
    guard let phone = PhoneNumber(e164: number) else {
      if company.portalIsReached(by: number) { return nil }
      return try user(extension: number, of: company.id)?.mainNumber.e164
    }
    guard try !isPortal(phone, in: company) else { return nil }
    return try mayCall(phone, in: company) ? number : nil
  }
}
