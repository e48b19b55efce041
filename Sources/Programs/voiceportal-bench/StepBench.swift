import CallFlow
import Commands
import Configuration
import Foundation
import Mailbox
import Portal
import Store
import Telephony
import Threads

/// The engine alone: the steps of one retrieval call, again and again, with the store's replies
/// as they were the first time.
struct StepBench {
  private let script: Script<VoicePortal>
  private let session: Session
  private let events: [(at: Moment, event: Event<VoicePortal>)]

  init() throws {
    script = try Script()
    let store = Mailboxes(now: { WallTime.milliseconds })
    let company = try BenchCompany(in: store, people: 1)
    try company.sendToAll(1)
    let incoming = company.call(0)
    var retrieval = RetrievalCall(incoming, script, store, CallToken(1), keepsJournal: true)
    retrieval.begin()
    guard retrieval.call.isOver, let journal = retrieval.call.journal else {
      throw Failure("The call for the measurement did not come to its end.")
    }
    session = Session(incoming, language: .en)
    events = journal.entries.map { ($0.at, $0.event) }
  }

  func figures(_ plan: BenchPlan) throws -> [Figure] {
    let calls = plan.calls ?? 5_000
    let steps = Double(calls * events.count)
    let nanoseconds = plan.repeats {
      let start = CPUClock.thread.seconds
      for _ in 0..<calls { run() }
      return (CPUClock.thread.seconds - start) * 1e9 / steps
    }
    var figures = [
      Figure(group: "step", name: "one step of a call", unit: "ns of CPU", values: nanoseconds)
    ]
    if let made = try AllocationCount.inSecondProcess(
      .calls, count: Self.tracedCalls, folder: plan.folder)
    {
      figures.append(
        Figure(
          group: "step", name: "allocations of one step", unit: "allocations",
          values: [Double(made) / Double(Self.tracedCalls * events.count)]))
    }
    figures.append(
      Figure(
        group: "step", name: "one call, as a value without its text", unit: "bytes",
        values: [Double(MemoryLayout<Call<VoicePortal>>.size)], target: .atMost(512)))
    figures.append(
      Figure(
        group: "step", name: "one of 100,000 calls in the main menu, in all",
        unit: "bytes resident",
        values: [try residentBytesOfACall()]))
    return figures
  }

  /// For the second process of ``AllocationCount``.
  func runTraced(calls: Int) {
    run()
    AllocationCount.traced { for _ in 0..<calls { run() } }
  }

  private static let tracedCalls = 100

  private func run() {
    var call = Call<VoicePortal>(session)
    var effects: [Effect<VoicePortal>] = []
    for (at, event) in events {
      effects.removeAll(keepingCapacity: true)
      call.step(event, at: at, following: script, into: &effects)
    }
  }

  /// Each call has its own texts: they come from the store, not from a copy.
  private func residentBytesOfACall() throws -> Double {
    let count = 100_000
    let store = Mailboxes(now: { WallTime.milliseconds })
    let company = try BenchCompany(in: store, people: 100)
    try company.sendToAll(1)
    var calls: [Call<VoicePortal>] = []
    let before = residentBytes()
    calls.reserveCapacity(count)
    for index in 0..<count {
      var retrieval = RetrievalCall(
        company.call(index), script, store, CallToken(UInt64(index)))
      retrieval.begin(moves: BenchCompany.passcode.count + 2)
      calls.append(retrieval.call.call)
    }
    let after = residentBytes()
    return withExtendedLifetime(calls) { Double(after - before) / Double(count) }
  }

  private func residentBytes() -> Int {
    let words = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
      .split(separator: " ").compactMap { Int($0) }
    return (words?.dropFirst().first ?? 0) * sysconf(Int32(_SC_PAGESIZE))
  }
}
