import Administration
import Dispatch
import HTTP
import Mailbox
import Store
import Synchronization

/// The streams by which programs follow the change feed. Each has a cursor of its own, so a client that
/// comes back with the number of its last event misses none.
final class ChangeStreams: Sendable {
  /// Open streams of all clients together.
  private static let most = 1_000
  private static let readAtOnce = 500

  private struct Open {
    let stream: EventStream
    let bearer: APIVisit.Bearer
    var cursor: Int64
  }

  private let mailboxes: any MailboxStore
  private let streams = Mutex<[ObjectIdentifier: Open]>([:])
  /// Whether a look at the feed is waiting for its turn.
  private let isWaiting = Mutex(false)
  private let queue = DispatchQueue(label: "change-streams")

  init(_ mailboxes: any MailboxStore) {
    self.mailboxes = mailboxes
    mailboxes.follow { [weak self] _ in self?.look() }
  }

  /// A stream of what happens behind a cursor; `nil`: from now on.
  func open(for bearer: APIVisit.Bearer, after cursor: Int64?) throws -> EventStream {
    let stream = EventStream()
    let cursor = try cursor ?? mailboxes.lastChange()
    let isOpen = streams.withLock { all in
      guard all.count < Self.most else { return false }
      all[ObjectIdentifier(stream)] = Open(stream: stream, bearer: bearer, cursor: cursor)
      return true
    }
    guard isOpen else { throw APIFault.refused("events", "There are too many streams.") }
    stream.onClose { [weak self, weak stream] in
      guard let stream else { return }
      self?.streams.withLock { $0[ObjectIdentifier(stream)] = nil }
    }
    stream.beat()
    look()
    return stream
  }

  /// Ends all streams.
  func stop() {
    let all = streams.withLock { all in
      defer { all = [:] }
      return Array(all.values)
    }
    for open in all { open.stream.end() }
  }

  /// The store says so, on a thread that must not wait.
  private func look() {
    guard streams.withLock({ !$0.isEmpty }) else { return }
    let isNew = isWaiting.withLock { isWaiting in
      defer { isWaiting = true }
      return !isWaiting
    }
    guard isNew else { return }
    queue.async { [self] in
      isWaiting.withLock { $0 = false }
      for open in streams.withLock({ Array($0.values) }) { send(to: open) }
    }
  }

  private func send(to open: Open) {
    guard let bearer = current(open.bearer) else { return open.stream.end() }
    var cursor = open.cursor
    while let changes = try? mailboxes.changes(after: cursor, limit: Self.readAtOnce),
      let last = changes.last
    {
      for change in changes where Self.covers(bearer, change) {
        open.stream.send("change", data: Self.data(change), id: "\(change.sequence)")
      }
      cursor = last.sequence
    }
    streams.withLock { $0[ObjectIdentifier(open.stream)]?.cursor = cursor }
  }

  /// The bearer as she is now; `nil` if her token was revoked, or she is gone.
  private func current(_ bearer: APIVisit.Bearer) -> APIVisit.Bearer? {
    let accounts = mailboxes.accounts
    guard (try? accounts.credential(bearer.token.id)) ?? nil != nil else { return nil }
    guard let id = bearer.user?.id else { return bearer }
    return (try? accounts.user(id)).map { APIVisit.Bearer(token: bearer.token, user: $0) }
  }

  private static func covers(_ bearer: APIVisit.Bearer, _ change: MailboxChange) -> Bool {
    switch bearer.scope {
    case .user: change.user == bearer.user?.id
    case .company: change.company == bearer.user?.company
    case .operator: true
    }
  }

  private static func data(_ change: MailboxChange) -> String {
    let value: JSONValue = [
      "kind": .text(change.kind.rawValue), "company": .integer(change.company),
      "user": change.user.map(JSONValue.integer) ?? .null,
      "message": change.message.map(JSONValue.integer) ?? .null, "at": APIVisit.time(change.at),
    ]
    return (try? value.json()) ?? "{}"
  }
}
