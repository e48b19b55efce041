import Dispatch
import HTTP
import Mailbox
import Store
import Synchronization
import Wording

/// The streams that tell open pages of new messages.
final class Inboxes: Sendable {
  /// Streams of one user; the oldest ends for a new one.
  private static let mostOfUser = 20

  private struct Open {
    var stream: EventStream
    var language: Language
    var new: Int32
  }

  private let mailboxes: any MailboxStore
  private let streams = Mutex<[Int64: [Open]]>([:])
  /// Whose streams the queue is to look at: with a store that is slow they gather, each once.
  private let changed = Mutex<Set<Int64>>([])
  private let queue = DispatchQueue(label: "inboxes")

  init(_ mailboxes: any MailboxStore) {
    self.mailboxes = mailboxes
    mailboxes.follow { [weak self] users in self?.look(at: users) }
  }

  /// A stream for an open page.
  func open(_ visit: SignedInRequest) throws(StoreError) -> EventStream {
    let stream = EventStream()
    let user = visit.user.id
    let new = try visit.accounts.waitingMessages(of: [user]).first?.counts.new ?? 0
    let ended = streams.withLock { all -> EventStream? in
      var own = all[user] ?? []
      let ended = own.count >= Self.mostOfUser ? own.removeFirst().stream : nil
      own.append(Open(stream: stream, language: visit.language, new: new))
      all[user] = own
      return ended
    }
    ended?.end()
    stream.onClose { [weak self, weak stream] in
      self?.streams.withLock { all in
        all[user]?.removeAll { $0.stream === stream }
        if all[user]?.isEmpty == true { all[user] = nil }
      }
    }
    stream.send("messages", data: Self.data(new: new, text: "", isNew: false))
    return stream
  }

  /// Ends all streams.
  func stop() {
    let all = streams.withLock { all in
      defer { all = [:] }
      return all.values.flatMap { $0 }
    }
    for open in all { open.stream.end() }
  }

  /// The store says so, on a thread that must not wait.
  private func look(at users: [Int64]?) {
    let open = streams.withLock { Set($0.keys) }
    let meant = users.map { open.intersection($0) } ?? open
    guard !meant.isEmpty else { return }
    let isFirst = changed.withLock { changed in
      defer { changed.formUnion(meant) }
      return changed.isEmpty
    }
    guard isFirst else { return }
    queue.async { [self] in
      let users = changed.withLock { changed in
        defer { changed = [] }
        return changed
      }
      tell(users.sorted())
    }
  }

  private func tell(_ users: [Int64]) {
    let accounts = mailboxes.accounts(as: .portal)
    guard let waiting = try? accounts.waitingMessages(of: users) else { return }
    for mailbox in waiting {
      let new = mailbox.counts.new
      let told = streams.withLock { all in
        let before = all[mailbox.user] ?? []
        all[mailbox.user] = before.map { open in
          var open = open
          open.new = new
          return open
        }
        return before.filter { $0.new != new }
      }
      guard !told.isEmpty else { continue }
      let newest = told.contains { $0.new < new } ? newest(of: mailbox.user, accounts) : nil
      for open in told {
        let text = MessageText.arrived(newest ?? MessageText.withheld.text(in: open.language))
        open.stream.send(
          "messages",
          data: Self.data(
            new: new, text: text.text(in: open.language), isNew: open.new < new))
      }
    }
  }

  /// Who has left the newest message; `nil` if the number was withheld.
  private func newest(of user: Int64, _ accounts: any Accounts) -> String? {
    var query = MessageQuery(.new)
    query.isLatest = true
    let newest = (try? accounts.messagePage(of: user, query))?.messages.first
    return newest.flatMap { $0.senderName ?? $0.message.from }
  }

  private static func data(new: Int32, text: String, isNew: Bool) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\0"..."\u{1f}": " "
      case _: String(scalar)
      }
    }
    return "{\"new\":\(new),\"text\":\"\(escaped.joined())\",\"isNew\":\(isNew)}"
  }
}
