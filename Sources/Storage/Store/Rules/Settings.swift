import Mailbox

/// Settings as the phone menus see them.
extension MailboxRules {
  func phoneSettings(of id: Int64) throws(StoreError) -> PhoneSettings {
    let user = try known(id)
    let recorded = Set(try rows.recordings(of: id).keys)
    return IncomingCallPolicy.phoneSettings(of: user, recorded: recorded)
  }

  /// Changes one setting.
  func apply(_ change: SettingChange, of id: Int64) throws(StoreError) -> ChangeSetting.Reply {
    let owner = try known(id)
    var user = owner
    let company = try known(company: user.company)
    let refusal = try user.settings.apply(
      change, company: company,
      mainNumber: { (short) throws(StoreError) in
        try rows.user(extension: short.digits, of: company.id)?.mainNumber
      },
      refusal: { (number, setting) throws(StoreError) in
        try self.refusal(ofSendingCallsTo: owner, on: number, by: setting, in: company)
      })
    if let refusal { return .numberRefused(refusal) }
    if change == .forgetName {
      try setGreeting(.name, of: id, to: nil)
    } else {
      try rows.update(user)
      try record(.userChanged, of: user, differences(from: owner, to: user))
    }
    return .settings(try phoneSettings(of: id))
  }

  /// The sound in a slot.
  func greeting(_ slot: GreetingSlot, of user: Int64) throws(StoreError) -> FindGreeting.Reply {
    FindGreeting.Reply(sound: try rows.recording(slot, of: try known(user).id))
  }
}
