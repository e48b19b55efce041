import Commands
import Configuration
import Mailbox
import Store
import Threads

/// Arriving, logging in and finding the first message: it must cost the same in a full mailbox.
struct LoginBench {
  /// Messages in the mailboxes that are compared; the first is the measure of the others.
  private static let sizes = [1, 100, 10_000, 100_000]

  func figures(_ plan: BenchPlan) throws -> [Figure] {
    let memory = Mailboxes(now: { WallTime.milliseconds })
    let inMemory = try figures(
      plan, "in memory", logins: 500, company: fill(memory))
    let disk = try BenchDisk(in: plan.folder)
    defer { disk.remove() }
    try disk.prepare { store in _ = try fill(store) }
    let store = try disk.open()
    let onDisk = try figures(
      plan, "on SQLite", logins: 100, company: BenchCompany(existingIn: store))
    store.close()
    return inMemory + onDisk + [try production(plan)]
  }

  private func fill(_ store: any MailboxStore) throws -> BenchCompany {
    let company = try BenchCompany(in: store, people: Self.sizes.count)
    for (index, size) in Self.sizes.enumerated() { try company.send(size, toPerson: index) }
    return company
  }

  private func figures(
    _ plan: BenchPlan, _ store: String, logins: Int, company: BenchCompany
  ) throws -> [Figure] {
    var figures: [Figure] = []
    for (index, size) in Self.sizes.enumerated() {
      let values = try plan.repeats {
        let start = CPUClock.thread.seconds
        for _ in 0..<logins { try logIn(company, index) }
        return (CPUClock.thread.seconds - start) * 1e6 / Double(logins)
      }
      let name = "login and first of \(size) message\(size == 1 ? "" : "s"), \(store)"
      figures.append(
        Figure(group: "login", name: name, unit: "µs of CPU", values: values))
      guard index > 0, let one = figures.first else { continue }
      figures.append(
        Figure(
          group: "login", name: "  compared with 1 message", unit: "times",
          values: values.map { $0 / one.median }, target: .atMost(1.25)))
    }
    return figures
  }

  private func logIn(_ company: BenchCompany, _ index: Int) throws {
    let (store, incoming) = (company.store, company.call(index))
    let token = CallToken(UInt64(index))
    guard
      case .arrival(.logIn(let id, let mailbox?, _)) = store.answer(.arrive(incoming), of: token),
      case .welcome(let welcome) = store.answer(
        .logIn(
          LogInRequest(
            company: id, number: nil, mailbox: mailbox,
            passcode: Passcode(BenchCompany.passcode), from: incoming.from,
            trust: incoming.trust)), of: token),
      case .message = store.answer(.message(mailbox: welcome.user, .first), of: token)
    else { throw Failure("The login of the measurement was refused.") }
  }

  /// One login as it is in service: nearly all of it is the hash that makes guessing dear.
  private func production(_ plan: BenchPlan) throws -> Figure {
    let disk = try BenchDisk(in: plan.folder)
    defer { disk.remove() }
    let store = try disk.open(cost: .standard)
    defer { store.close() }
    let company = try BenchCompany(in: store, people: 1)
    try company.sendToAll(1)
    let values = try plan.repeats {
      let start = CPUClock.thread.seconds
      try logIn(company, 0)
      return (CPUClock.thread.seconds - start) * 1e6
    }
    return Figure(
      group: "login", name: "the same on SQLite, passcodes at the cost of service",
      unit: "µs of CPU", values: values)
  }
}
