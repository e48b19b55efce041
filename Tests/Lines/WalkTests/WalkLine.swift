import CallFlow
import Mailbox
import Portal
import Speech
import Store
import Telephony

/// The world of one walk: it takes what a call asks for, checks it, and keeps what it owes.
/// With `troubles` the store also fails, answers late, or never.
struct WalkLine: Line {
  var random: SeededGenerator
  let troubles: Bool
  let depot: WatchedDepot

  private(set) var speaking: Ticket?
  private(set) var recording:
    (ticket: Ticket, destination: RecordingDestination, order: RecordingOrder)?
  /// Whether the disk did not take that recording.
  private var isRefused = false
  private(set) var transferring: Ticket?
  /// An answer that comes late.
  private(set) var late: (ticket: Ticket, reply: MailboxReply)?
  /// What a passcode was changed to.
  private(set) var newPasscode: (user: Int64, code: String)?
  /// Takes that the store has taken, or has no room for.
  private(set) var delivered: Set<UInt64> = []
  private(set) var isAnswered = false
  /// What was wrong, in words.
  private(set) var complaints: [String] = []
  private var known: Set<String> = []

  init(random: SeededGenerator, troubles: Bool, depot: WatchedDepot) {
    (self.random, self.troubles, self.depot) = (random, troubles, depot)
  }

  /// Forgets the last call.
  mutating func beginCall() {
    (speaking, recording, transferring, late, newPasscode) = (nil, nil, nil, nil, nil)
    (delivered, isAnswered) = ([], false)
    depot.setFull(troubles && random.happens(2))
  }

  mutating func answer() {
    if isAnswered { complaints.append("answered twice") }
    isAnswered = true
  }

  mutating func say(_ ticket: Ticket, _ phrases: [Phrase], in locale: SpeechLocale) {
    speaking = ticket
    if phrases.isEmpty { complaints.append("nothing to say") }
    for phrase in phrases { check(phrase) }
  }

  mutating func refuse(_ reason: Phrase, in language: Language) { check(reason) }

  mutating func hush() { speaking = nil }
  mutating func transport(_ transport: Transport) {}
  mutating func stopRecording() {}
  mutating func hangUp() {}

  mutating func record(
    _ ticket: Ticket, _ order: RecordingOrder, into destination: RecordingDestination
  ) {
    recording = (ticket, destination, order)
    do throws(StoreError) {
      try depot.prepare(destination)
      isRefused = false
    } catch {
      isRefused = true
    }
  }

  mutating func transfer(_ ticket: Ticket, to number: String, by mailbox: String?) {
    transferring = ticket
    if number.isEmpty { complaints.append("a transfer to nowhere") }
  }

  mutating func ask(
    _ request: MailboxRequest, _ ticket: Ticket, of store: any MailboxStore, for call: CallToken
  ) -> MailboxReply? {
    let luck = troubles ? Int.random(in: 0..<100, using: &random) : 100
    if luck < 2 { return nil }
    if luck < 5 { return .failed }
    let reply = store.answer(request, of: call)
    if case .deposit(let deposit) = request, reply == .done || reply == .full {
      delivered.insert(deposit.take.id)
    }
    if case .changePasscode(let user, let passcode, _) = request, reply == .done {
      newPasscode = (user, passcode.digits)
    }
    guard luck < 12 else { return reply }
    late = (ticket, reply)
    return nil
  }

  /// Finishes the recording as a recorder would.
  mutating func finishRecording() -> (Ticket, FinishedRecording)? {
    guard let recording else { return nil }
    if isRefused {
      let take = FinishedRecording(
        id: recording.destination.id, milliseconds: 0, hasSound: false, ending: .failure)
      return (recording.ticket, take)
    }
    let milliseconds = Int32.random(in: 0..<8_000, using: &random)
    let take = FinishedRecording(
      id: recording.destination.id, milliseconds: milliseconds,
      hasSound: random.happens(90), ending: random.pick(FinishedRecording.Ending.allCases))
    depot.finish(take.id, samples: WalkCompany.samples)
    return (recording.ticket, take)
  }

  mutating func takeLate() -> (Ticket, MailboxReply)? {
    defer { late = nil }
    return late.map { ($0.ticket, $0.reply) }
  }

  /// Every phrase has words in every language (issue 2, point 11).
  private mutating func check(_ phrase: Phrase) {
    guard known.insert("\(phrase)").inserted else { return }
    for language in Language.allCases where text(of: phrase, in: language).isEmpty {
      complaints.append("no words for \(phrase) in \(language)")
    }
  }
}
