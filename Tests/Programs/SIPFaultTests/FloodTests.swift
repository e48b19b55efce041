import Foundation
import Testing
import Threads

@testable import voiceportal_bench

/// More than a portal can take.
@Suite struct FloodTests {
  @Test func `ten thousand INVITEs of one address are limited, and another is served`() throws {
    try ServerUnderTest.during {
      $0.isLimited = true
    } _: { server in
      let flood = try Flood(server)
      let start = MonotonicTime.seconds
      var plan = CallCost.deposits(
        of: server, calls: 20, perSecond: 5, seconds: 3, name: "others")
      plan.address = "127.0.0.2"
      var line = try LoadLine(plan)
      let outcomes = try line.run { _ in flood.send(250) }
      #expect(outcomes.compactMap(\.failure) == [])
      while flood.sent < 10_000 {
        flood.send(250)
        // No faster than a busy machine takes them, or its socket drops them.
        flood.waitForAnswers(until: { flood.sent - flood.answered < 1_000 })
      }
      flood.waitForAnswers(until: { flood.answered > 9_000 })
      // 200 at once and 50 a second are taken (the usual limit); the rest is told to come again.
      let most = 200 + Int(50 * (MonotonicTime.seconds - start))
      #expect((150...most).contains(flood.taken))
      #expect(flood.refused > 5_000)
      #expect(flood.withoutRetryAfter == 0)
      #expect(server.isRunning)
    }
  }

  @Test func `a port never belongs to two calls at once, and a full line says so`() throws {
    try ServerUnderTest.during {
      $0.mediaPorts = 47_000...47_039
    } _: { server in
      let plan = CallCost.deposits(
        of: server, calls: 400, perSecond: 100, seconds: 0.25, name: "churn")
      let outcomes = try plan.outcomes()
      let talks = outcomes.filter { $0.portalPort != nil }
      #expect(talks.count > 100)
      for (port, calls) in Dictionary(grouping: talks, by: \.portalPort) {
        let times = calls.map(\.talked).sorted { $0.lowerBound < $1.lowerBound }
        for (one, next) in zip(times, times.dropFirst()) {
          #expect(one.upperBound <= next.lowerBound, "port \(port ?? 0)")
        }
      }
      let failures = Set(outcomes.compactMap(\.failure))
      #expect(failures.isSubset(of: ["the portal answered 503"]))
    }
  }

  @Test func `spoilt datagrams do not end the portal`() throws {
    let plan = SIPBenchPlan(
      folder: NSTemporaryDirectory(), calls: nil, repeats: 1, datagrams: 4_000)
    #expect(throws: Never.self) { try FuzzBench.figures(plan, isMeasured: false) }
  }
}

/// Somebody who calls without end.
private final class Flood {
  private(set) var sent = 0
  private(set) var refused = 0
  private(set) var taken = 0
  private(set) var withoutRetryAfter = 0
  private let socket: LoadSocket
  private let seeds: FuzzSeeds
  private var datagrams = LoadDatagrams()

  init(_ server: ServerUnderTest) throws {
    seeds = FuzzSeeds(port: server.port)
    socket = try LoadSocket()
    socket.widen()
    socket.connect(toPort: server.port)
  }

  deinit { socket.close() }

  func send(_ count: Int) {
    for _ in 0..<count where sent < 10_000 {
      sent += 1
      let texts = seeds.strangers(sent).filter { $0.hasPrefix("INVITE") }
      socket.send(Array((texts.first ?? "").utf8).span)
    }
    takeAnswers()
  }

  var answered: Int { taken + refused }

  /// Takes answers until it is so, or none has come for a second.
  func waitForAnswers(until isEnough: () -> Bool) {
    var (last, since) = (answered, MonotonicTime.seconds)
    while !isEnough(), MonotonicTime.seconds - since < 1 {
      Thread.sleep(forTimeInterval: 0.005)
      takeAnswers()
      if answered != last { (last, since) = (answered, MonotonicTime.seconds) }
    }
  }

  func takeAnswers() {
    while let count = socket.receive(into: &datagrams) {
      let text = String(decoding: datagrams.bytes.prefix(count), as: UTF8.self)
      if text.hasPrefix("SIP/2.0 503") {
        refused += 1
        if !text.contains("Retry-After: ") { withoutRetryAfter += 1 }
      }
      if text.hasPrefix("SIP/2.0 100") { taken += 1 }
    }
  }
}
