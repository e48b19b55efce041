public import CallFlow
import Foundation
import Mailbox
public import Portal
public import Telephony

/// Turns the journal of a call into a call script: what happened once becomes a test.
public struct JournalScript {
  private let journal: JournalText
  private let flow: Script<VoicePortal>
  private let accounts: String?
  private var layout: String?
  private var lines: [String] = []
  private var call: Call<VoicePortal>
  /// Keys of one `dials` line.
  private var keys = ""
  /// Since when nothing but waiting has happened.
  private var quietSince: Moment = 0
  private var transfers = TransferAnswer.connect
  /// Whether the caller speaks with somebody else.
  private var isTransferred = false
  /// Whether the secret entry in hand stands in `keys` already.
  private var isInSecret = false
  /// Whether the call came to a mailbox, whose owner may then log in.
  private var isVisit = false

  /// The script of a journal.
  /// - Parameters:
  ///   - flow: What the call follows.
  ///   - accounts: The accounts file that the script shall begin with, or its text in one line.
  ///   - layout: Which one `flow` has; `nil`: the usual one.
  public static func text(
    of journal: JournalText, following flow: Script<VoicePortal>, accounts: String?,
    layout: String? = nil
  ) -> String {
    var script = JournalScript(journal, flow, accounts)
    script.layout = layout
    script.write()
    return script.lines.joined(separator: "\n") + "\n"
  }

  private init(_ journal: JournalText, _ flow: Script<VoicePortal>, _ accounts: String?) {
    (self.journal, self.flow, self.accounts) = (journal, flow, accounts)
    call = Call(Session(journal.incoming, language: journal.language))
  }

  private mutating func write() {
    lines.append("# Made from the journal of a call.")
    lines.append(
      accounts.map { "given   accounts \($0)" }
        ?? "# given accounts FILE: name the accounts of this call here.")
    if let layout { lines.append("given   layout \(layout)") }
    if journal.language != .en { lines.append("given   language \(journal.language.rawValue)") }
    for index in journal.entries.indices { add(index) }
    endKeys()
  }

  private mutating func add(_ index: Int) {
    let entry = journal.entries[index]
    let effects = call.step(entry.event, at: entry.at, following: flow)
    let endsRecording = effects.contains(.stopRecording)
    nameLogin(effects)
    switch entry.event {
    case .began:
      prepareTransfer(from: index)
      lines.append(callLine)
    case .key(let digit):
      if endsRecording { addSpeech(before: index) }
      type(digit, isSecret: entry.isMasked, at: index)
    case .clock:
      guard !effects.isEmpty else { return }
      endKeys()
      lines.append("waits   \(Self.time(entry.at - quietSince))")
    case .hungUp:
      if endsRecording { addSpeech(before: index) }
      endKeys()
      lines.append("hangs up")
    case .recorded(_, let take):
      if [.silence, .limit, .tone].contains(take.ending) { addSpeech(take) }
    case .fetched(_, .arrival(.visit)), .fetched(_, .arrival(.ring)): isVisit = true
    case .spoken, .fetched, .transferred: break
    }
    quietSince = entry.at
    for effect in effects { add(effect, at: index) }
  }

  private mutating func add(_ effect: Effect<VoicePortal>, at index: Int) {
    switch effect {
    case .say(_, let phrases):
      guard let first = phrases.first else { return }
      endKeys()
      lines.append("hears   \(Self.lasting(first))")
    case .transfer(_, let number):
      endKeys()
      lines.append("expects transfer \(number)")
      isTransferred = transfers == .connect
      prepareTransfer(from: index + 1)
    case .refuse(let reason):
      endKeys()
      if let refusal = Refusal(reason) { lines.append("expects refused \(refusal.rawValue)") }
    case .hangUp:
      endKeys()
      if !isTransferred { lines.append("expects the call has ended") }
    case .ring, .answer, .hush, .transport, .record, .stopRecording, .fetch: break
    }
  }

