/// How journals and traces write a request: short, and without any secret.
extension MailboxRequest: CustomStringConvertible {
  public var description: String {
    switch self {
    case .arrive(let call): "arrive \(call.from.isEmpty ? "withheld" : call.from) to \(call.to)"
    case .logIn(let login): "log-in \(login.number ?? login.mailbox.map { "mailbox \($0)" } ?? "-")"
    case .message(_, .first): "message first"
    case .message(_, .after(let id)): "message after \(id)"
    case .message(_, .before(let id)): "message before \(id)"
    case .deletedMessage(_, let move): "deleted-message \(move)"
    case .restore(_, let message): "restore \(message)"
    case .dispose(_, let message, let disposition): "dispose \(message) \(disposition)"
    case .deleteAll: "delete-all"
    case .finish: "finish"
    case .settings: "settings"
    case .change(_, let change): "change \(change)"
    case .greeting(_, let slot): "greeting \(slot.rawValue)"
    case .keepGreeting(_, let slot, _): "keep-greeting \(slot.rawValue)"
    case .checkPasscode: "check-passcode"
    case .changePasscode: "change-passcode"
    case .deposit(let deposit):
      "deposit \(deposit.take.milliseconds) ms" + (deposit.isUrgent ? " urgent" : "")
        + (deposit.isConfidential ? " confidential" : "")
    case .callOut(_, let number): "call-out \(number)"
    case .recipient(_, let digits): "recipient \(digits)"
    case .list(_, let number, _): "list \(number)"
    case .listMember(_, let number, let index): "list-member \(number) \(index)"
    case .freeList: "free-list"
    case .changeList(_, let number, let change): "change-list \(number) \(change.name)"
    case .announcement(_, let index): "announcement \(index)"
    case .changeAnnouncement(_, let change): "change-announcement \(change.name)"
    case .send(let order): "send \(order.audience)"
    }
  }
}

extension ListChange {
  fileprivate var name: String {
    switch self {
    case .create: "create"
    case .add(let digits): "add \(digits)"
    case .remove(let member): "remove \(member)"
    case .name: "name"
    case .open(let isOpen): isOpen ? "open" : "close"
    case .delete: "delete"
    }
  }
}

extension AnnouncementChange {
  fileprivate var name: String {
    switch self {
    case .keep: "keep"
    case .use(let sound, let slot): "use \(sound) as \(slot.rawValue)"
    case .delete(let sound): "delete \(sound)"
    }
  }
}
