import Mailbox
import Store

/// What can be done with messages of a list.
enum MessageDeed: String {
  case new, save, delete, restore

  /// Does it as a call would: decides, and ends.
  func carryOut(_ ids: [Int64], _ mailbox: (site: WebSite, user: Int64)) throws {
    let (token, user) = (CallToken(.random(in: 1 ... .max)), mailbox.user)
    let mailboxes = mailbox.site.mailboxes
    for id in ids {
      let request: MailboxRequest =
        switch self {
        case .new: .dispose(mailbox: user, message: id, .markNew)
        case .save: .dispose(mailbox: user, message: id, .save)
        case .delete: .dispose(mailbox: user, message: id, .delete)
        case .restore: .restore(mailbox: user, message: id)
        }
      if mailboxes.answer(request, of: token) == .failed { throw WebFault.notFound }
    }
    if self != .restore { _ = mailboxes.answer(.finish(mailbox: user), of: token) }
  }
}
