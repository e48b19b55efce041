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
  init() throws {
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

  deinit {
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

  /// Begins calls to 111, five a second.
  /// - Parameter prefix: What their numbers begin with.
  func leave(_ count: Int, from prefix: String, talking milliseconds: Int = 2_000) throws -> Callers
  {
    let output = "\(lab)/sipp-\(prefix)"
    let scenario = ProjectFiles.fixtures.appending(path: "SIPp/Cluster/leave.xml").path
    let place = Int.random(in: 0..<100)
    let child = try ChildProcess(
      "sipp",
      [
        "\(net).1", "-i", "\(net).\(Self.callsFrom)", "-p", "\(6_000 + place)", "-sf", scenario,
        "-key", "uri", "sip:111@\(net).1", "-key", "caller", prefix,
        "-key", "extra", "Subject: a test", "-set", "talk", "\(milliseconds)", "-nostdin",
        "-r", "5", "-m", "\(count)", "-timeout", "60s", "-recv_timeout", "20000",
      ], in: lab, output: output)
    return Callers(child, output: output)
  }

  /// Waits until all of them have hung up.
  /// - Returns: How many calls went as they should.
  func finish(_ callers: Callers) throws -> Int {
    guard callers.child.end(withinSeconds: 90) != nil else {
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
    guard let store, let company = try store.accounts.companies().first,
      let user = try store.accounts.user(withNumber: "111", of: company.id)
    else { throw NotSeen(description: "111") }
    return try store.accounts.messages(of: user.id).compactMap(\.from)
      .filter { $0.hasPrefix("+49" + prefix.dropFirst()) }
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

  /// How many recordings wait on the disk of a node.
  func waiting(on node: String) -> Int {
    let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(node)/incoming")
    return (names ?? []).count(where: { $0.hasSuffix(".wav") })
  }
}

extension [UInt8] {
  fileprivate func write(to path: String) throws { try Data(self).write(to: URL(filePath: path)) }
}
