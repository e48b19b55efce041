import Commands
import Configuration
import Foundation
import Mailbox
import Notifications
import Operations
import Serving
import SoundCardLine
import Store
import TerminalLine

/// `voiceportal serve`: takes calls until it is told to end.
enum ServeCommand: ShellCommand {
  static let form = CommandForm(
    "serve", "take calls by SIP or on a sound card",
    options: [
      .option(
        "--config", "FILE",
        """
        lines, numbers, peers, ports; every field is in the sample voiceportal.json5:
        /usr/share/doc/voiceportal/examples, or Fixtures of a checkout
        """),
      .flag(
        "--demo",
        """
        the demo company, portal number 2000, SIP on udp:127.0.0.1:5060; this machine
        is a trusted peer. The page is at http://127.0.0.1:8080. Without --data its
        mailboxes go at the end
        """),
      .option(
        "--sip", "ADDRESS", "listen here instead: udp:ADDRESS:PORT, tcp:…; again for more",
        mayRepeat: true),
      .option(
        "--http", "ADDRESS",
        "serve the page here: 127.0.0.1:8080; again for more; off: not at all", mayRepeat: true),
      .option(
        "--mail", "HOST:PORT",
        "sends e-mail by this server, in clear, to try it; a file says more"),
      .option(
        "--data", "DIR", "the mailboxes; 'voiceportal accounts company add' makes them"),
      .flag(
        "--create", "makes the folder of the mailboxes if it is not there, as --demo does"),
      .option(
        "--line", "sound-card",
        """
        the calls of a sound card, one after the other; the line comes back when a card
        that was lost does
        """, choices: Kind.allCases.map(\.rawValue)),
      .option("--device", "PCM", "what plays, as ALSA names it: default, plughw:0, pulse, …"),
      .option("--capture", "PCM", "what captures; without it the same"),
      .option("--number", "NUMBER", "the caller's number of the sound card; without it withheld"),
      .option(
        "--to", "NUMBER", "who is called on it: a number, an extension, or portal (default)"),
      .option(
        "--trust", "LEVEL", "how far that number can be trusted: verified (default) or claimed",
        choices: ["verified", "claimed"]),
      .option(
        "--answer", "WHEN",
        """
        loudness (default): a call begins when it is loud for 0.1 s;
        at-once: as soon as the card is there, and again after each call
        """, choices: SoundCardService.Answer.allCases.map(\.rawValue)),
      .option(
        "--ring-level", "DB", "what is louder than this rings, in dBFS: -90 to 0; without it -40"),
      .language("what callers hear before a mailbox is known: en, de, nl"),
      .keys, .prompts,
      .option(
        "--log-level", "LEVEL",
        "what the log has: debug (each step of a call), info, warning or error",
        choices: LogLevel.allCases.map(\.rawValue)),
      .option(
        "--log-format", "FORMAT", "text, or json for programs: an object a line",
        choices: LogFormat.allCases.map(\.rawValue)),
    ],
    usages: [
      "--config FILE [--create]",
      "--demo [--sip ADDRESS] [--http ADDRESS] [--mail HOST:PORT] [--data DIR]",
      "--data DIR --sip ADDRESS [--create]",
      "--data DIR --line sound-card [OPTIONS]",
    ],
    about: """
      Takes calls until SIGTERM or Ctrl-C. Then new calls are refused and those that are on may end;
      what callers were leaving is kept. A second signal ends the program at once; then, as after a
      crash, the next start delivers what was being left. SIGHUP reads the file of --config again;
      calls that are on keep the settings that they began with. SIGUSR1 asks for the counters. The
      log goes to standard output. See also 'voiceportal status' and 'voiceportal calls'.
      """,
    notes: "'voiceportal check audio' shows what the sound card hears.")

