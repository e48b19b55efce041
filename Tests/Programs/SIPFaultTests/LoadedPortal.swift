import Foundation

@testable import voiceportal_bench

extension ServerUnderTest {
  /// A portal for a test, ended and removed behind it.
  static func during<Result>(
    _ change: (inout Order) -> Void = { _ in }, _ body: (ServerUnderTest) throws -> Result
  ) throws -> Result {
    var order = Order(folder: NSTemporaryDirectory(), mailboxes: 20, greetingSeconds: 1)
    order.isMeasured = false
    change(&order)
    let server = try ServerUnderTest(order)
    defer { server.stop() }
    return try body(server)
  }

  /// What callers have left, once it is so many.
  func recordings(_ count: Int) throws -> [String: [Int]] {
    var found = try recordings()
    for _ in 0..<150 where found.values.reduce(0, { $0 + $1.count }) < count {
      Thread.sleep(forTimeInterval: 0.1)
      found = try recordings()
    }
    return found
  }
}

extension LoadPlan {
  /// The calls of this plan.
  func outcomes() throws -> [LoadOutcome] {
    var line = try LoadLine(self)
    return try line.run()
  }
}

/// One datagram in ten lost, some doubled, some in the wrong order.
let badNetwork = LoadTrouble(lost: 0.1, doubled: 0.05, swapped: 0.05)
