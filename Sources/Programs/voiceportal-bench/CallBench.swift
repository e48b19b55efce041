import CallFlow
import Configuration
import Portal
import Store
import Telephony
import Threads

/// Whole retrieval calls by CPU second, on both stores.
struct CallBench {
  private let script: Script<VoicePortal>

  init() throws { script = try Script() }

  func figures(_ plan: BenchPlan) throws -> [Figure] {
    try inMemory(plan) + onDisk(plan)
  }

  private func inMemory(_ plan: BenchPlan) throws -> [Figure] {
    let calls = plan.calls ?? 20_000
    let people = min(calls, 1_000)
    let company = try BenchCompany(
      in: Mailboxes(now: { WallTime.milliseconds }), people: people)
    var token: UInt64 = 0
    let rates = try plan.repeats {
      try company.sendToAll((calls + people - 1) / people)
      let start = CPUClock.process.seconds
      for index in 0..<calls {
        token += 1
        var retrieval = RetrievalCall(
          company.call(index), script, company.store, CallToken(token))
        retrieval.begin()
      }
      return Double(calls) / (CPUClock.process.seconds - start)
    }
    return [
      Figure(
        group: "call", name: "retrieval calls in memory", unit: "per CPU second", values: rates,
        target: .atLeast(50_000))
    ]
  }

  /// Many calls at once, so that they share commits and with them syncs of the disk.
  func onDisk(_ plan: BenchPlan) throws -> [Figure] {
    let calls = plan.calls ?? 2_000
    let people = min(calls, 500)
    let disk = try BenchDisk(in: plan.folder)
    defer { disk.remove() }
    try disk.prepare { store in
      _ = try BenchCompany(in: store, people: people)
    }
    let store = try disk.open()
    defer { store.close() }
    let company = try BenchCompany(existingIn: store)
    var switchboard = BenchCallController(script: script, company: company, atOnce: 200)
    var perSecond: [Double] = []
    var commits: [Double] = []
    let rates = try plan.repeats {
      try company.sendToAll((calls + people - 1) / people)
      let (cpu, wall, counts) = (CPUClock.process.seconds, MonotonicTime.seconds, store.load)
      switchboard.run(calls)
      perSecond.append(Double(calls) / (MonotonicTime.seconds - wall))
      commits.append(Double(store.load.commits - counts.commits) / Double(calls))
      return Double(calls) / (CPUClock.process.seconds - cpu)
    }
    return [
      Figure(
        group: "call", name: "retrieval calls on SQLite, synchronous, test cost of passcodes",
        unit: "per CPU second", values: rates, target: .atLeast(2_000)),
      Figure(
        group: "call", name: "the same, 200 at once", unit: "per second",
        values: Array(perSecond.dropFirst())),
      Figure(
        group: "call", name: "commits of such a call, each with one sync", unit: "commits",
        values: Array(commits.dropFirst())),
    ]
  }
}

/// Runs many calls at once on one thread; the store has threads of its own.
struct BenchCallController {
  let script: Script<VoicePortal>
  let company: BenchCompany
  let atOnce: Int
  private let replies = ReplyBox()
  /// No other board, of another node, begins there.
  private var lastToken = UInt64.random(in: 0 ... .max >> 1)
  /// Who calls first.
  private var first = 0

  init(script: Script<VoicePortal>, company: BenchCompany, atOnce: Int) {
    (self.script, self.company, self.atOnce) = (script, company, atOnce)
  }

  /// Lets this one call first the next time: several boards call different people then.
  mutating func startAt(_ index: Int) { first = index }

  /// Returns when this many calls are over.
  mutating func run(_ count: Int) {
    var begun = 0
    var over = 0
    var calls: [RetrievalCall] = []
    for number in 0..<min(atOnce, count) {
      calls.append(next(begun, at: number))
      begun += 1
    }
    for number in calls.indices { calls[number].begin() }
    while over < count {
      for delivery in replies.take() {
        let number = delivery.call
        calls[number].take(delivery.ticket, delivery.reply)
        guard calls[number].call.isOver else { continue }
        over += 1
        guard begun < count else { continue }
        calls[number] = next(begun, at: number)
        begun += 1
        calls[number].begin()
      }
    }
  }

  private mutating func next(_ index: Int, at number: Int) -> RetrievalCall {
    lastToken += 1
    return RetrievalCall(
      company.call(first + index), script, company.store, CallToken(lastToken), replies: replies,
      number: number)
  }
}
