import Foundation
import Mailbox
import Processes
import ProjectFiles
import Store

/// Two nodes, a balancer and two database servers, as `Fixtures/Cluster` has them, on loopback addresses
/// of their own. What a test leaves running ends with the test program.
final class Cluster {
  /// What was waited for and did not come.
  struct NotSeen: Error, CustomStringConvertible {
    var description: String
  }

  let folder: String
  /// The first three numbers of all addresses.
  let net: String
  private let lab: String
  private let watch: ChildProcess
  private var store: Mailboxes?
  private let script = ProjectFiles.root.appending(path: "Fixtures/Cluster/cluster").path
  private static let callsFrom = 9

  /// Starts everything.
  /// - Parameter hasLink: Whether the way from node 1 to the databases can be cut.
  init(hasLink: Bool = false) throws {
    lab = FileManager.default.temporaryDirectory.appending(path: "vp-\(UUID())").path
    try FileManager.default.createDirectory(atPath: lab, withIntermediateDirectories: false)
    // The database's user has to reach its folder.
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: lab)
    folder = lab + "/cluster"
    net = "127.\(Int.random(in: 2..<255)).\(Int.random(in: 0..<255))"
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "voiceportal").path
    environment = [
      "CLUSTER": folder, "CLUSTER_NET": net, "CLUSTER_FSYNC": "off", "VOICEPORTAL": program,
      "CLUSTER_LINK": hasLink ? "yes" : "",
    ]
    // It waits for the end of this process, however that comes.
    watch = try ChildProcess(
      "bash", ["-c", "trap '' INT TERM; cat >/dev/null; '\(script)' down; rm -rf '\(lab)'"],
      adding: environment, hasInput: true)
    try (0..<4_000).map { _ in UInt8.random(in: 0...255) }.write(to: "\(lab)/speech.ul")
    try run("up")
    store = try open()
  }

  private let environment: [String: String]
  private var pages: [ChildProcess] = []

  deinit {
    for page in pages {
      page.send(SIGKILL)
      _ = page.end(withinSeconds: 5)
    }
    store?.close()
    try? run("down")
    try? FileManager.default.removeItem(atPath: lab)
  }

  /// Runs the script to its end.
  func run(_ words: String...) throws {
    let output = "\(lab)/\(words.joined(separator: "-")).\(UInt32.random(in: 0...(.max)))"
    let child = try ChildProcess(script, words, adding: environment, output: output)
    guard child.end(withinSeconds: 90) == .exit(0) else {
      throw NotSeen(description: "cluster \(words): \(read(output))")
    }
  }

  private func read(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  // MARK: Calls

  /// Callers who leave messages.
  final class Callers {
    fileprivate let child: ChildProcess
    fileprivate let output: String

    fileprivate init(_ child: ChildProcess, output: String) {
      (self.child, self.output) = (child, output)
    }
  }

  /// Begins calls to 111.
  /// - Parameters:
  ///   - prefix: What their numbers begin with.
  ///   - rate: Calls a second.
  func leave(
    _ count: Int, from prefix: String, talking milliseconds: Int = 2_000, rate: Int = 5
  ) throws -> Callers {
    let output = "\(lab)/sipp-\(prefix)"
    let scenario = ProjectFiles.fixtures.appending(path: "SIPp/Cluster/leave.xml").path
    let place = Int.random(in: 0..<100)
    let child = try ChildProcess(
      "sipp",
      [
        "\(net).1", "-i", "\(net).\(Self.callsFrom)", "-p", "\(6_000 + place)", "-sf", scenario,
        "-key", "uri", "sip:111@\(net).1", "-key", "caller", prefix,
        "-key", "extra", "Subject: a test", "-set", "talk", "\(milliseconds)", "-nostdin",
        "-r", "\(rate)", "-m", "\(count)", "-timeout", "\(60 + count / rate)s", "-recv_timeout",
        "20000",
      ], in: lab, output: output)
    return Callers(child, output: output)
  }

  /// Waits until all of them have hung up.
  /// - Returns: How many calls went as they should.
  func finish(_ callers: Callers) throws -> Int {
    guard callers.child.end(withinSeconds: 180) != nil else {
      throw NotSeen(description: "the end of the calls")
    }
    let lines = read(callers.output).split(separator: "\n").filter {
      $0.contains("Successful call")
    }
    guard
      let count = lines.last?.split(separator: "|").last.flatMap({
        Int($0.trimmingCharacters(in: .whitespaces))
      })
    else { throw NotSeen(description: "SIPp's count: \(read(callers.output).suffix(2_000))") }
    return count
  }

  // MARK: Mailboxes

  private func open() throws -> Mailboxes {
    let spool = lab + "/look"
    try FileManager.default.createDirectory(atPath: spool, withIntermediateDirectories: false)
    try FileManager.default.copyItem(atPath: folder + "/node1/secret", toPath: spool + "/secret")
    var options = PostgresStoreOptions()
    options.isServer = false
    return try Mailboxes(
      postgresql: "host=\(net).4,\(net).5 dbname=voiceportal user=voiceportal "
        + "target_session_attrs=read-write connect_timeout=2", spool: spool, options: options)
  }

  /// The senders of the messages of 111 whose numbers begin so, each as often as it has one.
  func senders(_ prefix: String) throws -> [String] {
    try senders().filter { $0.hasPrefix("+49" + prefix.dropFirst()) }
  }

  /// The senders of all messages of 111.
  func senders() throws -> [String] {
    guard let store, let company = try store.accounts.companies().first,
      let user = try store.accounts.user(withNumber: "111", of: company.id)
    else { throw NotSeen(description: "111") }
    return try store.accounts.messages(of: user.id).compactMap(\.from)
  }

  /// Waits until there are so many messages.
  func senders(_ prefix: String, count: Int, withinSeconds seconds: Double = 30) throws -> [String]
  {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      let found = (try? senders(prefix)) ?? []
      if found.count >= count { return found }
      guard ContinuousClock.now < end else {
        throw NotSeen(description: "\(count) messages from \(prefix), but \(found.count)")
      }
      usleep(100_000)
    }
  }

  /// The longest time without a new message since a place in the change feed, in seconds.
  func longestStop(since place: Int64) throws -> Double {
    guard let store else { throw NotSeen(description: "the mailboxes") }
    var times: [Int64] = []
    var last = place
    while let page = try Optional(store.changes(after: last, limit: 1_000)), let end = page.last {
      times += page.filter { $0.kind == .messageArrived }.map(\.at)
      last = end.sequence
    }
    times.sort()
    return zip(times.dropFirst(), times).map { Double($0 - $1) / 1_000 }.max() ?? 0
  }

  /// The place in the change feed now.
  func place() throws -> Int64 {
    guard let store else { throw NotSeen(description: "the mailboxes") }
    return try store.lastChange()
  }

  /// Lets 111 have as many messages as anybody may.
  func makeRoom() throws {
    guard let store, let company = try store.accounts.companies().first,
      let user = try store.accounts.user(withNumber: "111", of: company.id)
    else { throw NotSeen(description: "111") }
    try store.accounts.change(user: user.id) { $0.settings.quota = .greatest }
  }

  // MARK: Telephones and browsers

  /// A telephone that is registered at the balancer by TLS, see `Fixtures/Cluster/phone.py`.
  final class Telephone {
    fileprivate let child: ChildProcess
    fileprivate let output: String

    fileprivate init(_ child: ChildProcess, output: String) {
      (self.child, self.output) = (child, output)
    }

    deinit { vanish() }

    /// Is gone without a word.
    func vanish() {
      child.send(SIGKILL)
      _ = child.end(withinSeconds: 5)
    }

    /// Calls a number and leaves a message there.
    func call(_ number: String) { child.type(number) }

    /// What it has printed.
    var lines: [String] {
      ((try? String(contentsOfFile: output, encoding: .utf8)) ?? "").components(separatedBy: "\n")
    }
  }

  /// A telephone of the demo company.
  func telephone(_ user: String, password: String) throws -> Telephone {
    let output = "\(lab)/phone-\(user)"
    let script = ProjectFiles.fixtures.appending(path: "Cluster/phone.py").path
    let child = try ChildProcess(
      "/usr/bin/python3", [script, "\(net).1", "5061", user, password], output: output,
      hasInput: true)
    return Telephone(child, output: output)
  }

  /// What a part has written last.
  func newestLines(of part: String) -> String {
    String(
      ((try? String(contentsOfFile: "\(folder)/\(part).log", encoding: .utf8)) ?? "").suffix(2_000))
  }

  /// The cookie of a browser in which 111 signs in at a node.
  func signIn(at node: Int) throws -> String {
    let page = "http://\(net).\(node + 1):8080"
    let output = "\(lab)/cookie"
    let child = try ChildProcess(
      "curl",
      [
        "-s", "-o", "/dev/null", "-c", output, "-H", "Origin: \(page)", "-d", "account=111", "-d",
        "passcode=123567", page + "/sign-in",
      ])
    guard child.end(withinSeconds: 20) == .exit(0),
      let cookie = read(output).split(separator: "\n").last?.split(separator: "\t").last
    else { throw NotSeen(description: "the cookie") }
    return String(cookie)
  }

  /// Opens the stream of events of a page at a node; it ends after 60 s.
  /// - Returns: Where what comes is written.
  func openPage(at node: Int, cookie: String) throws -> String {
    let output = "\(lab)/events-\(node)"
    let child = try ChildProcess(
      "curl",
      [
        "-sN", "-m", "60", "-b", "session=\(cookie)",
        "http://\(net).\(node + 1):8080/messages/events",
      ], output: output)
    pages.append(child)
    return output
  }

  /// Waits until something is so.
  func wait(
    _ what: @autoclosure () -> String, withinSeconds seconds: Double = 30,
    until isSo: () throws -> Bool
  ) throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while try !isSo() {
      guard ContinuousClock.now < end else { throw NotSeen(description: what()) }
      usleep(50_000)
    }
  }

  /// Waits until no recording waits on the disk of a node: it goes a moment after its message is there.
  func waitUntilDelivered() throws {
    try wait("the nodes' disks are empty", withinSeconds: 15) {
      waiting(on: "node1") + waiting(on: "node2") == 0
    }
  }

  /// How many recordings wait on the disk of a node.
  func waiting(on node: String) -> Int {
    let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(node)/incoming")
    return (names ?? []).count(where: { $0.hasSuffix(".wav") })
  }
}

extension [UInt8] {
  fileprivate func write(to path: String) throws { try Data(self).write(to: URL(filePath: path)) }
}
