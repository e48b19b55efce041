import Commands
import Configuration
import Foundation
import Glibc
import Mailbox
import Processes
import Store
import Threads

/// A portal in a process of its own, with generated mailboxes and a data directory of its own, so
/// that what it needs can be measured from outside.
final class ServerUnderTest {
  /// The UDP port that it takes calls on.
  let port: UInt16
  /// The TCP port of its page; 0: it has none.
  let webPort: UInt16
  /// Extension and passcode of each mailbox.
  let mailboxes: [(extension: String, passcode: String)]
  /// The main number of each, from which its owner calls.
  let numbers: [String]
  /// Which part of a processor it takes without calls.
  private(set) var idleShare = 0.0

  /// A portal that reads prompts ahead takes more of a processor.
  private static let greatestIdleShare = 0.004

  private let folder: URL
  private let process: ChildProcess

  /// How a server is made.
  struct Order {
    var folder: String
    var mailboxes = 100
    /// The greeting of every mailbox, in seconds; 0: the portal's own.
    var greetingSeconds = 0.0
    /// The message in every mailbox; 0: none.
    var messageSeconds = 0.0
    /// How many of them each mailbox has.
    var messages = 1
    /// Whether it has a page, with room for many connections.
    var hasPage = false
    /// Whether calls of this machine are limited like those of strangers.
    var isLimited = false
    /// The UDP ports of the sound, and for how long none may come.
    var mediaPorts: ClosedRange<UInt16> = 30_000...59_999
    var silenceSeconds = 30
    /// Threads of the sound.
    var mediaThreads = 1
    /// Whether what it needs is measured, so that its start must be over before the first call.
    var isMeasured = true
  }

  /// Makes the mailboxes, starts the server and waits until it takes calls.
  init(_ order: Order) throws {
    folder = URL(fileURLWithPath: order.folder)
      .appendingPathComponent("voiceportal-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    do {
      mailboxes = try Self.generate(order, in: folder)
      numbers = try Self.fill(order, in: folder)
      let socket = try LoadSocket()
      port = socket.port
      socket.close()
      webPort = order.hasPage ? try WebClient.freePort() : 0
      try Self.configuration(order, port: port, webPort: webPort).write(
        to: folder.appendingPathComponent("server.json5"), atomically: true, encoding: .utf8)
      process = try Self.start(in: folder)
    } catch {
      try? FileManager.default.removeItem(at: folder)
      throw error
    }
    guard order.isMeasured else { return }
    // It takes calls before all prompts are loaded; the last ones take it more than a minute.
    for _ in 0..<60 {
      let (before, start) = (cpuSeconds, MonotonicTime.seconds)
      Thread.sleep(forTimeInterval: 2)
      idleShare = (cpuSeconds - before) / (MonotonicTime.seconds - start)
      if idleShare < Self.greatestIdleShare { break }
    }
  }

  /// Ends the server and removes everything.
  func stop() {
    process.send(SIGTERM)
    _ = process.end(withinSeconds: 20)
    try? FileManager.default.removeItem(at: folder)
  }

  // MARK: What it needs

  /// Whether it still runs.
  var isRunning: Bool { process.end() == nil }

  /// User and system time of all its threads so far.
  var cpuSeconds: Double { CPUClock.otherProcess(process.id).seconds }

  /// Waits, at most a minute, until it has done what it does behind a start or a call.
  func waitUntilQuiet() {
    for _ in 0..<120 {
      let before = cpuSeconds
      Thread.sleep(forTimeInterval: 0.5)
      if cpuSeconds - before < 0.01 { return }
    }
  }

