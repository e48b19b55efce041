import Mailbox

/// Sessions, access tokens and links that sign in.
extension MailboxRules {
  /// Keeps a credential, or replaces the one of its hash. That an access token is made is told in the
  /// audit log.
  func keep(_ credential: Credential, told detail: String?) throws(StoreError) {
    let user = try credential.user.map { (id) throws(StoreError) in try known(id) }
    try rows.keep(credential)
    if let detail { try record(detail, of: user) }
  }

  /// Removes a credential.
  /// - Returns: Whether it was there.
  func removeCredential(_ hash: String, told detail: String?) throws(StoreError) -> Bool {
    guard let found = try rows.credential(hash) else { return false }
    try rows.removeCredential(hash)
    if let detail {
      try record(
        detail, of: try found.user.map { (id) throws(StoreError) in try known(id) })
    }
    return true
  }

  /// The token of an operator opens every company, so the log of each tells of it.
  private func record(_ detail: String, of user: User?) throws(StoreError) {
    if let user { return try record(.accessTokensChanged, of: user, detail) }
    for company in try companies() {
      try record(.accessTokensChanged, of: company, detail)
    }
  }
}