  private var callLine: String {
    let incoming = journal.incoming
    var words = ["call    from \(incoming.from.isEmpty ? "withheld" : incoming.from)"]
    words.append("to \(incoming.to)")
    if let reason = CallOrder.Reason.allCases.first(where: {
      $0.condition == incoming.condition
    }) {
      words.append("because \(reason.rawValue)")
    }
    if let rings = incoming.rings { words.append("after \(rings) rings") }
    if incoming.trust == .verified { words.append("verified") }
    return words.joined(separator: " ")
  }

  /// What is in a phrase only by chance, such as the number of a sound, is left out.
  private static func lasting(_ phrase: Phrase) -> String {
    if case .audio = phrase { return "audio" }
    if case .ownGreeting = phrase { return "audio" }
    if case .received = phrase { return "received" }
    return phrase.description
  }

  /// What comes of the next transfer must be said before it.
  private mutating func prepareTransfer(from index: Int) {
    let rest = journal.entries[index...]
    guard
      let start = rest.firstIndex(where: { entry in
        entry.outcome.split(separator: "; ").contains { $0.hasPrefix("transfer ") }
      })
    else { return }
    var answer = TransferAnswer.ring
    if case .transferred(_, let isDone) = rest.dropFirst(start + 1 - index).first?.event {
      answer = isDone ? .connect : .fail
    }
    if answer != transfers { lines.append("given   transfers \(answer.rawValue)") }
    transfers = answer
  }
}

// MARK: - Speech and keys

extension JournalScript {
  private mutating func addSpeech(before index: Int) {
    for entry in journal.entries[index...] {
      if case .recorded(_, let take) = entry.event { return addSpeech(take) }
    }
  }

  private mutating func addSpeech(_ take: FinishedRecording) {
    endKeys()
    // What a tone has ended has lost it: silence ends it in its place.
    let silence: Moment = take.ending == .silence || take.ending == .tone ? 8_000 : 0
    let spoken = Moment(take.milliseconds) - (take.ending == .silence ? silence : 0)
    if spoken > 0 {
      lines.append("\(take.hasSound ? "says " : "waits")   \(Self.time(spoken))")
    }
    if silence > 0 { lines.append("waits   \(Self.time(silence))") }
  }

  private mutating func endKeys() {
    if !keys.isEmpty { lines.append("dials   \(keys)") }
    (keys, isInSecret) = ("", false)
  }

  /// The first digit of a secret entry stands for all of it.
  private mutating func type(_ digit: Digit, isSecret: Bool, at index: Int) {
    if !isSecret {
      keys += isInSecret ? " \(digit.character)" : "\(digit.character)"
      isInSecret = false
    } else if !isInSecret {
      keys += (keys.isEmpty ? "" : " ") + secret(at: index)
      isInSecret = true
    }
  }

  /// The passcode is that of the number that was typed, or of the mailbox that was called.
  private mutating func nameLogin(_ effects: [Effect<VoicePortal>]) {
    for case .fetch(_, .logIn(let login)) in effects {
      guard let number = login.number ?? (isVisit ? journal.incoming.to : nil),
        let word = keys.range(of: "passcode", options: .backwards)
      else { continue }
      keys.replaceSubrange(word, with: "passcode of \(number)")
    }
  }

  /// What to dial for an entry that the journal does not tell: by what came of it.
  private func secret(at index: Int) -> String {
    for entry in journal.entries[index...] {
      guard case .fetched(_, let reply) = entry.event else { continue }
      switch reply {
      case .welcome, .locked: return "passcode"
      case .passcodeRefused: return "12"
      case .refused: return "000000"
      case .arrival, .message, .noMessage, .done, .count, .settings, .numberRefused, .greeting,
        .recipient, .list, .unknown, .sent, .full, .failed:
        return "495028"
      }
    }
    return "000000"
  }

  private static func time(_ milliseconds: Moment) -> String {
    milliseconds % 1_000 == 0
      ? "\(milliseconds / 1_000) s" : "\(Double(milliseconds) / 1_000) s"
  }
}