  /// Its memory that is no file's, in bytes.
  var memory: Int { status("RssAnon") * 1_024 }
  /// All memory of it that is in use, in bytes.
  var wholeMemory: Int { status("VmRSS") * 1_024 }
  var threads: Int { status("Threads") }
  /// Files and sockets that it has open.
  var descriptors: Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.id)/fd").count) ?? 0
  }

  private func status(_ field: String) -> Int {
    let path = "/proc/\(process.id)/status"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(field + ":") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// The messages that callers have left, by the caller's number: their lengths in milliseconds.
  func recordings() throws -> [String: [Int]] {
    try withAccounts { accounts in
      var found: [String: [Int]] = [:]
      for message in try accounts.everybody().flatMap({ try accounts.messages(of: $0.id) }) {
        let length = message.parts.reduce(0) { $0 + Int($1.milliseconds) }
        found[message.from ?? "", default: []].append(length)
      }
      return found
    }
  }

  /// An access token for all companies, made on the command line.
  func makeOperatorToken() throws -> String {
    let output = folder.appendingPathComponent("token").path
    let words = ["accounts", "token", "add", "bench", "--data", Self.data(folder)]
    _ = try ChildProcess.run(Self.program, words, output: output)
    return try String(contentsOfFile: output, encoding: .utf8).filter { !$0.isWhitespace }
  }

  /// Looks at the mailboxes, beside the server.
  func withAccounts<Result>(_ body: (any Accounts) throws -> Result) throws -> Result {
    let store = try Self.openStore(folder)
    defer { store.close() }
    return try body(store.accounts)
  }

  // MARK: Making it

  private static func data(_ folder: URL) -> String { folder.appendingPathComponent("data").path }

  private static func openStore(
    _ folder: URL, synchronous: SQLiteStoreOptions.Synchronous = .full
  ) throws -> Mailboxes {
    var options = SQLiteStoreOptions()
    options.isServer = false
    options.synchronous = synchronous
    return try Mailboxes(directory: data(folder), options: options)
  }

  /// `voiceportal`, which is built beside the bench and the tests.
  private static var program: String {
    get throws {
      let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("voiceportal").path
      guard FileManager.default.isExecutableFile(atPath: path) else {
        throw Failure("\(path) is not there: build both programs with 'swift build -c release'.")
      }
      return path
    }
  }

  private static func generate(
    _ order: Order, in folder: URL
  ) throws -> [(extension: String, passcode: String)] {
    let words = ["accounts", "generate", "\(order.mailboxes)", "--data", data(folder)]
    let output = folder.appendingPathComponent("mailboxes").path
    _ = try ChildProcess.run(program, words, output: output)
    let text = try String(contentsOfFile: output, encoding: .utf8)
    let mailboxes = text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: ";")
      return words.count == 2 ? (String(words[0]), String(words[1])) : nil
    }
    guard mailboxes.count == order.mailboxes else {
      throw Failure("The mailboxes for the measurement could not be made: \(text.suffix(500))")
    }
    return mailboxes
  }

  private static func fill(_ order: Order, in folder: URL) throws -> [String] {
    let store = try openStore(folder, synchronous: .off)
    defer { store.close() }
    let accounts = store.accounts
    // A greeting is followed by the tone at once, so that it is known when a recording begins.
    for var company in try accounts.companies() {
      company.saysInstructions = false
      try accounts.update(company)
    }
    let users = try accounts.everybody()
    for user in users {
      var user = user
      user.settings.quota = MailboxQuota.greatest
      if order.greetingSeconds > 0 {
        try accounts.setGreeting(
          .personal, of: user.id, to: BenchSpeech.samples(seconds: order.greetingSeconds))
        user.settings.greetings.noAnswer = .personal
        user.settings.greetings.playsBusy = false
      }
      try accounts.update(user)
      guard order.messageSeconds > 0 else { continue }
      for place in 0..<order.messages {
        try accounts.addMessage(
          to: user.id, samples: BenchSpeech.samples(seconds: order.messageSeconds), from: "",
          isUrgent: false, isConfidential: false,
          received: WallTime.milliseconds - Int64(place) * 60_000)
      }
    }
    return users.map(\.mainNumber.e164)
  }

  private static func configuration(_ order: Order, port: UInt16, webPort: UInt16) -> String {
    """
    {
      data: "data", drainSeconds: 0,
      lines: [{
        listen: ["udp:127.0.0.1:\(port)"],
        peers: [\(order.isLimited ? "" : "{ address: \"127.0.0.0/8\", unlimited: true }")],
        media: {
          ports: [\(order.mediaPorts.lowerBound), \(order.mediaPorts.upperBound)],
          timeoutSeconds: \(order.silenceSeconds), threads: \(order.mediaThreads),
        },
        calls: { most: 20000 },
      }],
      \(order.hasPage ? webLine(webPort) : "")
    }
    """
  }

  private static func webLine(_ port: UInt16) -> String {
    "http: { listen: [\"127.0.0.1:\(port)\"], connections: 5000, connectionsPerAddress: 5000 },"
  }

  private static func start(in folder: URL) throws -> ChildProcess {
    let output = folder.appendingPathComponent("printed").path
    var prompts: [String: String] = [:]
    if let found = try? Installation.prompts() { prompts["VOICEPORTAL_PROMPTS"] = found }
    let process = try ChildProcess(
      program, ["serve", "--config", folder.appendingPathComponent("server.json5").path],
      adding: prompts, output: output)
    func printed() -> String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }
    while !printed().contains("Ready:") {
      guard process.end() == nil else {
        throw Failure("The server did not start: \(printed())")
      }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return process
  }
}

extension Accounts {
  fileprivate func everybody() throws -> [User] {
    try companies().flatMap { try users(of: $0.id) }
  }
}
