import Commands
import Configuration
import Foundation
import Mailbox
import Store
import Threads

/// What a login, a message and a page of messages cost when there are more and more mailboxes in the
/// database: each of some that nobody has used before, so that no cache helps.
struct Growth {
  var folder: String
  /// How many mailboxes there are at the end.
  var mailboxes: Int
  private static let batches = 5
  private static let batchSize = 150

  func figures() throws -> [Figure] {
    let database = try BenchDatabase(in: folder)
    defer { database.stop() }
    let first = try BenchNodes(1, on: database)
    let rows = try GrowthRows(database, through: first.stores[0])
    first.close()
    var figures: [Figure] = []
    var ofSmallest: [String: Double] = [:]
    var count = 0
    for size in sizes {
      let start = MonotonicTime.seconds
      try rows.add(count..<size)
      count = size
      figures.append(
        Figure(
          group: "growth", name: "making \(size) mailboxes, \(size * 10) messages", unit: "seconds",
          values: [MonotonicTime.seconds - start]))
      let bytes = Double(try database.run("SELECT pg_database_size('voiceportal')")) ?? 0
      figures.append(
        Figure(
          group: "growth", name: "  the database without sounds", unit: "MB", values: [bytes / 1e6])
      )
      for cost in try costs(in: database, size) {
        figures += cost.figures(comparedWith: ofSmallest[cost.name])
        if ofSmallest[cost.name] == nil { ofSmallest[cost.name] = cost.wholeMedian }
      }
    }
    return figures
  }

  /// Each of these and everything before it.
  private var sizes: [Int] {
    [1_000, 10_000, 100_000, 1_000_000, 10_000_000].filter { $0 < mailboxes } + [mailboxes]
  }

  /// What one thing costs.
  private struct Cost {
    var name: String
    var size: Int
    var ofNode: [Double] = []
    var ofDatabase: [Double] = []
    var milliseconds: [Double] = []

    /// Of both.
    var whole: [Double] { zip(ofNode, ofDatabase).map { $0 + $1 } }
    var wholeMedian: Double {
      Figure(group: "", name: "", unit: "", values: whole).median
    }

    func figures(comparedWith smallest: Double?) -> [Figure] {
      func figure(_ name: String, _ unit: String, _ values: [Double]) -> Figure {
        Figure(group: "growth", name: name, unit: unit, values: values)
      }
      var figures = [
        figure("\(name), \(size) mailboxes", "µs of CPU of the node", ofNode),
        figure("  of the database", "µs of CPU", ofDatabase),
        figure("  until it is done", "ms", milliseconds),
      ]
      if let smallest {
        var compared = figure(
          "  CPU of both, compared with the fewest", "times", whole.map { $0 / smallest })
        compared.target = .atMost(1.25)
        figures.append(compared)
      }
      return figures
    }
  }

  private func costs(in database: BenchDatabase, _ size: Int) throws -> [Cost] {
    var picks = Picks(size: size)
    func cost(_ name: String, _ body: (Int, Mailboxes) throws -> Void) throws -> Cost {
      // Each with empty caches.
      let nodes = try BenchNodes(1, on: database)
      defer { nodes.close() }
      return try self.cost(name, database, size, &picks) { try body($0, nodes.stores[0]) }
    }
    return [
      try cost("login and first message", logIn),
      try cost("a message of 2 s left", leave),
      try cost("a page of messages", list),
    ]
  }

  private func cost(
    _ name: String, _ database: BenchDatabase, _ size: Int, _ picks: inout Picks,
    _ body: (Int) throws -> Void
  ) throws -> Cost {
    var cost = Cost(name: name, size: size)
    for _ in 0..<10 { try body(picks.next()) }
    for _ in 0..<Self.batches {
      let before = (CPUClock.process.seconds, database.cpuSeconds, MonotonicTime.seconds)
      for _ in 0..<Self.batchSize { try body(picks.next()) }
      let count = Double(Self.batchSize)
      cost.milliseconds.append((MonotonicTime.seconds - before.2) * 1e3 / count)
      cost.ofNode.append((CPUClock.process.seconds - before.0) * 1e6 / count)
      cost.ofDatabase.append((database.cpuSeconds - before.1) * 1e6 / count)
    }
    return cost
  }

  /// Mailboxes from all over the database, each once.
  private struct Picks {
    var size: Int
    private var index = 0

    init(size: Int) { self.size = size }

    mutating func next() -> Int {
      index += 1
      // Prime to every size.
      return index * 7_919 % size
    }
  }

  private func logIn(_ mailbox: Int, _ store: Mailboxes) throws {
    let call = IncomingCall(
      from: GrowthRows.number(of: mailbox), trust: .claimed, to: GrowthRows.portal(of: mailbox))
    let token = CallToken(UInt64(mailbox))
    guard
      case .arrival(.logIn(let company, let id?, _)) = store.answer(.arrive(call), of: token),
      case .welcome(let owner) = store.answer(
        .logIn(
          LogInRequest(
            company: company, number: nil, mailbox: id, passcode: Passcode(BenchCompany.passcode),
            from: call.from, trust: call.trust)), of: token),
      case .message = store.answer(.message(mailbox: owner.user, .first), of: token)
    else { throw Failure("The login of the measurement was refused.") }
  }

  private func list(_ mailbox: Int, _ store: Mailboxes) throws {
    let page = try store.accounts.messagePage(
      of: GrowthRows.user(of: mailbox), MessageQuery())
    guard page.messages.count >= GrowthRows.messagesOfMailbox else {
      throw Failure("A page of the measurement lacks messages.")
    }
  }

  private func leave(_ mailbox: Int, _ store: Mailboxes) throws {
    let deposit = try StoreBench.record(
      GrowthRows.user(of: mailbox), seed: Int16(truncatingIfNeeded: mailbox), in: store)
    guard store.answer(.deposit(deposit), of: CallToken(1)) == .done else {
      throw Failure("A message of the measurement could not be delivered.")
    }
  }
}
