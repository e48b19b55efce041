import Foundation
import Mailbox
import Processes
import SoundFiles
import Store
import Testing

/// `voiceportal serve` as a child process, on ports and mailboxes of its own.
final class ServedPortal {
  let port: UInt16
  let data: String
  private let folder: String
  private let configuration: String
  private(set) var child: Child

  /// Writes a configuration, makes the mailboxes and waits until calls are taken.
  /// - Parameters:
  ///   - accounts: A file of `Fixtures/Accounts`.
  ///   - line: More fields of the SIP line, and those that replace the usual ones.
  ///   - server: More fields of the server.
  init(
    _ accounts: String = "one-net", in folder: String, listen: [String] = ["udp", "tcp"],
    line: String = "", server: String = "", peers: String = "{ address: '127.0.0.1' }",
    security: String = "off", soundPorts: UInt16 = 60
  ) async throws {
    self.folder = folder
    let port = try Ports.free(4)
    self.port = port
    data = folder + "/data"
    configuration = folder + "/voiceportal.json5"
    try Self.makeMailboxes(of: accounts, in: data)
    let sound = try Ports.free(Int(soundPorts))
    // TLS is TCP to the system.
    let addresses = listen.map { "'\($0):127.0.0.1:\($0 == "tls" ? port + 1 : port)'" }
    let text = """
      {
        data: 'data', drainSeconds: 20, \(server)
        lines: [{
          kind: 'sip', listen: [\(addresses.joined(separator: ", "))],
          peers: [\(peers)],
          media: { ports: [\(sound), \(sound + soundPorts - 1)], security: '\(security)' },
          \(line)
        }],
      }
      """
    try text.write(toFile: configuration, atomically: true, encoding: .utf8)
    child = try Self.start(configuration, in: folder)
    try await child.prints("Ready: SIP on ", withinSeconds: 60)
  }

  /// The address of a number at the portal.
  func uri(_ number: String = "2000", _ transport: String = "udp") -> String {
    "sip:\(number)@127.0.0.1:\(transport == "tls" ? port + 1 : port);transport=\(transport)"
  }

  /// Starts it again with the same configuration and mailboxes.
  func startAgain() async throws {
    child = try Self.start(configuration, in: folder)
    try await child.prints("Ready: SIP on ", withinSeconds: 60)
  }

  /// Changes the configuration's text.
  func rewrite(_ change: (String) -> String) throws {
    let text = try String(contentsOfFile: configuration, encoding: .utf8)
    try change(text).write(toFile: configuration, atomically: true, encoding: .utf8)
  }

  /// Ends it as an operator does; it must go in order.
  func stop(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    child.signal(SIGTERM)
    let end = try await child.end(withinSeconds: 40)
    #expect(end == .exit(0), "\(child.output)", sourceLocation: sourceLocation)
  }

