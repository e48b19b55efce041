import Mailbox

/// Settings that need a part of the server (issue of notifications, sentence 6).
extension MailboxRules {
  /// Refuses a setting that is switched on or changed and needs a part that no server here has. What
  /// was set while the part was there stays, so that the rest of a user can still be changed. Before
  /// a server has ever run on these mailboxes nothing is known of its parts, and nothing is refused:
  /// accounts are often made first.
  func checkParts(of user: User, before old: User? = nil) throws(StoreError) {
    guard let parts = try rows.serverParts() else { return }
    let before = old?.settingsThatNeedParts
    for (index, setting) in user.settingsThatNeedParts.enumerated() {
      guard let value = setting.value, !parts.has(setting.part) else { continue }
      if value == before?[index].value { continue }
      throw .refused(field: setting.field, reason: .partMissing(setting.part))
    }
  }

  /// Refuses a URL for events that the server could not use, where its list of hosts is known.
  func checkHooks(of company: Company, before old: Company? = nil) throws(StoreError) {
    guard let parts = try rows.serverParts() else { return }
    for text in company.hooks.urls where old?.hooks.urls.contains(text) != true {
      guard let url = HookURL(text), let reason = parts.hookHosts.refusal(of: url) else { continue }
      throw .refused(field: "hook-urls", reason: .sentence(reason))
    }
  }
}
