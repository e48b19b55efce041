import CallFlow
import Foundation
import Mailbox
import Processes
import SIP
import SIPLine
import ScriptLine
import Store
import Synchronization
import Telephony

/// A portal for one script alone: this program as another process, on mailboxes that go with it.
final class OwnPortal: ScriptPortal {
  var store: (any MailboxStore)? { disk }
  private let disk: SQLiteStore
  private let folder: URL
  private let prompts: String
  private let telephones: SIPTelephones
  private var process: ChildProcess?
  private var address: SIPURI?
  /// The keys that the process was started with.
  private var opened: String??
  private let clock = ClockAhead()

  init(prompts: String, _ telephones: SIPTelephones) throws {
    (self.prompts, self.telephones) = (prompts, telephones)
    folder = FileManager.default.temporaryDirectory
      .appending(path: "voiceportal-replay-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var options = SQLiteStoreOptions.beside
    (options.synchronous, options.passcodeCost) = (.off, .test)
    options.now = { [now = options.now, clock] in now() + clock.seconds * 1_000 }
    disk = try SQLiteStore(directory: folder.appending(path: "data").path, options: options)
  }

  func open(layout: String?, language: Language) throws {
    if let opened, opened == layout { return }
    end()
    let configuration = folder.appending(path: "portal.json5").path
    try TextFile.write(try text(layout), to: configuration)
    let printed = folder.appending(path: "printed").path
    try? FileManager.default.removeItem(atPath: printed)
    let process = try ChildProcess(
      "/proc/self/exe", ["serve", "--config", configuration], output: printed)
    self.process = process
    address = try Self.address(printed, of: process)
    opened = .some(layout)
  }

  /// The process ends, and starts with another clock when it is called again.
  func later(_ time: Moment) throws {
    end()
    opened = nil
    clock.add(time / 1_000)
  }

  func telephone() throws -> any Telephone {
    guard let address else { throw Failure("The portal has not been started.") }
    return try telephones.telephone(calling: address)
  }

  func close() {
    end()
    disk.close()
    try? FileManager.default.removeItem(at: folder)
  }

  private func end() {
    process?.send(SIGTERM)
    _ = process?.end(withinSeconds: 15)
    process = nil
  }

  /// The address that the portal has told.
  private static func address(_ printed: String, of process: ChildProcess) throws -> SIPURI {
    for _ in 0..<3_000 {
      let text = (try? TextFile.read(printed)) ?? ""
      if text.contains("\n"), let match = text.firstMatch(of: /SIP on udp:(127\.0\.0\.1:\d+)/),
        let uri = SIPURI("sip:\(match.1)")
      {
        return uri
      }
      guard process.end() == nil else { throw Failure("The portal did not start: \(text)") }
      usleep(10_000)
    }
    throw Failure("The portal was not ready within 30 seconds.")
  }

  private func text(_ layout: String?) throws -> String {
    struct File: Encodable {
      struct Passcodes: Encodable {
        let passes = 1
        let megabytes = 1
      }
      struct Peer: Encodable {
        let address = "127.0.0.1"
        let trusted = true
        let unlimited = true
      }
      struct Line: Encodable {
        let listen = ["udp:127.0.0.1:0"]
        let peers = [Peer()]
      }
      let data: String
      let prompts: String
      let layout: String?
      let passcodes = Passcodes()
      let drainSeconds = 0
      let clockAheadSeconds: Int64
      let lines = [Line()]
    }
    let file = File(
      data: folder.appending(path: "data").path, prompts: prompts, layout: layout,
      clockAheadSeconds: clock.seconds)
    return String(decoding: try JSONEncoder().encode(file), as: UTF8.self)
  }
}

/// How far the time of day of a portal is ahead of the system's.
private final class ClockAhead: Sendable {
  private let value = Atomic<Int64>(0)

  var seconds: Int64 { value.load(ordering: .relaxed) }

  func add(_ seconds: Int64) { value.add(seconds, ordering: .relaxed) }
}
