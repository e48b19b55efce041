import Mailbox

extension MailboxAccounts {
  func requestSignInLink(for user: Int64) throws(StoreError) {
    try write { (rules) throws(StoreError) in try rules.requestSignInLink(for: user) }
  }

  func user(ofSignInLink token: String) throws(StoreError) -> User? {
    let hash = SecretToken.hash(of: token)
    return try read { (rules) throws(StoreError) in try rules.userOfSignInLink(hash) }
  }

  func setWebPassword(_ password: WebPassword, bySignInLink token: String) throws(StoreError)
    -> User?
  {
    if let fault = password.fault { throw fault }
    let hash = SecretToken.hash(of: token)
    // The slow hash is computed for who has a link alone, and outside of the transaction.
    guard try user(ofSignInLink: token) != nil else { return nil }
    let stored = try mailboxes.storage.hasher.hash(password)
    return try write { (rules) throws(StoreError) in
      guard let user = try rules.useSignInLink(hash) else { return nil }
      try rules.setWebPassword(stored, of: user.id)
      return user
    }
  }
}

extension WebPassword {
  /// Why it cannot be set.
  var fault: StoreError? {
    isAllowed
      ? nil : .refused(field: "web-password", reason: .webPassword(WebPassword.lengths))
  }
}
