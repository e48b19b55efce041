/// From the last key of a passcode to the first packet of what is said next: as a caller measures
/// it, with the stamps of the kernel.
struct PromptDelay {
  let plan: SIPBenchPlan

  func figures() throws -> [Figure] {
    var figures: [Figure] = []
    for isCheap in [true, false] {
      let server = try ServerUnderTest(
        ServerUnderTest.Order(
          folder: plan.folder, hasCheapPasscodes: isCheap, messageSeconds: 5))
      defer { server.stop() }
      let cost = isCheap ? "passcodes quick to check" : "passcodes at the cost of service"
      let alone = try delays(on: server, calls: 10 * plan.repeats, perSecond: 0.3, name: "alone")
      figures.append(
        Figure(
          group: "delay", name: "key to prompt, one call alone, \(cost)", unit: "ms",
          values: alone, compared: "1.0"))
      let many = try delays(
        on: server, calls: 1_000 * plan.repeats, perSecond: 25, name: "many"
      ).sorted()
      figures.append(
        Figure(
          group: "delay", name: "the same among 100 calls", unit: "ms", values: many))
      figures.append(
        Figure(
          group: "delay", name: "  99 of 100 within", unit: "ms",
          values: [many[many.count * 99 / 100]], target: .atMost(5), compared: "49.8"))
    }
    return figures
  }

  /// Calls of 4 s: at 25 a second there are 100 at once.
  private func delays(
    on server: ServerUnderTest, calls: Int, perSecond: Double, name: String
  ) throws -> [Double] {
    let load = CallCost.retrievals(
      of: server, calls: calls, perSecond: perSecond, seconds: 4, name: name)
    let outcomes = try CallCost.cost(of: load, on: server).1
    let delays = outcomes.compactMap(\.promptMilliseconds)
    guard delays.count == outcomes.count else {
      throw Failure("\(outcomes.count - delays.count) callers heard nothing after their passcode.")
    }
    return delays
  }
}
