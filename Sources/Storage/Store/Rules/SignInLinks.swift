import Mailbox

/// Links by which a user who has forgotten her web password sets a new one.
extension MailboxRules {
  /// Queues the mail with a link, unless this user can have none: without an address, where her company
  /// signs in by passcode, or while others are on their way. Nobody is told which.
  func requestSignInLink(for id: Int64) throws(StoreError) {
    let user = try known(id)
    guard let address = user.email, try usesWebPassword(user) else { return }
    let good = try rows.credentials(.signInLink, of: id).count { $0.expires > now }
    let waiting = try rows.mail(of: id).count { $0.kind == .signInLink && $0.state == .waiting }
    guard good + waiting < SignInLink.mostOfUser else { return }
    try queue(
      .signInLink, about: user, to: address, nil, expires: now + SignInLink.milliseconds)
  }

  /// Keeps the hash of a new link, when its mail is about to be sent: no mail that waits holds one.
  func keepSignInLink(_ hash: String, for job: MailJob) throws(StoreError) {
    try keep(
      Credential(
        hash: hash, kind: .signInLink, user: job.user, expires: now + SignInLink.milliseconds,
        value: "{}"), told: nil)
  }

  /// Whose link this is, if it is good.
  func userOfSignInLink(_ hash: String) throws(StoreError) -> User? {
    guard let link = try rows.credential(hash), link.kind == .signInLink, link.expires > now,
      let id = link.user, let user = try rows.user(id), try usesWebPassword(user)
    else { return nil }
    return user
  }

  /// Uses a link up, with the others of its user.
  func useSignInLink(_ hash: String) throws(StoreError) -> User? {
    guard let user = try userOfSignInLink(hash) else { return nil }
    for link in try rows.credentials(.signInLink, of: user.id) {
      try rows.removeCredential(link.hash)
    }
    return user
  }

  private func usesWebPassword(_ user: User) throws(StoreError) -> Bool {
    if user.role.administers { return true }
    return try known(company: user.company).webSignIn != .passcode
  }
}
