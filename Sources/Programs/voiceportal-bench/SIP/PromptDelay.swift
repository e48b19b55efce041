import Commands

/// From the last key of a passcode to the first packet of what is said next: as a caller measures
/// it, with the stamps of the kernel.
struct PromptDelay {
  let plan: SIPBenchPlan

  func figures() throws -> [Figure] {
    let server = try ServerUnderTest(
      ServerUnderTest.Order(folder: plan.folder, messageSeconds: 5))
    defer { server.stop() }
    let alone = try delays(on: server, calls: 10 * plan.repeats, perSecond: 0.3, name: "alone")
    let many = try delays(
      on: server, calls: 1_000 * plan.repeats, perSecond: 25, name: "many"
    ).sorted()
    func figure(
      _ name: String, _ values: [Double], _ target: Figure.Target?, _ compared: String?
    ) -> Figure {
      Figure(
        group: "delay", name: name, unit: "ms", values: values, target: target,
        compared: compared)
    }
    return [
      figure("key to prompt, one call alone", alone, nil, "1.0"),
      figure("the same among 100 calls", many, nil, nil),
      figure("  99 of 100 within", [many[many.count * 99 / 100]], .atMost(5), "49.8"),
    ]
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
