import Configuration

/// As many calls as the portal shall carry, all at once: what comes late, what is lost of the
/// recordings, and how near the portal is to what the kernel allows.
struct Crowd {
  let plan: SIPBenchPlan

  func figures() throws -> [Figure] {
    let calls = plan.calls ?? 3_000
    var order = ServerUnderTest.Order(folder: plan.folder, greetingSeconds: 12.6)
    order.mediaThreads = plan.threads
    let server = try ServerUnderTest(order)
    defer { server.stop() }
    var rows: [String: [Double]] = [:]
    for number in 0..<plan.repeats {
      for (name, value) in try measure(calls, server, "crowd-\(number)") {
        rows[name, default: []].append(value)
      }
      rows["echo", default: []].append(try EchoLoop.packetsPerSecond(sockets: 500))
    }
    func figure(
      _ key: String, _ name: String, _ unit: String, _ target: Figure.Target? = nil,
      _ compared: String? = nil
    ) -> Figure {
      Figure(
        group: "crowd", name: name, unit: unit, values: rows[key] ?? [], target: target,
        compared: compared)
    }
    let asterisk = "none up to 400–500 calls"
    return [
      figure("late", "packets 20 ms late, \(calls) calls at once", "", .atMost(0), asterisk),
      figure("latest", "  the latest", "ms"),
      figure("own", "  the latest turn of the callers themselves", "ms"),
      figure("short", "recordings that are missing or 0.1 s too short", "", .atMost(0), asterisk),
      figure("failed", "calls that failed", "", .atMost(0)),
      figure("cores", "processors that the portal used in the greetings", ""),
      figure("packets", "packets in and out, a CPU second of the portal", ""),
      figure("echo", "  of a bare echo loop, a socket a call, in the same run", ""),
    ]
  }

  private func measure(
    _ calls: Int, _ server: ServerUnderTest, _ name: String
  ) throws -> [String: Double] {
    let rate = 300.0
    let start = Double(calls) / rate
    // All are in their greetings for some seconds, and all are recorded for some seconds.
    let load = CallCost.deposits(
      of: server, calls: calls, perSecond: rate, seconds: 15 + start, name: name)
    var line = try LoadLine(load)
    var first: (time: Double, cpu: Double)?
    var last = (time: 0.0, cpu: 0.0)
    let outcomes = try line.run { seconds in
      guard seconds >= start + 1, seconds < start + 6 else { return }
      last = (seconds, server.cpuSeconds)
      if first == nil { first = last }
    }
    server.waitUntilQuiet()
    let window = (time: last.time - (first?.time ?? 0), cpu: last.cpu - (first?.cpu ?? 0))
    return [
      "late": Double(outcomes.reduce(0) { $0 + $1.late }),
      "latest": outcomes.map(\.latestMilliseconds).max() ?? 0,
      "own": line.latestTurnMilliseconds,
      "short": Double(try CallCost.shortRecordings(outcomes, server)),
      "failed": Double(outcomes.count { $0.failure != nil }),
      "cores": window.cpu / window.time,
      // In a greeting a packet comes and a packet goes every 20 ms.
      "packets": 100 * Double(calls) * window.time / window.cpu,
    ]
  }
}
