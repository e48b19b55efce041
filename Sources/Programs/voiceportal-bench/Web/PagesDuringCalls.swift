import Commands
import Configuration
import Foundation
import Synchronization
import Threads

/// Pages at 200 a second while 200 calls are on: how long a page takes, and whether calls notice.
struct PagesDuringCalls {
  let folder: String

  private static let (calls, perSecond, connections) = (200, 200.0, 20)
  private static let seconds = 30.0

  func figures() throws -> [Figure] {
    var order = ServerUnderTest.Order(folder: folder, greetingSeconds: 12.6)
    (order.messageSeconds, order.messages, order.hasPage) = (2, 50, true)
    let server = try ServerUnderTest(order)
    defer { server.stop() }
    let alone = try pages(server.page, seconds: 10)
    let load = CallCost.deposits(
      of: server, calls: Self.calls, perSecond: 50, seconds: Self.seconds, name: "pages")
    var line = try LoadLine(load)
    let measured = Mutex<[Double]?>(nil)
    let ended = DispatchSemaphore(value: 0)
    let (bench, page) = (self, server.page)
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 5)
      let found = try? bench.pages(page, seconds: Self.seconds - 8)
      measured.withLock { $0 = found }
      ended.signal()
    }
    let outcomes = try line.run()
    ended.wait()
    guard let times = measured.withLock(\.self) else {
      throw Failure("The pages could not be fetched while calls were on.")
    }
    func figure(
      _ name: String, _ value: Double, _ unit: String, _ target: Figure.Target? = nil
    ) -> Figure {
      Figure(group: "calls", name: name, unit: unit, values: [value], target: target)
    }
    let latest = outcomes.map(\.latestMilliseconds).max() ?? 0
    return [
      figure("99 of 100 pages at 200 a second, without calls", Self.share(0.99, of: alone), "ms"),
      figure(
        "99 of 100 pages at 200 a second, 200 calls on", Self.share(0.99, of: times), "ms",
        .atMost(20)),
      figure("  half of them", Self.share(0.5, of: times), "ms"),
      figure("  the slowest", times.max() ?? 0, "ms"),
      figure("pages fetched while calls were on", Double(times.count), ""),
      figure(
        "packets to callers 20 ms late", Double(outcomes.reduce(0) { $0 + $1.late }), "",
        .atMost(0)),
      figure("  the latest", latest, "ms"),
      figure("calls that failed", Double(outcomes.count { $0.failure != nil }), "", .atMost(0)),
    ]
  }

  /// Fetches a page 200 times a second, whether the one before has come or not.
  /// - Returns: Milliseconds from when each was due.
  private func pages(_ page: ServerUnderTest.Page, seconds: Double) throws -> [Double] {
    let users = try page.mailboxes.prefix(Self.connections).map {
      try WebUser($0, port: page.port)
    }
    let requests = users.map { $0.get("/messages") }
    let clients = try users.map { _ in try WebClient(port: page.port) }
    defer { for client in clients { client.close() } }
    let start = MonotonicTime.seconds + 0.1
    let count = Int(seconds * Self.perSecond)
    let times = Mutex([Double](repeating: 0, count: count))
    let failed = Atomic(false)
    // Threads of their own: Dispatch runs no more at once than there are processors, and the server
    // ends connections that ask for nothing.
    let ended = DispatchGroup()
    let fetch: @Sendable (Int) -> Void = { own in
      defer { ended.leave() }
      var buffer = [UInt8](repeating: 0, count: 262_144)
      for number in stride(from: own, to: count, by: clients.count) {
        let due = start + Double(number) / Self.perSecond
        let wait = due - MonotonicTime.seconds
        if wait > 0 { Thread.sleep(forTimeInterval: wait) }
        clients[own].send(requests[own])
        guard (try? clients[own].answer(&buffer)) != nil else {
          return failed.store(true, ordering: .relaxed)
        }
        times.withLock { $0[number] = (MonotonicTime.seconds - due) * 1_000 }
      }
    }
    for own in clients.indices {
      ended.enter()
      Thread.detachNewThread { fetch(own) }
    }
    ended.wait()
    guard !failed.load(ordering: .relaxed) else { throw Failure("A page has not come.") }
    return times.withLock(\.self)
  }

  private static func share(_ share: Double, of times: [Double]) -> Double {
    let sorted = times.sorted()
    return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
  }
}

extension ServerUnderTest {
  /// What is needed to use its page from any thread.
  struct Page: Sendable {
    let port: UInt16
    let mailboxes: [(extension: String, passcode: String)]
  }

  var page: Page { Page(port: webPort, mailboxes: mailboxes) }
}
