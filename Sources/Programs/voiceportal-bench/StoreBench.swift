import Commands
import Configuration
import Dispatch
import Mailbox
import Store
import Telephony
import Threads

/// Callers leaving messages, many at once: recording file, audio folder, rows.
struct StoreBench {
  func figures(_ plan: BenchPlan) throws -> [Figure] {
    let messages = plan.calls ?? 500
    let disk = try BenchDisk(in: plan.folder)
    defer { disk.remove() }
    try disk.prepare { store in _ = try BenchCompany(in: store, people: 100) }
    let store = try disk.open()
    defer { store.close() }
    let company = try BenchCompany(existingIn: store)
    var perCommit: [Double] = []
    var perCPUSecond: [Double] = []
    var seed: Int16 = 0
    let rates = try plan.repeats {
      let takes = try (0..<messages).map { index in
        seed = seed &+ 1
        return try Self.record(company.users[1 + index % 100].id, seed: seed, in: store)
      }
      let (cpu, wall, counts) = (CPUClock.process.seconds, MonotonicTime.seconds, store.load)
      try deliver(takes, to: store)
      let commits = store.load.commits - counts.commits
      perCommit.append(Double(messages) / Double(max(1, commits)))
      perCPUSecond.append(Double(messages) / (CPUClock.process.seconds - cpu))
      return Double(messages) / (MonotonicTime.seconds - wall)
    }
    return [
      Figure(
        group: "store", name: "messages of 2 s delivered, all at once", unit: "per second",
        values: rates),
      Figure(
        group: "store", name: "the same", unit: "per CPU second",
        values: Array(perCPUSecond.dropFirst())),
      Figure(
        group: "store", name: "messages that share one commit and its sync", unit: "messages",
        values: Array(perCommit.dropFirst())),
    ]
  }

  /// A finished recording that waits in the depot. No two are the same sound.
  static func record(
    _ mailbox: Int64, seed: Int16, in store: Mailboxes
  ) throws -> Deposit {
    let destination = try store.takes.begin(.deposit(mailbox: mailbox, from: ""))
    let recorder = Recorder(into: destination, of: store.takes, longestSeconds: 300)
    var samples = Array(repeating: Int16(4_000), count: 16_000)
    for index in samples.indices where index % 2 == 0 { samples[index] = -4_000 }
    samples[0] = seed
    samples[1] = Int16(truncatingIfNeeded: destination.id)
    _ = recorder.append(samples)
    return Deposit(mailbox: mailbox, take: recorder.finish(.hangUp), from: "")
  }

  private func deliver(_ deposits: [Deposit], to store: Mailboxes) throws {
    let group = DispatchGroup()
    let failures = FailureCount()
    for (index, deposit) in deposits.enumerated() {
      group.enter()
      store.submit(.deposit(deposit), of: CallToken(UInt64(index))) { reply in
        if reply != .done { failures.add() }
        group.leave()
      }
    }
    group.wait()
    guard failures.value == 0 else {
      throw Failure("A message of the measurement could not be delivered.")
    }
  }
}
