import Audio
import Commands
import Configuration
import Foundation
import Mailbox
import Serving
import SoundCardLine
import SoundFiles
import Store
import Telephony
import TerminalLine

/// `voiceportal simulate`: calls in the terminal.
enum SimulateCommand: ShellCommand {
  static let form = CommandForm(
    "simulate", "make a call in the terminal",
    options: [
      .option("--from", "NUMBER", "who calls: a number, an extension, a first name, or withheld"),
      .option("--to", "NUMBER", "who is called: the same, or portal; with --from alone the portal"),
      .option(
        "--because", "REASON",
        """
        why the phone system sends the call to the mailbox:
        busy, no-answer, always, dnd, unreachable
        """, choices: CallOrder.Reason.allCases.map(\.rawValue)),
      .option(
        "--trust", "LEVEL",
        """
        how far the line vouches for the caller's number:
        verified (default) or claimed
        """, choices: ["verified", "claimed"]),
      .language(
        """
        what callers hear before a mailbox is known, and whom the first call is to:
        en, de, nl; without it the language of the terminal ($LC_ALL, $LANG)
        """),
      .keys,
      .option("--data", "DIR", "keep the mailboxes here; without it they are gone at the end"),
      .option(
        "--audio", "[PCM]",
        """
        the call is really heard, and keyed by tones too: through the sound card that
        ALSA names so, such as plughw:0; without a name the default
        """),
      .option("--capture", "PCM", "captures from another one"),
      .option("--wav", "FILE", "write what the caller hears, as a sound file"),
      .option("--speak", "FILE", "a sound file for what the caller says; without it made speech"),
      .option("--journal", "FILE", "write the journal of the call, for voiceportal replay"),
      .prompts,
      .flag("--fast", "what is said takes no time"),
    ],
    usages: ["[OPTIONS]"],
    about: """
      A call in the terminal, on a demo company whose people, numbers and passcodes are shown at
      the start. After a call come further ones, on the same mailboxes, and a browser on this machine
      shows them on the page whose address stands there too.
      """,
    notes: """
      Keys, without Enter:
        0-9 * #  the keys of the telephone      h       hang up
        s        say something                  ?       help
        space    skip the rest of the prompt    Ctrl-C  hang up and leave

      When the input is a pipe or a file, time jumps and the call is printed as plain lines. Each
      character is a key as above and acts at once. The end of a line lets what is being said end,
      s lets the caller speak to the end, and . waits a second. This line makes the next call:

        call from 0211-555-1111 to portal because busy

      The end of the input hangs up.
      """)

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: form)
    let named = arguments.has("--audio") ? 1 : 0
    if arguments.rest.count > named {
      throw UsageError(reason: "'\(arguments.rest[named])' is too much.")
    }
    var settings = try simulationOptions(arguments)
    let script = try LayoutOption.script(arguments.value("--keys"))
    let prompts = try Installation.prompts(arguments.value("--prompts"))
    let sounds = DemoSounds(prompts: prompts)
    let speech = try arguments.value("--speak").map(callerSpeech)
    let home = try SimulatedHome(
      directory: arguments.value("--data"), language: settings.language, sounds: sounds)
    defer { home.close() }
    let page = isatty(STDIN_FILENO) == 1 ? SimulatedPage(of: home.store) : nil
    defer { page?.stop() }
    for word in [settings.order.from, settings.order.to].compactMap(\.self) {
      if let fault = home.parties.fault(in: word) { throw UsageError(reason: fault) }
    }
    let card = try soundCard(arguments)
    defer { if let card { SoundCardOption.close(card) } }
    settings.handset = card
    let needsVoice = settings.soundPath != nil || card != nil
    let voice = needsVoice ? try Voice(prompts: [prompts], store: home.store) : nil
    var simulation = Simulation(
      of: home.parties, in: home.store, following: script, voice: voice,
      suggestions: home.suggestions, options: settings,
      speech: { speech ?? sounds.callerSpeech(in: $0) })
    let signal = try simulation.run(banner: home.banner(page: page?.address))
    if let signal {
      home.close()
      Simulation.die(by: signal)
    }
    return .good
  }

  private static func simulationOptions(_ arguments: Arguments) throws -> Simulation.Options {
    var options = Simulation.Options()
    options.order = CallOrder(
      from: arguments.value("--from"), to: arguments.value("--to"),
      because: try arguments.choice("--because", of: CallOrder.Reason.self))
    options.trust = try arguments.choice("--trust", of: Trust.self) ?? .verified
    options.language =
      try arguments.choice("--language", of: Language.self)
      ?? language(ofTerminal: ProcessInfo.processInfo.environment)
    options.isFast = arguments.has("--fast")
    options.soundPath = arguments.value("--wav")
    options.journalPath = arguments.value("--journal")
    return options
  }

  /// The language of the terminal's locale, if it is one of ours; else English.
  static func language(ofTerminal environment: [String: String]) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }
      .first { !$0.isEmpty }
    return locale.flatMap { Language(rawValue: $0.prefix(2).lowercased()) } ?? .en
  }

  private static func soundCard(_ arguments: Arguments) throws -> SoundCard? {
    let playback = arguments.value("--audio") ?? arguments.rest.first
    guard arguments.has("--audio") || playback != nil else {
      guard arguments.value("--capture") == nil else {
        throw UsageError(reason: "--capture goes with --audio.")
      }
      return nil
    }
    if arguments.has("--fast") { throw UsageError(reason: "with --audio time is real.") }
    return try SoundCardOption.open(playback: playback, capture: arguments.value("--capture"))
  }

  private static func callerSpeech(_ path: String) throws -> SimulatedSpeech {
    let sound = try Sound.read(path, limitSeconds: 600).resampled(to: LineFormat.sampleRate)
    return SimulatedSpeech(text: "‹\(path)›", samples: sound.samples)
  }
}
