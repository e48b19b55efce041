import Mailbox

/// Settings as the phone menus see them.
extension SQLiteStore {
  func phoneSettings(
    of id: Int64, _ directory: SQLiteDirectory
  ) throws(StoreError) -> MailboxReply {
    let user = try directory.known(id)
    let hasName = try directory.recording(.name, of: id) != nil
    return .settings(Reception.phoneSettings(of: user, hasName: hasName))
  }

  /// Changes one setting, inside a transaction that writes.
  func apply(
    _ change: SettingChange, of id: Int64, _ directory: SQLiteDirectory
  ) throws(StoreError) -> MailboxReply {
    let owner = try directory.known(id)
    var user = owner
    let company = try directory.known(company: user.company)
    let refusal = try user.settings.apply(
      change, company: company,
      mainNumber: { (short) throws(StoreError) in
        try directory.user(extension: short.digits, of: company.id)?.mainNumber
      },
      refusal: { (number, setting) throws(StoreError) in
        try directory.refusal(ofSendingCallsTo: owner, on: number, by: setting, in: company)
      })
    if let refusal { return .numberRefused(refusal) }
    if change == .forgetName {
      try directory.database.setRecording(.name, of: id, to: nil)
    } else {
      try directory.database.update(user)
    }
    return try phoneSettings(of: id, directory)
  }
}
