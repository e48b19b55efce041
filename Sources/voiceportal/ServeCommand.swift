import CallFlow
import Foundation
import Mailbox
import Portal
import SoundCardLine
import Store
import Telephony
import TerminalLine

/// `voiceportal serve`: takes calls until it is told to end.
enum ServeCommand: Command {
  static let name = "serve"
  static let summary = "take calls on a line"
  static let help = """
    usage: voiceportal serve --line sound-card --data DIR [OPTIONS]

    Takes the calls of a line, one after the other, until SIGTERM or Ctrl-C; a call that is then
    on ends in order. Messages that callers were leaving when the last server died are delivered
    first. A sound card that is lost ends its call; the line is back when the card is.

      --line sound-card  the kind of the line
      --data DIR         the mailboxes
      --device PCM       what plays, as ALSA names it: default, plughw:0, pulse, …
      --capture PCM      what captures; without it the same
      --number NUMBER    the caller's number of this line; without it withheld
      --to NUMBER        who is called: a number, an extension, or portal (default)
      --trust LEVEL      how far the number can be trusted: verified (default) or claimed
      --answer WHEN      loudness (default): a call begins when it is loud for 0.1 s;
                         at-once: as soon as the card is there, and again after each call
      --ring-level DB    what is louder than this rings, in dBFS: -90 to 0; without it -40
      --language LANG    what callers hear before a mailbox is known: en, de, nl
      \(LayoutOption.help)
      --prompts DIR      the folder of the prompts

    'voiceportal check audio' shows what the sound card hears.
    """

  /// The kinds of lines.
  private enum Kind: String, CaseIterable {
    case soundCard = "sound-card"
  }

  private static let options: Set = [
    "--line", "--data", "--device", "--capture", "--number", "--to", "--trust", "--answer",
    "--ring-level", "--language", "--keys", "--prompts",
  ]

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, options: options)
    if let word = arguments.rest.first { throw UsageError(reason: "'\(word)' is too much.") }
    guard let kind = try arguments.choice("--line", of: Kind.self) else {
      throw UsageError(reason: "--line says what takes the calls: sound-card.")
    }
    guard let folder = arguments.value("--data") else {
      throw UsageError(reason: "--data names the folder of the mailboxes.")
    }
    let stop = StopSignals()
    let store = try SQLiteStore(directory: folder)
    defer { store.close() }
    let salvage = try store.salvage()
    if salvage.delivered > 0 {
      report("Messages that were being left when the last server died: \(salvage.delivered).")
    }
    for left in salvage.left { Terminal.complain("Not delivered: \(left)") }
    switch kind {
    case .soundCard: try serveSoundCard(arguments, store: store, until: stop)
    }
    report("Ended.")
    return .good
  }

  private static func serveSoundCard(
    _ arguments: Arguments, store: SQLiteStore, until stop: StopSignals
  ) throws {
    guard let company = try store.accounts.companies().first else {
      throw Failure("There is no company yet. See voiceportal accounts --help.")
    }
    let parties = try PartyNames(company, in: store.accounts)
    let incoming = IncomingCall(
      from: parties.signalled(arguments.value("--number") ?? "withheld"),
      trust: try arguments.choice("--trust", of: Trust.self) ?? .verified,
      to: parties.signalled(arguments.value("--to") ?? "portal"))
    let answer = try arguments.choice("--answer", of: SoundCardService.Answer.self) ?? .loudness
    let ringLevel = try arguments.number("--ring-level", in: -90...0) ?? -40
    let language =
      try arguments.choice("--language", of: Language.self) ?? company.language
    let voice = try Voice(
      prompts: [try Installation.prompts(arguments.value("--prompts"))], store: store)
    let script = try LayoutOption.script(arguments.value("--keys"))
    let card = SoundCard(
      SoundCardOption.devices(
        playback: arguments.value("--device"), capture: arguments.value("--capture")),
      ringLevelDB: Double(ringLevel))
    defer { SoundCardOption.close(card) }
    let service = SoundCardService(
      card, incoming: incoming, answer: answer, language: language, following: script,
      store: store, voice: voice)
    service.run(mustEnd: { stop.isAsked }, report: report)
  }

  /// At once, also into a pipe.
  private static func report(_ sentence: String) {
    FileHandle.standardOutput.write(Data((sentence + "\n").utf8))
  }
}