  /// The kinds of lines that are named by words.
  private enum Kind: String, CaseIterable {
    case soundCard = "sound-card"
  }

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: form)
    if let word = arguments.rest.first { throw UsageError(reason: "'\(word)' is too much.") }
    CrashReports.hideSecrets()
    let signals = ServeSignals()
    if let path = arguments.value("--config") {
      let others = form.options.map(\.name).filter {
        $0 != "--config" && arguments.value($0) != nil
      }
      if let other = others.min() {
        throw UsageError(reason: "\(other) does not go with --config: the file says it.")
      }
      var configuration = try ServerConfiguration(path: path)
      configuration.makesDataFolder = arguments.has("--create")
      try serve(configuration, from: path, until: signals)
      return .good
    }
    let scratch = try arguments.has("--demo") ? ScratchData(arguments.value("--data")) : nil
    defer { scratch?.remove() }
    guard let data = arguments.value("--data") ?? scratch?.path else {
      throw UsageError(reason: "--data names the folder of the mailboxes, or --config a file.")
    }
    var configuration = try configuration(arguments, data: data)
    configuration.makesDataFolder = arguments.has("--create")
    try serve(configuration, from: nil, until: signals)
    return .good
  }

  private static func serve(
    _ configuration: ServerConfiguration, from path: String?, until signals: ServeSignals
  ) throws {
    let serverLog = ServerLog(configuration.log)
    defer { serverLog.close() }
    let log = serverLog.log
    var systemd = SystemdNotifier()
    let server = try Server(configuration, log: log)
    var memory = IdleMemory()
    systemd.ready(calls: server.calls)
    while !signals.isEndAsked {
      Thread.sleep(forTimeInterval: 0.05)
      memory.look(calls: server.calls)
      systemd.look(calls: server.calls)
      if signals.takeCounters() { serverLog.writeCounters() }
      guard signals.takeReload() else { continue }
      guard let path else {
        log.warning("SIGHUP: there is no file of --config to read again.")
        continue
      }
      systemd.reloading()
      do {
        try server.follow(try ServerConfiguration(path: path))
        log.info("\(path) was read again; calls that begin now follow it.")
        systemd.ready(calls: server.calls)
      } catch {
        log.error("\(error)\n\(path) is not followed; everything stays as it was.")
        systemd.ready(calls: server.calls, "The changed file is not followed, see the log.")
      }
    }
    server.drain { systemd.stopping(calls: $0) }
    serverLog.writeCounters()
    log.info("Ended.")
  }

  // MARK: Without a file

  private static func configuration(
    _ arguments: Arguments, data: String
  ) throws -> ServerConfiguration {
    let isDemo = arguments.has("--demo")
    var addresses = try arguments.all("--sip").map(address)
    if isDemo, addresses.isEmpty { addresses = [try address("udp:127.0.0.1:5060")] }
    var lines: [LineConfiguration] = []
    if !addresses.isEmpty { lines.append(.sip(.usual(on: addresses))) }
    if let kind = try arguments.choice("--line", of: Kind.self) {
      switch kind {
      case .soundCard: lines.append(.soundCard(try soundCard(arguments)))
      }
    }
    guard !lines.isEmpty else {
      throw UsageError(
        reason: "Say what takes the calls: --sip ADDRESS, --line sound-card, --demo or --config.")
    }
    var configuration = ServerConfiguration.usual(dataFolder: data, lines: lines)
    configuration.isDemo = isDemo
    configuration.promptsFolder = arguments.value("--prompts")
    configuration.layout = arguments.value("--keys")
    configuration.language = try arguments.choice("--language", of: Language.self)
    configuration.log = LogOptions(
      level: try arguments.choice("--log-level", of: LogLevel.self) ?? .info,
      format: try arguments.choice("--log-format", of: LogFormat.self) ?? .text)
    configuration.web = try web(arguments)
    configuration.mail = try arguments.value("--mail").map(mail)
    return configuration
  }

  private static func mail(_ text: String) throws -> MailConfiguration {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let port = Int(parts[1]), (1...65_535).contains(port) else {
      throw UsageError(reason: "--mail '\(text)' is not HOST:PORT, such as 127.0.0.1:1025.")
    }
    return .plain(server: String(parts[0]), port: port)
  }

  private static func web(_ arguments: Arguments) throws -> WebConfiguration? {
    let texts = arguments.all("--http")
    if texts == ["off"] { return nil }
    if texts.isEmpty {
      var web = WebConfiguration.usual()
      // A first try must not fail because of another program.
      web.isOptional = true
      return arguments.has("--demo") ? web : nil
    }
    do {
      return .usual(on: try texts.map(WebConfiguration.address))
    } catch {
      throw UsageError(reason: "--http: \(error)")
    }
  }

  private static func address(_ text: String) throws -> ListenAddress {
    do {
      return try ListenAddress(text)
    } catch {
      throw UsageError(reason: "--sip: \(error)")
    }
  }

  private static func soundCard(_ arguments: Arguments) throws -> SoundCardConfiguration {
    var line = SoundCardConfiguration.usual
    line.device = arguments.value("--device")
    line.capture = arguments.value("--capture")
    line.number = arguments.value("--number")
    line.to = arguments.value("--to") ?? line.to
    line.trust = try arguments.choice("--trust", of: Trust.self) ?? line.trust
    line.answer = try arguments.choice("--answer", of: SoundCardService.Answer.self) ?? line.answer
    line.ringLevel = try arguments.number("--ring-level", in: -90...0) ?? line.ringLevel
    return line
  }
}

/// Mailboxes of a demo that nobody wants to keep.
private struct ScratchData {
  /// `nil` if they are kept elsewhere.
  let path: String?

  init(_ kept: String?) throws {
    guard kept == nil else {
      path = nil
      return
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("voiceportal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    path = folder.path
  }

  func remove() {
    if let path { try? FileManager.default.removeItem(atPath: path) }
  }
}
