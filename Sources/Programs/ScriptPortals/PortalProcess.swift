import CallFlow
import Commands
import Foundation
import Processes
import ScriptLine
import Store
import Synchronization

/// This program as another process that serves one script, on mailboxes that go with it.
final class PortalProcess {
  /// Its mailboxes.
  let store: Mailboxes
  private let folder: URL
  private let prompts: String
  private let clock = ClockAhead()
  private let receiver: MailReceiver
  private var process: ChildProcess?

  init(prompts: String) throws {
    // The portal reads its configuration elsewhere, from where a relative path leads nowhere.
    self.prompts = URL(fileURLWithPath: prompts).standardizedFileURL.path
    receiver = try MailReceiver()
    folder = FileManager.default.temporaryDirectory
      .appending(path: "voiceportal-replay-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var options = SQLiteStoreOptions.beside
    (options.synchronous, options.passcodeCost) = (.off, .test)
    options.now = { [now = options.now, clock] in now() + clock.seconds * 1_000 }
    store = try Mailboxes(directory: folder.appending(path: "data").path, options: options)
  }

  /// Starts it, after the one that runs has ended.
  /// - Parameter line: The only entry of `lines`.
  func start(layout: String?, language: String?, line: some Encodable) throws {
    end()
    let configuration = folder.appending(path: "portal.json5").path
    let file = ConfigurationFile(
      data: folder.appending(path: "data").path, prompts: prompts, layout: layout,
      language: language, clockAheadSeconds: clock.seconds, mail: .init(port: receiver.port),
      lines: [line])
    try TextFile.write(
      String(decoding: try JSONEncoder().encode(file), as: UTF8.self), to: configuration)
    try? FileManager.default.removeItem(atPath: output)
    process = try ChildProcess(
      "/proc/self/exe", ["serve", "--config", configuration], output: output)
  }

  /// The e-mails that it has sent.
  var mails: [ScriptMail] {
    receiver.mails.enumerated().map { ReceivedMail($0.element).scriptMail(id: Int64($0.offset)) }
  }

  /// All that it has printed since it was started.
  var printed: String { (try? TextFile.read(output)) ?? "" }

  /// Waits until it has printed something.
  /// - Parameter find: Looks for it in what was printed.
  func waitUntilReady<Value>(_ find: (String) -> Value?) throws -> Value {
    for _ in 0..<3_000 {
      let text = printed
      if text.contains("\n"), let value = find(text) { return value }
      guard process?.end() == nil else { throw Failure("The portal did not start: \(text)") }
      usleep(10_000)
    }
    throw Failure("The portal was not ready within 30 seconds.")
  }

  /// Ends it in order. From its next start on its clock is so much further ahead.
  func later(_ time: Moment) {
    end()
    clock.add(time / 1_000)
  }

  /// Ends it in order; what the caller was leaving is kept.
  func end() {
    process?.send(SIGTERM)
    _ = process?.end(withinSeconds: 15)
    process = nil
  }

  /// Ends it, and removes its mailboxes.
  func close() {
    end()
    receiver.close()
    store.close()
    try? FileManager.default.removeItem(at: folder)
  }

  private var output: String { folder.appending(path: "printed").path }
}

/// The file of `serve --config`.
private struct ConfigurationFile<Line: Encodable>: Encodable {
  struct Passcodes: Encodable {
    let passes = 1
    let megabytes = 1
  }

  struct Mail: Encodable {
    let server = "127.0.0.1"
    let port: Int
    let security = "off"
    let sender = "portal@example.com"
  }

  let data: String
  let prompts: String
  /// One call or two need few sounds.
  let readsPromptsAhead = false
  let layout: String?
  let language: String?
  let clockAheadSeconds: Int64
  let mail: Mail
  let passcodes = Passcodes()
  let drainSeconds = 0
  let lines: [Line]
}

/// How far the time of day of a portal is ahead of the system's.
private final class ClockAhead: Sendable {
  private let value = Atomic<Int64>(0)

  var seconds: Int64 { value.load(ordering: .relaxed) }

  func add(_ seconds: Int64) { value.add(seconds, ordering: .relaxed) }
}
