import Foundation
import Testing

/// Parts of a cluster that end while callers leave messages. No message that a caller was told is kept is
/// lost or comes twice.
@Suite(.serialized) struct ClusterTests {
  /// `VOICEPORTAL_CLUSTER_SECONDS` asks for calls that come for so long, ten a second: 60 is the issue's
  /// number.
  private static let load =
    ProcessInfo.processInfo.environment["VOICEPORTAL_CLUSTER_SECONDS"].flatMap(Int.init)

  @Test func `a killed node loses its running calls alone, and delivers what was recorded later`()
    throws
  {
    let cluster = try Cluster()
    let callers = try cluster.leave(25, from: "0221981")
    Thread.sleep(forTimeInterval: 4)
    try cluster.run("kill", "node1")
    let good = try cluster.finish(callers)
    // A call takes 4 s, and every second one went to that node.
    #expect(good >= 10)
    #expect(good < 25)
    #expect(cluster.waiting(on: "node1") > 0)
    let next = try cluster.leave(4, from: "0221982")
    #expect(try cluster.finish(next) == 4)
    try cluster.run("start", "node1")
    #expect(cluster.waiting(on: "node1") == 0)
    let senders = try cluster.senders("0221981", count: good)
    #expect(Set(senders).count == senders.count)
    #expect(try cluster.senders("0221982", count: 4).count == 4)
  }

  @Test func `a node that is told to end loses no call`() throws {
    let cluster = try Cluster()
    let callers = try cluster.leave(20, from: "0221981")
    Thread.sleep(forTimeInterval: 2)
    try cluster.run("stop", "node1")
    #expect(try cluster.finish(callers) == 20)
    let senders = try cluster.senders("0221981", count: 20)
    #expect(Set(senders).count == 20)
    #expect(senders.count == 20)
  }

  @Test func `when the database's primary is killed and the standby promoted no message is lost`()
    throws
  {
    let cluster = try Cluster()
    let rate = Self.load == nil ? 5 : 10
    let count = rate * (Self.load ?? 6)
    try cluster.makeRoom()
    let place = try cluster.place()
    let callers = try cluster.leave(count, from: "0221981", rate: rate)
    Thread.sleep(forTimeInterval: 5)
    try cluster.run("kill", "primary")
    try cluster.run("promote")
    #expect(try cluster.finish(callers) == count)
    let senders = try cluster.senders("0221981", count: count)
    #expect(Set(senders).count == count)
    #expect(senders.count == count)
    let stop = try cluster.longestStop(since: place)
    #expect(stop < 5)
    print("The longest stop of new messages: \(stop) s")
    // A recording goes a moment after its message is there.
    for _ in 0..<50 where cluster.waiting(on: "node1") + cluster.waiting(on: "node2") > 0 {
      Thread.sleep(forTimeInterval: 0.1)
    }
    #expect(cluster.waiting(on: "node1") + cluster.waiting(on: "node2") == 0)
  }

  @Test func `messages that are left while the database is away come when it is back`() throws {
    let cluster = try Cluster()
    // Both nodes know the mailbox then.
    #expect(try cluster.finish(try cluster.leave(2, from: "0221980")) == 2)
    #expect(try cluster.senders("0221980", count: 2).count == 2)
    try cluster.run("stop", "primary")
    let callers = try cluster.leave(10, from: "0221981")
    #expect(try cluster.finish(callers) == 10)
    #expect(cluster.waiting(on: "node1") + cluster.waiting(on: "node2") == 10)
    try cluster.run("start", "primary")
    let senders = try cluster.senders("0221981", count: 10, withinSeconds: 15)
    #expect(Set(senders).count == 10)
    #expect(senders.count == 10)
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
      try cluster.wait("a registration") { phone.lines.contains("registered") }
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
  }
}
