import CallFlow
import Configuration
import Mailbox
import Portal
import Store
import Telephony

/// The call that is measured: an owner calls the portal from her own phone, logs in with her
/// passcode, hears how many messages wait, opens the first, hears it out, deletes it and hangs up.
struct RetrievalCall {
  private enum Move {
    case key(Digit)
    case hearOut
    case hangUp
  }

  private static let moves: [Move] =
    BenchCompany.passcode.compactMap(Digit.init).map(Move.key)
    + [
      .key("#"), .hearOut, .key("1"), .key("1"), .hearOut, .key("7"), .hearOut, .hangUp,
    ]

  private(set) var call: LiveCall
  private var line = BareLine()
  private var next = 0
  private var now: Moment = 0

  /// - Parameter replies: Where the store's replies go; `nil` if each is waited for.
  init(
    _ incoming: IncomingCall, _ script: Script<VoicePortal>, _ store: any MailboxStore,
    _ token: CallToken, replies: ReplyBox? = nil, number: Int = 0, keepsJournal: Bool = false
  ) {
    call = LiveCall(
      incoming, language: .en, following: script, store: store, token: token,
      keepsJournal: keepsJournal)
    line.replies = replies
    line.number = number
  }

  /// Begins, and goes on until the call is over or waits for the store.
  mutating func begin() {
    tell(.began)
    goOn()
  }

  /// A reply has come: goes on likewise.
  mutating func take(_ ticket: Ticket, _ reply: MailboxReply) {
    tell(.fetched(ticket, reply))
    goOn()
  }

  /// Begins, and stops when the caller has made this many moves.
  mutating func begin(moves: Int) {
    tell(.began)
    while next < moves { move() }
  }

  private mutating func goOn() {
    while !call.isOver {
      if case .fetching = call.call.phase { return }
      guard next < Self.moves.count else { return }
      move()
    }
  }

  private mutating func move() {
    let move = Self.moves[next]
    next += 1
    now += 100
    switch move {
    case .key(let digit): tell(.key(digit))
    case .hearOut: if let ticket = line.speaking { tell(.spoken(ticket)) }
    case .hangUp: tell(.hungUp)
    }
  }

  private mutating func tell(_ event: Event<VoicePortal>) {
    call.tell(event, at: now, on: &line)
  }
}
