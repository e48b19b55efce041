/// What a call holds while the portal speaks and while it records: the portal's memory with many
/// calls on, less what it was before.
struct CallMemory {
  let plan: SIPBenchPlan

  func figures() throws -> [Figure] {
    var greeting: [Double] = []
    var recording: [Double] = []
    var threads: [Double] = []
    for _ in 0..<plan.repeats {
      let (inGreeting, inRecording, moreThreads) = try measure()
      greeting.append(inGreeting)
      recording.append(inRecording)
      threads.append(moreThreads)
    }
    let calls = "\(plan.calls ?? 500) at once"
    return [
      Figure(
        group: "memory", name: "a call in a greeting of 12.6 s of its own, \(calls)", unit: "kB",
        values: greeting, target: .atMost(30), compared: "200–350"),
      Figure(
        group: "memory", name: "a call that is recorded, \(calls)", unit: "kB",
        values: recording, target: .atMost(30), compared: "200–350"),
      Figure(
        group: "memory", name: "threads more than without calls", unit: "", values: threads),
    ]
  }

  private func measure() throws -> (greeting: Double, recording: Double, threads: Double) {
    let server = try ServerUnderTest(
      ServerUnderTest.Order(folder: plan.folder, greetingSeconds: 12.6))
    defer { server.stop() }
    let warmUp = CallCost.deposits(of: server, calls: 2, perSecond: 10, seconds: 14, name: "warm")
    _ = try CallCost.cost(of: warmUp, on: server)
    let (before, threadsBefore) = (server.memory, server.threads)
    let calls = plan.calls ?? 500
    let rate = 250.0
    let start = Double(calls) / rate
    let load = CallCost.deposits(
      of: server, calls: calls, perSecond: rate, seconds: 18 + start, name: "memory")
    var line = try LoadLine(load)
    var (inGreeting, inRecording, threads) = (0, 0, 0)
    _ = try line.run { seconds in
      if seconds < start + 5 { inGreeting = server.memory }
      if seconds < start + 17 { inRecording = server.memory }
      threads = max(threads, server.threads)
    }
    func share(_ memory: Int) -> Double { Double(memory - before) / 1_000 / Double(calls) }
    return (share(inGreeting), share(inRecording), Double(threads - threadsBefore))
  }
}
