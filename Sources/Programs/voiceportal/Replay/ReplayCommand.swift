import CallFlow
import Commands
import Configuration
import Foundation
import Portal
import ScriptLine
import Store
import Telephony

/// `voiceportal replay`: call scripts and journals under virtual time.
struct ReplayCommand: ShellCommand {
  static let form = CommandForm(
    "replay", "play call scripts and journals of calls", arguments: "FILES…",
    options: [
      .option(
        "--report", "FORMAT", "text (default), tap, or junit", choices: ["text", "tap", "junit"]),
      .flag("--verbose", "also show the calls of scripts that pass"),
      .option("--store", "STORE", "memory (default), or sqlite", choices: ["memory", "sqlite"]),
      .option(
        "--data", "DIR", "keep the mailboxes of each script in a folder of its name in DIR"),
      .option(
        "--line", "LINE",
        """
        play them on a real line, in real time: sip (a portal of its own for each
        script), sip:HOST:PORT (that portal; --data is then its data directory, so that
        mailboxes can be looked at) or sound-card (a portal of its own for each call, one
        after the other). What is heard is known by the samples of the prompts
        """),
      .option("--device", "PCM", "what a caller at a sound card plays to, as ALSA names it"),
      .option("--capture", "PCM", "what she captures from"),
      .option("--portal-device", "PCM", "what the portal plays to, which the caller captures"),
      .option("--portal-capture", "PCM", "what it captures from"),
      .option("--jobs", "N", "so many scripts at once; by SIP without it 32"),
      .option(
        "--tries", "N",
        "play a script that fails up to N times, at last alone: a busy machine\nloses sound"),
      .option("--prompts", "DIR", "the folder of the prompts that are heard on a real line"),
      .option("--journal", "DIR", "write the journal of each call into DIR"),
      .keys, .flag("--as-script", "print journals as call scripts"),
      .option("--accounts", "FILE", "the accounts that such a script begins with"),
    ],
    usages: ["FILES… [OPTIONS]", "--line LINE FILES… [--data DIR] [OPTIONS]"],
    about: """
      Plays call scripts under virtual time, many at once, each on mailboxes of its own. A folder
      stands for all files in it that end in .call. A journal of a call is fed to the flow of now;
      the first difference is shown.
      """,
    notes: """
      Steps of a script, one a line; # begins a comment:
        given accounts FILE | layout NAME | policy PROFILE | language L | transfers connect|fail|ring
        call from NUMBER|withheld to NUMBER|portal [because REASON] [after N rings] [verified|claimed]
        hears PHRASE           hears nothing for 5 s      listens 3 s      waits 6 s
        dials KEYS             dials passcode #           says 4 s         says FILE
        hangs up               later 2 days | 5 minutes | 30 s
        expects mailbox NUMBER new N saved N urgent N deleted N
        expects mwi NUMBER new N old N                    expects language L
        expects transfer NUMBER                           expects the call has ended
        expects refused busy | no-answer | not-in-service
        expects journal FILE | "TEXT"
        expects mail to ADDRESS with sound | without sound saying WORDS

      A caller's number is claimed: without a passcode it lets nobody in. 'verified' at the end of a
      call says that the line vouches for it. The end of a script hangs up.

      Exit codes: 0 none failed, 1 a call went another way, 2 a script cannot be used.
      """)

  private enum StoreChoice: String, CaseIterable { case memory, sqlite }

  private let arguments: Arguments
  private let format: ReportFormat
  private let onDisk: Bool

  static func run(_ words: [String]) throws -> ExitCode {
    let command = try ReplayCommand(Arguments(words, of: form))
    return try command.run()
  }

  private init(_ arguments: Arguments) throws {
    self.arguments = arguments
    format = try arguments.choice("--report", of: ReportFormat.self) ?? .text
    let store = try arguments.choice("--store", of: StoreChoice.self)
    let isReal = arguments.value("--line") != nil
    onDisk = store == .sqlite || (arguments.value("--data") != nil && !isReal)
    if store == .memory, arguments.value("--data") != nil {
      throw UsageError(reason: "--data needs --store sqlite.")
    }
    if arguments.rest.isEmpty { throw UsageError(reason: "there is no file to play.") }
  }

