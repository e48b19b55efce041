public import CallFlow
import Foundation
import Glibc
public import Mailbox
public import Portal
public import Store
public import Telephony

/// Calls in the terminal, one after the other, on the same mailboxes.
public struct Simulation {
  /// How the calls run.
  public struct Options: Sendable {
    /// The first call. What it does not say is taken from the first suggestion.
    public var order = CallOrder()
    /// How far the line vouches for the caller's number.
    public var trust = Trust.verified
    /// Spoken before a mailbox is known.
    public var language = Language.en
    /// What is said takes no time.
    public var isFast = false
    /// Where the sound that the caller hears goes.
    public var soundPath: String?
    /// Where the calls are heard and keyed, besides the terminal. Time is then real.
    public var handset: (any SoundDevicePhone)?
    /// Where the journal of each call goes; the second call's is `NAME-2.EXT`.
    public var journalPath: String?

    /// A call in real time that leaves nothing behind.
    public init() {}
  }

  /// A call worth making.
  public struct Suggestion: Sendable {
    public let title: String
    public let order: CallOrder

    /// A call, and what it is about.
    public init(_ title: String, _ order: CallOrder) {
      self.title = title
      self.order = order
    }
  }

  private let store: any MailboxStore
  private let parties: PartyNames
  private let script: Script<VoicePortal>
  private let voice: Voice?
  private let options: Options
  private let suggestions: [Suggestion]
  private let speech: (Language) -> SimulatedSpeech
  private var heard: HeardSoundFile?
  private var changes: MailboxChanges
  private var calls = 0

  /// - Parameters:
  ///   - voice: Needed for ``Options/soundPath`` and ``Options/handset``.
  ///   - suggestions: At least one; the first is the call that is made where none is named.
  ///   - speech: What the simulated caller says in a language.
  public init(
    of parties: PartyNames, in store: any MailboxStore, following script: Script<VoicePortal>,
    voice: Voice?, suggestions: [Suggestion], options: Options = Options(),
    speech: @escaping (Language) -> SimulatedSpeech
  ) {
    self.store = store
    self.parties = parties
    self.script = script
    self.voice = voice
    self.options = options
    self.suggestions = suggestions
    self.speech = speech
    changes = MailboxChanges(parties.users, in: store.accounts)
  }

  /// Runs until the person at the terminal, or the end of the input, ends it.
  /// - Parameter banner: Shown first; words between grave accents are bold.
  /// - Returns: The signal that ended it, if one did that the program should die of.
  /// - Throws: When the file for the sound cannot be written.
  public mutating func run(banner: String) throws -> Int32? {
    LeaveSignals.watch()
    var screen = Screen(.of(STDOUT_FILENO), write: writeOut)
    screen.show(block: banner)
    let isTerminal = RawTerminal.begin(on: STDIN_FILENO)
    if isTerminal || options.handset != nil {
      RawTerminal.set(isRaw: true)
      defer { RawTerminal.end() }
      var keyboard = LiveKeyboard(
        STDIN_FILENO, isFast: options.isFast, alarm: options.handset?.descriptor)
      try run(&keyboard, on: &screen)
    } else {
      var keyboard = PipedKeyboard { LeaveSignals.noted == nil ? readLine() : nil }
      try run(&keyboard, on: &screen)
    }
    return LeaveSignals.noted.flatMap { $0 == SIGINT ? nil : $0 }
  }

  /// Ends the program as a signal would have.
  public static func die(by signal: Int32) { LeaveSignals.die(by: signal) }

  /// All calls, with whatever keyboard and screen.
  mutating func run(_ keyboard: inout some Keyboard, on screen: inout Screen) throws {
    if let path = options.soundPath { heard = try HeardSoundFile(path: path) }
    defer { heard?.close() }
    var order: CallOrder? = firstOrder
    if keyboard.opensWithOrder() { order = ask(&keyboard, on: &screen, last: firstOrder) }
    while let next = order {
      let goesOn = call(next, &keyboard, on: &screen)
      guard goesOn else { break }
      order = ask(&keyboard, on: &screen, last: next)
    }
    if let failure = heard?.failure { throw failure }
  }

  private var firstOrder: CallOrder {
    let suggested = suggestions.first?.order ?? CallOrder(from: "withheld", to: "portal")
    var order = options.order
    if order.from != nil, order.to == nil { order.to = "portal" }
    return order.filled(from: suggested)
  }

