import Commands
import Configuration
import Foundation
import Threads

/// What whole calls cost the portal: the rows that are compared with Asterisk's voicemail.
struct CallCost {
  let plan: SIPBenchPlan

  /// 12.9 s of greeting and tone, 5 s that are recorded.
  func deposits() throws -> [Figure] {
    var order = ServerUnderTest.Order(folder: plan.folder, greetingSeconds: 12.6)
    order.mediaThreads = plan.threads
    let server = try ServerUnderTest(order)
    defer { server.stop() }
    let many = try (plan.calls.map { [$0] } ?? [100, 1_000]).flatMap {
      try deposits(of: server, calls: $0)
    }
    var (alone, bare): ([Double], [Double]) = ([], [])
    for number in 0..<plan.repeats {
      let load = Self.deposits(of: server, calls: 1, perSecond: 1, name: "alone-\(number)")
      alone.append(try Self.cost(of: load, on: server).0)
      bare.append(try LoneLoop.cost(seconds: load.seconds))
    }
    return many + [
      Figure(
        group: "deposit", name: "the same, one call alone", unit: "ms of CPU a call",
        values: alone),
      Figure(
        group: "deposit", name: "  a bare loop with as many packets, alone",
        unit: "ms of CPU a call", values: bare),
      Figure(
        group: "deposit", name: "a portal without calls", unit: "ms of CPU a second",
        values: [server.idleShare * 1_000]),
    ]
  }

  /// So many at once, and beside them what the kernel takes for their packets in the same run.
  private func deposits(of server: ServerUnderTest, calls: Int) throws -> [Figure] {
    var (many, bare): ([Double], [Double]) = ([], [])
    var (short, late) = (0, 0)
    for number in 0..<plan.repeats {
      let load = Self.deposits(
        of: server, calls: calls, perSecond: max(50, Double(calls) / 10),
        name: "deposit-\(calls)-\(number)")
      let (cost, outcomes) = try Self.cost(of: load, on: server)
      many.append(cost)
      short += try Self.shortRecordings(outcomes, server)
      late += outcomes.reduce(0) { $0 + $1.late }
      let packets = Double(outcomes.reduce(0) { $0 + $1.sent + $1.heard }) / Double(calls)
      bare.append(packets * 1_000 / (try EchoLoop.packetsPerSecond(sockets: calls)))
    }
    return [
      Figure(
        group: "deposit", name: "17.9 s, 5 s of it recorded, \(calls) at once",
        unit: "ms of CPU a call", values: many, target: .atMost(5), compared: "35–43"),
      Figure(
        group: "deposit", name: "  a bare loop that sends and takes as many packets",
        unit: "ms of CPU a call", values: bare),
      Figure(
        group: "deposit", name: "  packets 20 ms late", unit: "", values: [Double(late)],
        target: .atMost(0)),
      Figure(
        group: "deposit", name: "  recordings that are missing or 0.1 s too short", unit: "",
        values: [Double(short)], target: .atMost(0)),
    ]
  }

  /// Logging in, and hearing a message, 25.3 s in all.
  func retrievals() throws -> [Figure] {
    let server = try ServerUnderTest(
      ServerUnderTest.Order(folder: plan.folder, messageSeconds: 30))
    defer { server.stop() }
    let calls = plan.calls ?? 50
    let costs = try (0..<plan.repeats).map { number in
      let load = Self.retrievals(
        of: server, calls: calls, perSecond: 50, name: "retrieval-\(number)")
      return try Self.cost(of: load, on: server).0
    }
    return [
      Figure(
        group: "retrieval", name: "25.3 s, \(calls) at once", unit: "ms of CPU a call",
        values: costs, target: .atMost(14), compared: "53–60")
    ]
  }

  // MARK: Loads

  /// Callers with a number each, one after the other to the mailboxes.
  static func deposits(
    of server: ServerUnderTest, calls: Int, perSecond: Double, seconds: Double = 17.9, name: String
  ) -> LoadPlan {
    LoadPlan(
      calls: calls, perSecond: perSecond, port: server.port,
      to: { server.mailboxes[$0 % server.mailboxes.count].extension },
      from: { "+49221" + String(1_000_000 + $0) }, seconds: seconds, name: name)
  }

  /// Owners call from their own phones, and their passcode brings them to their first message.
  static func retrievals(
    of server: ServerUnderTest, calls: Int, perSecond: Double, seconds: Double = 25.3, name: String
  ) -> LoadPlan {
    LoadPlan(
      calls: calls, perSecond: perSecond, port: server.port, to: { _ in "2000" },
      from: { server.numbers[$0 % server.numbers.count] }, seconds: seconds,
      keys: { number in
        let passcode = Array(server.mailboxes[number % server.mailboxes.count].passcode)
        let end = 1.0 + 0.2 * Double(passcode.count)
        return passcode.indices.map { (1.0 + 0.2 * Double($0), passcode[$0]) }
          + [(end, "#"), (end + 1.5, "1"), (end + 2.5, "1")]
      }, name: name)
  }

  /// - Returns: Milliseconds of CPU that each call took more than no call, and what became of the calls.
  static func cost(
    of plan: LoadPlan, on server: ServerUnderTest
  ) throws -> (Double, [LoadOutcome]) {
    var line = try LoadLine(plan)
    let (before, start) = (server.cpuSeconds, MonotonicTime.seconds)
    let outcomes = try line.run()
    // What is written and synchronised behind the call belongs to it.
    server.waitUntilQuiet()
    let idle = (MonotonicTime.seconds - start) * server.idleShare
    let cost = (server.cpuSeconds - before - idle) * 1_000 / Double(plan.calls)
    if let failed = outcomes.first(where: { $0.failure != nil }), let failure = failed.failure {
      let count = outcomes.count { $0.failure != nil }
      throw Failure(
        "Of \(outcomes.count) calls \(count) failed, first that of \(failed.from): \(failure).")
    }
    return (cost, outcomes)
  }

  /// How many of the calls have left less than they spoke, or nothing.
  static func shortRecordings(
    _ outcomes: [LoadOutcome], _ server: ServerUnderTest
  ) throws -> Int {
    var found = try server.recordings()
    return outcomes.count { outcome in
      guard let length = found[outcome.from]?.popLast() else { return true }
      return Double(length) < outcome.spokenMilliseconds - 100
    }
  }
}