  private func run() throws -> ExitCode {
    let files = try arguments.rest.flatMap(Self.files)
    let journals = files.filter(Self.isJournal)
    if arguments.has("--as-script") {
      for file in journals { try printScript(of: file) }
      if let other = files.first(where: { !journals.contains($0) }) {
        throw Failure("\(other): this is no journal of a call.")
      }
      return .good
    }
    var setting = ScriptSetting(system: system)
    if let keys = arguments.value("--keys") {
      setting.layout = try Layouts.named(keys) { try TextFile.read($0) }
    }
    setting.jobs = try arguments.number("--jobs", in: 1...500)
    setting.tries = try arguments.number("--tries", in: 1...10) ?? 1
    let line = try arguments.value("--line").map {
      try ReplayLine($0, arguments)
    }
    defer { line?.close() }
    if let line {
      setting.wire = line.wire
      setting.jobs = min(setting.jobs ?? 32, line.mostJobs)
    }
    let scripts = files.filter { !journals.contains($0) }
    let results = try journals.map(replay) + ScriptPlayer.play(files: scripts, in: setting)
    print(format.report(results, isVerbose: arguments.has("--verbose")), terminator: "")
    try writeJournals(results)
    if results.contains(where: { $0.failure?.kind == .unusable }) { return .usage }
    return results.contains { $0.failure != nil && !$0.isLeftOut } ? .failed : .good
  }

  // MARK: Files

  private static func files(_ path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure("\(path): there is no such file.")
    }
    guard isFolder.boolValue else { return [path] }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    let calls = names.filter { $0.hasSuffix(".call") }
    guard !calls.isEmpty else { throw Failure("\(path): no file in it ends in .call.") }
    return calls.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
  }

  private static func isJournal(_ path: String) -> Bool {
    let head = Data("voiceportal journal 1".utf8)
    let file = FileHandle(forReadingAtPath: path)
    return (try? file?.read(upToCount: head.count)) == head
  }

  // MARK: Journals

  private func journal(_ path: String) throws -> JournalText {
    let text = try TextFile.read(path)
    do throws(JournalError) {
      return try JournalText(text)
    } catch {
      throw Failure("\(path): \(error).")
    }
  }

  private func replay(_ path: String) throws -> ScriptResult {
    let difference = try journal(path).replay(
      following: LayoutOption.script(arguments.value("--keys")))
    let failure = difference.map {
      ScriptFailure(
        kind: .failed, line: $0.line, step: "the journal tells \($0.expected)",
        happened: "now it is \($0.happened)")
    }
    return ScriptResult(name: path, failure: failure)
  }

  private func printScript(of path: String) throws {
    let text = JournalScript.text(
      of: try journal(path), following: try LayoutOption.script(arguments.value("--keys")),
      accounts: arguments.value("--accounts"))
    print(text, terminator: "")
  }

  private func writeJournals(_ results: [ScriptResult]) throws {
    guard let folder = arguments.value("--journal") else { return }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    for result in results {
      for (index, journal) in result.journals.enumerated() {
        let path = "\(folder)/\(Self.title(of: result.name))-\(index + 1).journal"
        try TextFile.write(journal, to: path)
      }
    }
  }

  // MARK: Mailboxes

  private var system: @Sendable (String, VirtualClock) throws -> ScriptSetting.TestSystem {
    let (onDisk, data) = (onDisk, arguments.value("--data"))
    return { name, clock in
      guard onDisk else { return ScriptSetting.TestSystem(Mailboxes(now: { clock.now })) }
      let files = FileManager.default
      let folder =
        data.map { "\($0)/\(Self.title(of: name))" }
        ?? files.temporaryDirectory.appending(path: "voiceportal-replay-\(UUID())").path
      if data != nil, files.fileExists(atPath: folder) {
        throw Failure("\(folder) is there already: a script begins with empty mailboxes.")
      }
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      var options = SQLiteStoreOptions()
      options.now = { clock.now }
      if data == nil { (options.synchronous, options.passcodeCost) = (.off, .test) }
      let store = try Mailboxes(directory: folder, options: options)
      return ScriptSetting.TestSystem(store) {
        store.close()
        if data == nil { try? files.removeItem(atPath: folder) }
      }
    }
  }

  /// `Fixtures/Calls/alias.call` is `alias`.
  private static func title(of path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }
}
