import CallFlow
import Configuration
import Dispatch
import Mailbox
import Portal
import Store
import Synchronization
import Telephony

/// A line without sound: it remembers what is being said, so that a caller can hear it out.
struct BareLine: Line {
  /// What is being played.
  private(set) var speaking: Ticket?
  /// Where replies of the store go; `nil` if each is waited for.
  var replies: ReplyBox?
  /// This call's place in its switchboard.
  var number = 0

  mutating func answer() {}
  mutating func say(_ ticket: Ticket, _ phrases: [Phrase], in locale: SpeechLocale) {
    speaking = ticket
  }
  mutating func hush() { speaking = nil }
  mutating func transport(_ transport: Transport) {}
  mutating func record(
    _ ticket: Ticket, _ order: RecordingOrder, into destination: RecordingDestination
  ) {}
  mutating func stopRecording() {}
  mutating func transfer(_ ticket: Ticket, to number: String, by mailbox: String?) {}
  mutating func refuse(_ reason: Phrase, in language: Language) {}
  mutating func hangUp() {}

  mutating func ask(
    _ request: MailboxRequest, _ ticket: Ticket, of store: any MailboxStore, for call: CallToken
  ) -> MailboxReply? {
    guard let replies else { return store.answer(request, of: call) }
    store.submit(request, of: call) { [number] reply in
      replies.put(.init(call: number, ticket: ticket, reply: reply))
    }
    return nil
  }
}

/// Replies on their way from the store's threads to the thread that runs the calls.
final class ReplyBox: Sendable {
  /// A reply, and whose it is.
  struct Delivery: Sendable {
    let call: Int
    let ticket: Ticket
    let reply: MailboxReply
  }

  private let waiting = Mutex<[Delivery]>([])
  private let signal = DispatchSemaphore(value: 0)

  func put(_ delivery: Delivery) {
    let isFirst = waiting.withLock { waiting in
      waiting.append(delivery)
      return waiting.count == 1
    }
    if isFirst { signal.signal() }
  }

  /// All that have come, at least one.
  func take() -> [Delivery] {
    while true {
      let taken = waiting.withLock { waiting in
        defer { waiting = [] }
        return waiting
      }
      if !taken.isEmpty { return taken }
      signal.wait()
    }
  }
}

/// Counts what went wrong on the store's threads.
final class FailureCount: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  func add() { count.add(1, ordering: .relaxed) }
}
