import Mailbox

/// Where a call goes when it comes.
extension MailboxRules {
  /// Decides by the numbers and the state of the mailbox.
  /// - Parameter recent: Main numbers that this caller has reached lately.
  /// - Returns: Where the call goes, and the user whom it reaches as a caller does.
  func arrival(
    of call: IncomingCall, recent: [String]
  ) throws(StoreError) -> (arrival: Arrival, called: User?) {
    (
      try IncomingCallPolicy.arrival(of: call, recent: recent, in: self),
      try IncomingCallPolicy.userCalled(by: call, in: self)
    )
  }

  /// What an owner who is in gets told.
  func welcome(_ id: Int64) throws(StoreError) -> LogInRequest.Reply {
    let user = try known(id)
    let company = try known(company: user.company)
    return .welcome(
      IncomingCallPolicy.welcome(user: user, company: company, facts: try facts(of: user)))
  }

  /// The company of a user, and whether a number is inside of it: such calls cost nothing.
  func companyToPay(
    forCallTo number: String, of user: Int64
  ) throws(StoreError) -> (company: Company, isInside: Bool) {
    let company = try known(company: try known(user).company)
    return (company, try rows.user(e164: number)?.company == company.id)
  }
}