  // MARK: One call

  private mutating func call(
    _ order: CallOrder, _ keyboard: inout some Keyboard, on screen: inout Screen
  ) -> Bool {
    calls += 1
    let incoming = IncomingCall(
      from: parties.signalled(order.from ?? "withheld"), trust: order.trust ?? options.trust,
      to: parties.signalled(order.to ?? "portal"), condition: order.because?.condition)
    let because = order.because.map { " because \($0.rawValue)" } ?? ""
    screen.show(
      block: "\n`\(parties.shown(order.from ?? "withheld"))` calls "
        + "`\(parties.shown(order.to ?? "portal"))`\(because)\n")
    let live = LiveCall(
      incoming, language: options.language, following: script, store: store,
      token: CallToken(.random(in: 1 ... .max)), keepsJournal: true)
    let parties = self.parties
    while options.handset?.nextEvent() != nil {}
    let line = TerminalLine(
      voice: voice, heard: heard, handset: options.handset, depot: store.takes, at: keyboard.now,
      nameOfUser: { parties.nameOfUser($0) })
    var call = TerminalCall(live, on: line, at: keyboard.now, speech: speech)
    let goesOn = call.run(&keyboard, on: &screen)
    heard?.end(at: keyboard.now)
    writeJournal(of: call.live, incoming, on: &screen)
    let changed = changes.lines()
    for line in changed { screen.show(.effect("mailbox", line), at: "") }
    if changed.isEmpty { screen.show(.hint("No mailbox has changed."), at: "") }
    return goesOn
  }

  private func writeJournal(
    of call: LiveCall, _ incoming: IncomingCall, on screen: inout Screen
  ) {
    guard let path = options.journalPath, let journal = call.journal else { return }
    let text = JournalText(incoming, language: options.language, entries: journal.entries).text
    let url = URL(fileURLWithPath: path)
    let name = url.deletingPathExtension().lastPathComponent
    let numbered = url.deletingLastPathComponent()
      .appendingPathComponent(calls == 1 ? name : "\(name)-\(calls)")
    let file =
      url.pathExtension.isEmpty
      ? numbered : numbered.appendingPathExtension(url.pathExtension)
    do {
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      screen.show(.trouble("journal", "\(file.path): \(error.localizedDescription)"), at: "")
    }
  }

  // MARK: Between calls

  private func ask(
    _ keyboard: inout some Keyboard, on screen: inout Screen, last: CallOrder
  ) -> CallOrder? {
    if keyboard.isPerson {
      screen.show(block: "\n" + Self.list(of: suggestions))
      screen.show(block: "  `Enter` the same call again   `from` N `to` N   `?` help   `q` quit")
    }
    while true {
      if keyboard.isPerson { screen.ask("> ") }
      guard let line = keyboard.line() else {
        if keyboard.isPerson { screen.show(block: "") }
        return nil
      }
      let word = line.filter { !$0.isWhitespace }
      switch word {
      case "": return last
      case "q", "quit", "exit": return nil
      case "?", "help": screen.show(block: Help.betweenCalls)
      default:
        if let number = Int(word), suggestions.indices.contains(number - 1) {
          return suggestions[number - 1].order
        }
        do throws(CallOrderError) {
          let order = try CallOrder(line).filled(from: CallOrder(from: last.from, to: last.to))
          if let fault = [order.from, order.to].compactMap(\.self).compactMap(parties.fault).first {
            screen.show(.trouble("", fault), at: "")
            continue
          }
          return order
        } catch {
          screen.show(.trouble("", "\(error)."), at: "")
        }
      }
    }
  }

  /// The suggested calls with their numbers.
  private static func list(of suggestions: [Suggestion]) -> String {
    suggestions.enumerated().map { "  `\($0 + 1)`  \($1.title)" }.joined(separator: "\n")
  }
}

extension CallOrder {
  /// What is not said is taken from another order.
  func filled(from other: CallOrder) -> CallOrder {
    CallOrder(
      from: from ?? other.from, to: to ?? other.to, because: because ?? other.because,
      trust: trust ?? other.trust)
  }
}

/// To standard output, at once. An output that is gone is no reason to lose the call.
private func writeOut(_ text: String) {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = unsafe bytes.withUnsafeBytes {
      unsafe write(STDOUT_FILENO, $0.baseAddress, $0.count)
    }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { return }
    bytes = bytes.dropFirst(count)
  }
}