  /// The program itself with other words.
  static func program(
    _ words: [String], in folder: String, environment: [String: String] = [:],
    output: String? = nil
  ) throws -> Child {
    // The build puts it beside the tests.
    let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "voiceportal").path
    let prompts = ["VOICEPORTAL_PROMPTS": root.appending(path: "Prompts").path]
    return try Child(
      path, words, in: folder, environment: prompts.merging(environment) { $1 },
      output: output)
  }

  private static func start(_ configuration: String, in folder: String) throws -> Child {
    try program(["serve", "--config", configuration], in: folder)
  }

  // MARK: The mailboxes

  static func makeMailboxes(of accounts: String, in data: String) throws {
    try withStore(in: data) { store in
      let file = try AccountsFile(path: fixtures.path + "/Accounts/\(accounts).json5")
      _ = try file.install(in: store, now: Int64(Date().timeIntervalSince1970 * 1_000))
    }
  }

  /// Changes a user as an administrator does beside the server.
  func change(_ number: String, _ change: (inout User) -> Void) throws {
    try look { store, company in
      let user = try #require(try store.accounts.user(withNumber: number, of: company.id))
      try store.accounts.change(user: user.id, change)
    }
  }

  /// Tries an e-mail again, as an operator does.
  func retryMail(_ id: Int64) throws {
    try look { store, _ in try store.retryMail(id, by: .administrator("root")) }
  }

  /// The e-mails that wait or were given up.
  func waitingMail() throws -> [MailJob] {
    try look { store, _ in try store.mail(limit: 100_000) }
  }

  /// Leaves messages in turns for users, as a second program beside the server does, with mail queued as
  /// the server would.
  /// - Parameter callers: A message each.
  /// - Returns: The callers whose messages are kept.
  func leave(_ callers: [String], for numbers: [String]) throws -> [String] {
    try look { store, company in
      store.sendsMail = true
      let users = try numbers.map {
        try #require(try store.accounts.user(withNumber: $0, of: company.id)).id
      }
      return try callers.enumerated().filter { index, caller in
        let samples = [Int16](repeating: 1_000, count: 8_000)
        let destination = try store.takes.begin(.draft)
        if let path = destination.path {
          try Data(Sound(samples: samples).encoded(as: .wav)).write(to: URL(filePath: path))
        }
        store.takes.finish(destination.id, samples: samples)
        let take = FinishedRecording(
          id: destination.id, milliseconds: 1_000, hasSound: true, ending: .key)
        let deposit = Deposit(
          mailbox: users[index % users.count], take: take, from: caller, isUrgent: false,
          isConfidential: false)
        return store.answer(.deposit(deposit), of: CallToken(UInt64(index))) == .done
      }.map(\.element)
    }
  }

  /// A message as it stands in a mailbox.
  struct Message {
    var from: String
    var isUrgent: Bool
    var samples: [Int16]

    var seconds: Double { Double(samples.count) / 8_000 }
  }

  /// The messages of a user, the oldest first.
  func messages(of number: String) throws -> [Message] {
    try look { store, company in
      let user = try #require(try store.accounts.user(withNumber: number, of: company.id))
      let messages = try store.accounts.messages(of: user.id).sorted { $0.received < $1.received }
      return try messages.map { message in
        let part = try #require(message.parts.last)
        return Message(
          from: message.from ?? "", isUrgent: message.isUrgent,
          samples: try Self.samples(try store.audio(part.id)))
      }
    }
  }

  /// Waits until a mailbox has so many messages.
  func messages(of number: String, count: Int) async throws -> [Message] {
    try await wait(for: "message \(count) of \(number)") {
      let messages = try messages(of: number)
      return messages.count >= count ? messages : nil
    }
  }

  /// Waits until so much of what a caller says is recorded.
  func records(seconds: Double) async throws {
    let folder = data + "/incoming"
    _ = try await wait(for: "a recording of \(seconds) s") {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      let sizes = names.filter { $0.hasSuffix(".wav") }.compactMap { name in
        try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.size] as? Int
      }
      return sizes.contains { Double($0 - 44) / 16_000 >= seconds } ? true : nil
    }
  }

  /// A greeting that a user has recorded.
  func greeting(_ slot: GreetingSlot, of number: String) throws -> [Int16] {
    try look { store, company in
      let user = try #require(try store.accounts.user(withNumber: number, of: company.id))
      let greeting = try #require(try store.accounts.greeting(slot, of: user.id))
      return try Self.samples(try store.audio(greeting.id))
    }
  }

  private func look<Value>(_ body: (Mailboxes, Company) throws -> Value) throws -> Value {
    try Self.withStore(in: data) { store in
      try body(store, try #require(try store.accounts.companies().first))
    }
  }

  private static func samples(_ sound: StoredAudio) throws -> [Int16] {
    switch sound {
    case .file(let path): try Sound.read(path).samples
    case .samples(let samples): samples
    }
  }

  private static func withStore<Value>(
    in data: String, _ body: (Mailboxes) throws -> Value
  ) throws -> Value {
    var options = SQLiteStoreOptions()
    options.isServer = false
    options.passcodeCost = .test
    options.synchronous = .off
    let store = try Mailboxes(directory: data, options: options)
    defer { store.close() }
    return try body(store)
  }
}
