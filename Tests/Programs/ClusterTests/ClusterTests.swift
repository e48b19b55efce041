import Foundation
import Testing

/// Parts of a cluster that end, or cannot reach each other, while callers leave messages. No message that
/// a caller was told is kept is lost or comes twice.
@Suite(.serialized) struct ClusterTests {
  /// `VOICEPORTAL_CLUSTER_SECONDS` asks for calls that come for so long, ten a second: 60 is the issue's
  /// number.
  private static let wanted =
    ProcessInfo.processInfo.environment["VOICEPORTAL_CLUSTER_SECONDS"].flatMap(Int.init)
  /// Calls a second.
  private let rate = wanted == nil ? 5 : 10
  /// How many calls come in all.
  private let count = wanted.map { $0 * 10 } ?? 30
  private static let prefix = "0221981"

  /// Calls that begin now, after one on each node: it knows the mailbox then.
  private func beginCalls(_ cluster: Cluster) throws -> Cluster.Callers {
    try cluster.makeRoom()
    #expect(try cluster.finish(try cluster.leave(2, from: "0221980")) == 2)
    #expect(try cluster.senders("0221980", count: 2).count == 2)
    let callers = try cluster.leave(count, from: Self.prefix, rate: rate)
    Thread.sleep(forTimeInterval: 3)
    return callers
  }

  /// Waits for the end of the calls, none of which has failed, and for the message of each.
  private func expectAll(_ callers: Cluster.Callers, in cluster: Cluster) throws {
    #expect(try cluster.finish(callers) == count)
    try expectMessages(atLeast: count, in: cluster)
  }

  private func expectMessages(atLeast least: Int, in cluster: Cluster) throws {
    _ = try cluster.senders(Self.prefix, count: least)
    // Nothing comes later that has come already.
    try cluster.waitUntilDelivered()
    let senders = try cluster.senders(Self.prefix)
    #expect(Set(senders).count == senders.count)
    #expect(senders.count >= least)
    #expect(senders.count <= count)
    print("Calls: \(count), messages: \(senders.count), each once")
  }

  @Test func `a killed node loses its running calls alone, and delivers what was recorded later`()
    throws
  {
    let cluster = try Cluster()
    let callers = try beginCalls(cluster)
    Thread.sleep(forTimeInterval: 1)
    try cluster.run("kill", "node1")
    let good = try cluster.finish(callers)
    // A call takes 4 s, and every second one went to that node.
    #expect(good >= count - rate * 3)
    #expect(good < count)
    print(
      "Calls: \(count), good: \(good), on the killed node's disk: \(cluster.waiting(on: "node1"))")
    #expect(cluster.waiting(on: "node1") > 0)
    let next = try cluster.leave(4, from: "0221982")
    #expect(try cluster.finish(next) == 4)
    try cluster.run("start", "node1")
    #expect(cluster.waiting(on: "node1") == 0)
    try expectMessages(atLeast: good, in: cluster)
    #expect(try cluster.senders("0221982", count: 4).count == 4)
  }

  @Test func `a node that is told to end loses no call`() throws {
    let cluster = try Cluster()
    let callers = try beginCalls(cluster)
    try cluster.run("stop", "node1")
    try expectAll(callers, in: cluster)
  }

  @Test func `when the database's primary is killed and the standby promoted no message is lost`()
    throws
  {
    let cluster = try Cluster()
    let callers = try beginCalls(cluster)
    // The stop is counted from the last message before it.
    let place = try cluster.place()
    _ = try cluster.senders(Self.prefix, count: rate)
    try cluster.run("kill", "primary")
    try cluster.run("promote")
    try expectAll(callers, in: cluster)
    let stop = try cluster.longestStop(since: place)
    // A busy machine takes its time to promote a standby.
    #expect(stop < (Self.wanted == nil ? 30 : 5))
    print("The longest stop of new messages: \(stop) s")
  }

  @Test func `messages that are left while the database is away come when it is back`() throws {
    let cluster = try Cluster()
    let callers = try beginCalls(cluster)
    try cluster.run("stop", "primary")
    if Self.wanted == nil {
      #expect(try cluster.finish(callers) == count)
    } else {
      Thread.sleep(forTimeInterval: 30)
    }
    #expect(cluster.waiting(on: "node1") + cluster.waiting(on: "node2") > 0)
    try cluster.run("start", "primary")
    try expectAll(callers, in: cluster)
  }

  @Test
  func `a node that is cut off from the database keeps its messages, and delivers them later`()
    throws
  {
    let cluster = try Cluster(hasLink: true)
    let callers = try beginCalls(cluster)
    try cluster.run("cut")
    #expect(try cluster.finish(callers) == count)
    let kept = cluster.waiting(on: "node1")
    #expect(kept > 0)
    // What was left at the other node has come.
    try cluster.wait("node 2's messages") { try cluster.senders(Self.prefix).count >= count - kept }
    print("On the disk of the node that is cut off: \(kept)")
    try cluster.run("mend")
    try expectMessages(atLeast: count, in: cluster)
  }

  @Test
  func `a telephone calls by TLS as who it is, and both nodes' pages and the lamp tell of it`()
    throws
  {
    let cluster = try Cluster()
    let (anna, emma) = (
      try cluster.telephone("111", password: "anna-demo"),
      try cluster.telephone("101", password: "emma-demo")
    )
    for phone in [anna, emma] {
      try cluster.wait(
        "a registration: \(phone.lines), \(cluster.newestLines(of: "balancer"))"
      ) { phone.lines.contains("registered") }
    }
    // A session of one node is one of the other.
    let cookie = try cluster.signIn(at: 1)
    let pages = [
      try cluster.openPage(at: 1, cookie: cookie), try cluster.openPage(at: 2, cookie: cookie),
    ]
    func isTold(_ path: String) -> Bool {
      ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").contains("\"isNew\":true")
    }
    try cluster.wait("both pages") {
      pages.allSatisfy { FileManager.default.contents(atPath: $0)?.isEmpty == false }
    }
    let before = try cluster.senders().count
    emma.call("111")
    try cluster.wait("the end of her call") { emma.lines.contains("called") }
    try cluster.wait("both pages tell of it", withinSeconds: 2) {
      pages.allSatisfy { isTold($0) }
    }
    try cluster.wait("the lamp", withinSeconds: 5) {
      anna.lines.contains { $0.hasPrefix("NOTIFY 3/") }
    }
    // Whom she claimed to be is nobody.
    let senders = try cluster.senders()
    #expect(senders.count == before + 1)
    #expect(!senders.contains("+4930999999"))
    // Her mailbox takes the calls when her telephone is gone.
    anna.vanish()
    #expect(try cluster.finish(try cluster.leave(2, from: "0221983")) == 2)
    #expect(try cluster.senders("0221983", count: 2).count == 2)
  }
}
