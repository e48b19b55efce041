import Commands
import Configuration
import Foundation
import Threads

/// Spoilt datagrams by the hundred thousand to a portal with calls on: it must not end, must answer
/// and take calls as before, and its memory must stay.
final class FuzzBench {
  private let plan: SIPBenchPlan
  private let server: ServerUnderTest
  private let seeds: FuzzSeeds
  /// Of the callers, and of what is spoilt.
  private let signalling: LoadSocket
  private let stranger: LoadSocket
  private let control: LoadSocket
  private var datagrams = LoadDatagrams()
  private var mutation = Mutation(seed: 1)
  private var calls: [LoadCall] = []
  private var sent = 0
  private var round = 0

  /// How long to wait until what was begun by chance is given up (RFC 3261: 32 s).
  private let settleSeconds: Double

  private static let callsAtOnce = 10
  private static let batch = 200
  /// Batches in a round; after it, other calls begin.
  private static let batches = 50

  /// - Parameter isMeasured: Whether the memory counts, so that the portal's start and what was begun
  ///   by chance must be over. Else only that it lives through all.
  static func figures(_ plan: SIPBenchPlan, isMeasured: Bool = true) throws -> [Figure] {
    let bench = try FuzzBench(plan, isMeasured)
    defer { bench.server.stop() }
    return try bench.figures()
  }

  private init(_ plan: SIPBenchPlan, _ isMeasured: Bool) throws {
    (self.plan, settleSeconds) = (plan, isMeasured ? 40 : 0.5)
    server = try ServerUnderTest(
      ServerUnderTest.Order(
        folder: plan.folder, mailboxes: 20, isLimited: true, isMeasured: isMeasured))
    seeds = FuzzSeeds(port: server.port)
    (signalling, stranger, control) = (try LoadSocket(), try LoadSocket(), try LoadSocket())
    signalling.connect(toPort: server.port)
    stranger.connect(toPort: server.port)
  }

  private func figures() throws -> [Figure] {
    let count = plan.datagrams ?? 1_000_000
    while sent < (count + 9) / 10 { try runRound(until: count) }
    try settle()
    let before = server.wholeMemory
    while sent < count / 2 { try runRound(until: count) }
    try settle()
    let between = server.wholeMemory
    while sent < count { try runRound(until: count) }
    try settle()
    let after = server.wholeMemory
    try checkCall()
    func figure(
      _ name: String, _ value: Double, _ unit: String = "", _ target: Figure.Target? = nil
    ) -> Figure {
      Figure(group: "fuzz", name: name, unit: unit, values: [value], target: target)
    }
    return [
      figure("spoilt SIP, RTP and RTCP datagrams that the portal lived through", Double(sent)),
      figure("its memory after the first tenth", Double(before) / 1e6, "MB"),
      figure("  after the first half", Double(between) / 1e6, "MB"),
      figure("  at the end", Double(after) / 1e6, "MB"),
      figure("  end compared with half", Double(after) / Double(between), "times", .atMost(1.1)),
    ]
  }

  // MARK: Rounds

  private func runRound(until count: Int) throws {
    round += 1
    try beginCalls()
    for _ in 0..<Self.batches where sent < count {
      for _ in 0..<min(Self.batch, count - sent) { sendSpoilt() }
      try ping()
    }
    for call in calls { call.hangUp(at: MonotonicTime.now) }
    pump(seconds: 0.05)
  }

  private func beginCalls() throws {
    let load = LoadPlan(
      calls: Self.callsAtOnce, perSecond: 1_000, port: server.port,
      to: { [server] in server.mailboxes[$0].extension }, from: { "+49221\(1_000 + $0)" },
      seconds: 60, name: "fuzz-call-\(round)")
    calls = try (0..<Self.callsAtOnce).map {
      try LoadCall($0, load, signalling, port: signalling.port)
    }
    for call in calls { call.begin(at: MonotonicTime.now) }
    pump(seconds: 0.1)
  }

  /// Half of it is SIP, a quarter of that within calls; the other half is sound and reports.
  private func sendSpoilt() {
    sent += 1
    let call = calls[mutation.below(calls.count)]
    switch mutation.below(8) {
    case 0..<3:
      let texts = seeds.strangers(sent)
      send(texts[mutation.below(texts.count)], by: stranger)
    case 3:
      let texts = seeds.parties(call, 3 + mutation.below(5))
      send(texts[mutation.below(texts.count)], by: signalling)
    case 4..<7:
      let packets = seeds.sound(sent)
      call.sendAsSound(mutation.spoil(packets[mutation.below(packets.count)]))
    default:
      guard let port = call.portalPort else { return }
      control.connect(toPort: port + 1)
      let report = FuzzSeeds.reports[mutation.below(FuzzSeeds.reports.count)]
      control.send(mutation.spoil(report).span)
    }
  }

  private func send(_ text: String, by socket: LoadSocket) {
    socket.send(mutation.spoil(Array(text.utf8)).span)
  }

  // MARK: Signs of life

  /// Waits for an answer to a request that is as it should be, so that no more is sent than taken.
  private func ping() throws {
    let text = seeds.strangers(1_000_000_000 + sent)[0]
    let name = "fuzz-\(1_000_000_000 + sent)-OPTIONS"
    for _ in 0..<20 {
      signalling.send(Array(text.utf8).span)
      let end = MonotonicTime.now + 500_000_000
      while MonotonicTime.now < end {
        if pumpOnce(lookingFor: name) { return }
        Thread.sleep(forTimeInterval: 0.000_5)
      }
      guard server.isRunning else { break }
    }
    throw Failure(
      "The portal \(server.isRunning ? "does not answer" : "has ended")"
        + " after \(sent) datagrams.")
  }

  private func pump(seconds: Double) {
    let end = MonotonicTime.now + Int64(seconds * 1e9)
    while MonotonicTime.now < end {
      _ = pumpOnce(lookingFor: "")
      Thread.sleep(forTimeInterval: 0.001)
    }
  }

  /// Takes what has come.
  /// - Returns: Whether the answer with this Call-ID was there.
  private func pumpOnce(lookingFor name: String) -> Bool {
    var isFound = false
    while let count = signalling.receive(into: &datagrams) {
      guard let message = LoadMessage(datagrams.bytes.prefix(count)) else { continue }
      if message.callID == name { isFound = true }
      calls.first { $0.callID == message.callID }?.take(message, at: MonotonicTime.now)
    }
    while stranger.receive(into: &datagrams) != nil {}
    return isFound
  }

  private func settle() throws {
    pump(seconds: settleSeconds)
    try ping()
  }

  private func checkCall() throws {
    let load = CallCost.deposits(
      of: server, calls: 3, perSecond: 3, seconds: 3, name: "after-fuzz")
    _ = try CallCost.cost(of: load, on: server)
  }

}
