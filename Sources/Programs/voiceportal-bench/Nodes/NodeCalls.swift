import CallFlow
import Commands
import Configuration
import Dispatch
import Foundation
import Mailbox
import Portal
import Store
import Synchronization
import Telephony
import Threads

/// Whole retrieval calls on several nodes that share one database, beside the same calls on SQLite. The nodes
/// are in this process, each with mailboxes, threads and connections of its own.
struct NodeCalls {
  private let script: Script<VoicePortal>
  private static let counts = [1, 2, 4]
  private static let people = 500

  init() throws { script = try Script() }

  func figures(_ plan: BenchPlan) throws -> [Figure] {
    let calls = plan.calls ?? 2_000
    var figures = try CallBench().onDisk(plan).map { figure in
      Figure(
        group: "nodes", name: figure.name, unit: figure.unit, values: figure.values)
    }
    let database = try BenchDatabase(in: plan.folder)
    defer { database.stop() }
    let nodes = try BenchNodes(Self.counts.max() ?? 1, on: database)
    defer { nodes.close() }
    _ = try BenchCompany(in: nodes.stores[0], people: Self.people)
    for count in Self.counts {
      let name = count == 1 ? "1 node" : "\(count) nodes"
      figures += try self.figures(
        plan, "\(name) on PostgreSQL", calls, Array(nodes.stores.prefix(count)), database)
    }
    return figures
  }

  private func figures(
    _ plan: BenchPlan, _ name: String, _ calls: Int, _ stores: [Mailboxes],
    _ database: BenchDatabase
  ) throws -> [Figure] {
    let company = try BenchCompany(existingIn: stores[0])
    var ofNodes: [Double] = []
    var ofDatabase: [Double] = []
    var commits: [Double] = []
    let boards = Mutex(
      try stores.map { store in
        BenchCallController(
          script: script, company: try BenchCompany(existingIn: store), atOnce: 200)
      })
    let each = calls / stores.count
    let rates = try plan.repeats {
      try company.sendToAll((calls + Self.people - 1) / Self.people)
      let before = (CPUClock.process.seconds, database.cpuSeconds, MonotonicTime.seconds)
      let commitsBefore = stores.reduce(0) { $0 + $1.load.commits }
      var running = boards.withLock { $0 }
      for index in running.indices { running[index].startAt(index * each) }
      let started = running
      DispatchQueue.concurrentPerform(iterations: started.count) { index in
        var board = started[index]
        board.run(each)
        let ended = board
        boards.withLock { $0[index] = ended }
      }
      let wall = MonotonicTime.seconds - before.2
      ofNodes.append((CPUClock.process.seconds - before.0) * 1e3 / Double(calls))
      ofDatabase.append((database.cpuSeconds - before.1) * 1e3 / Double(calls))
      let after = stores.reduce(0) { $0 + $1.load.commits }
      commits.append(Double(after - commitsBefore) / Double(calls))
      return Double(calls) / wall
    }
    return [
      Figure(
        group: "nodes", name: "retrieval calls, \(name), 200 at once on each",
        unit: "per second", values: rates),
      Figure(
        group: "nodes", name: "  of the nodes", unit: "ms of CPU a call",
        values: Array(ofNodes.dropFirst())),
      Figure(
        group: "nodes", name: "  of the database", unit: "ms of CPU a call",
        values: Array(ofDatabase.dropFirst())),
      Figure(
        group: "nodes", name: "  commits of a call", unit: "commits",
        values: Array(commits.dropFirst())),
    ]
  }
}

/// Nodes on one database, with cheap passcodes. Each has a folder of its own, which goes with the server.
final class BenchNodes {
  let stores: [Mailboxes]

  init(_ count: Int, on database: BenchDatabase) throws {
    let folder = database.folder + "/nodes"
    var stores: [Mailboxes] = []
    for number in 0..<count {
      let spool = "\(folder)/\(number)"
      try FileManager.default.createDirectory(atPath: spool, withIntermediateDirectories: true)
      if number > 0 {
        try FileManager.default.copyItem(
          atPath: "\(folder)/0/secret", toPath: spool + "/secret")
      }
      var options = PostgresStoreOptions()
      options.passcodeCost = .test
      stores.append(
        try Mailboxes(postgresql: database.address, spool: spool, options: options))
    }
    self.stores = stores
  }

  func close() {
    for store in stores { store.close() }
  }
}
