import Configuration
import Glibc
import Threads

/// Makes many calls at once, on the calling thread: a turn each millisecond, in which a twentieth of
/// the callers send their 20 ms and take what came. So it needs little of the processors that it
/// shares with the portal.
struct LoadLine {
  private let plan: LoadPlan
  private let signalling: LoadSocket
  private let port: UInt16
  private var calls: [LoadCall] = []
  private var byCallID: [String: LoadCall] = [:]
  private var datagrams = LoadDatagrams()
  private var start: Int64 = 0
  /// The latest turn: where it was too late, the portal's answers look late too.
  private(set) var latestTurnMilliseconds = 0.0

  private static let slots = 20

  init(_ plan: LoadPlan) throws {
    self.plan = plan
    signalling = try LoadSocket(address: plan.address)
    signalling.widen()
    port = signalling.port
    signalling.connect(toPort: plan.port)
  }

  /// Makes the calls.
  /// - Parameter look: Is called ten times a second with the seconds since the beginning.
  /// - Returns: What became of each.
  mutating func run(_ look: (Double) throws -> Void = { _ in }) throws -> [LoadOutcome] {
    defer { signalling.close() }
    start = Self.now
    var turn: Int64 = 0
    while calls.count < plan.calls || calls.contains(where: { $0.stage != .over }) {
      let due = start + turn * 1_000_000
      Self.sleep(until: due)
      latestTurnMilliseconds = max(latestTurnMilliseconds, Double(Self.now - due) / 1e6)
      try beginCalls(at: due)
      takeMessages()
      for index in stride(from: Int(turn % Int64(Self.slots)), to: calls.count, by: Self.slots) {
        calls[index].speak(&datagrams, at: Self.now)
      }
      if turn % 10 == 0 {
        let now = Self.now
        for call in calls where call.stage != .over && call.due <= now { call.lookAtClock(now) }
      }
      if turn % 100 == 0 { try look(Double(due - start) / 1e9) }
      turn += 1
    }
    return calls.map(\.outcome)
  }

  private mutating func beginCalls(at due: Int64) throws {
    let wanted = min(plan.calls, Int(Double(due - start) / 1e9 * plan.perSecond) + 1)
    while calls.count < wanted {
      let call = try LoadCall(calls.count, plan, signalling, port: port)
      calls.append(call)
      byCallID[call.callID] = call
      call.begin(at: Self.now)
    }
  }

  private mutating func takeMessages() {
    while let count = signalling.receive(into: &datagrams) {
      guard let message = LoadMessage(datagrams.bytes.prefix(count)) else { continue }
      byCallID[message.callID]?.take(message, at: Self.now)
    }
  }

  /// Nanoseconds on a clock that only goes forward.
  static var now: Int64 { MonotonicTime.now }

  static func sleep(until due: Int64) {
    var time = timespec(tv_sec: Int(due / 1_000_000_000), tv_nsec: Int(due % 1_000_000_000))
    unsafe clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil)
  }
}
