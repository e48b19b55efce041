import Mailbox
import Testing

@testable import Store

/// Copies from each kind of storage to each other one.
@Suite struct StorageCopyTests {
  /// Where from and where to.
  struct FlowEdge: Sendable, CustomTestStringConvertible {
    var from: StoreMaker
    var to: StoreMaker
    var testDescription: String { "\(from.testDescription) to \(to.testDescription)" }

    static let all = [
      FlowEdge(from: .sqlite, to: .postgres), FlowEdge(from: .postgres, to: .sqlite),
      FlowEdge(from: .memory, to: .sqlite),
    ]
  }

  /// A house where something of everything is, and an empty storage.
  private func furnished(_ way: FlowEdge) throws -> (TestSystem, target: StoreMaker.Made) {
    let system = try TestSystem(way.from)
    try system.deposit(to: system.anna, from: TestSystem.stranger, isUrgent: true)
    try system.deposit(to: system.anna, from: system.ben.mainNumber.e164, isConfidential: true)
    try system.deposit(to: system.anna, from: "")
    let heard = try system.heard(by: system.anna)
    _ = system.ask(.dispose(mailbox: system.anna.id, message: heard[0].id, .save))
    _ = system.ask(.dispose(mailbox: system.anna.id, message: heard[1].id, .delete))
    _ = system.ask(.finish(mailbox: system.anna.id))
    var list = try DistributionList(number: 3, description: "Team", isOpenToOthers: true)
    try list.add(system.carla.id, typedAs: "113")
    try list.add(system.anna.id, typedAs: "111")
    try system.accounts.set(list, of: system.ben.id)
    try system.accounts.setAnnouncement(
      "Holiday", of: .company(system.company.id), to: [Int16](repeating: 7, count: 9_000))
    _ = system.logIn("111111", as: system.carla)
    return (system, try way.to.make { TestSystem.start })
  }

  /// A user of the house, as the target has her.
  private func copy(of user: User, in target: Mailboxes) throws -> User? {
    try target.storage.read { (rows) throws(StoreError) in
      try rows.user(e164: user.mainNumber.e164)
    }
  }

  private func mailboxes(_ store: any MailboxStore) throws -> Mailboxes {
    try #require(store as? Mailboxes)
  }

  @Test(arguments: FlowEdge.all) func `a copy holds the same, passcodes included`(_ way: FlowEdge)
    throws
  {
    let (system, made) = try furnished(way)
    defer { made.cleanUp() }
    let target = try mailboxes(made.store)
    // Keys of the target differ.
    let other = try target.accounts.add(
      Company(
        name: "Tal", plan: NumberingPlan(countryCode: "49", trunkPrefix: "0"),
        portalNumber: "0211-444-0"))
    let counts = try StorageCopy(
      from: mailboxes(system.store), to: target, passcodes: .kept
    ).run()
    #expect(counts.users == 3)
    #expect(counts.messages == 3)
    #expect(counts.lists == 1)
    #expect(counts.sounds == 4)
    #expect(counts.auditEntries > 0)
    let company = try #require(target.accounts.companies().first { $0.id != other.id })
    let users = try target.accounts.users(of: company.id).sorted { $0.firstName < $1.firstName }
    #expect(users.map(\.firstName) == ["Anna", "Ben", "Carla"])
    #expect(users[0].aliases == system.anna.aliases)
    let list = try #require(try target.accounts.lists(of: users[1].id).first)
    #expect(list.members == [users[2].id, users[0].id])
    let messages = try target.accounts.messages(of: users[0].id)
    #expect(messages.map(\.rank).sorted() == [.new, .new, .saved])
    #expect(try target.accounts.announcements(of: .company(company.id)).map(\.name) == ["Holiday"])
    #expect(
      try target.storage.read { (rows) throws(StoreError) in
        try rows.loginGuard(.mailbox(users[2].id)).failures
      } == 1)
  }

  @Test(arguments: FlowEdge.all) func `a copy that is run again goes on and doubles nothing`(
    _ way: FlowEdge
  ) throws {
    let (system, made) = try furnished(way)
    defer { made.cleanUp() }
    let (source, target) = (try mailboxes(system.store), try mailboxes(made.store))
    let first = try StorageCopy(from: source, to: target, passcodes: .kept).run(company: "Berg")
    try system.deposit(to: system.anna)
    let second = try StorageCopy(from: source, to: target, passcodes: .kept).run()
    #expect(second.messages == first.messages + 1)
    #expect(second.users == first.users)
    #expect(second.auditEntries == first.auditEntries)
  }

  @Test func `a mailbox that the target has otherwise is not written over`() throws {
    let (system, made) = try furnished(FlowEdge.all[0])
    defer { made.cleanUp() }
    let (source, target) = (try mailboxes(system.store), try mailboxes(made.store))
    _ = try StorageCopy(from: source, to: target, passcodes: .kept).run()
    let user = try #require(try copy(of: system.ben, in: target))
    try target.accounts.addMessage(
      to: user.id, samples: [Int16](repeating: 9, count: 16_000), from: "+4930123456",
      isUrgent: false, isConfidential: false, received: 5)
    let error = #expect(throws: StoreError.self) {
      try StorageCopy(from: source, to: target, passcodes: .kept).run()
    }
    #expect(error?.description.contains("+492115552222") == true)
  }

  @Test func `a sound that came over damaged is found`() throws {
    let (system, made) = try furnished(FlowEdge.all[1])
    defer { made.cleanUp() }
    let (source, target) = (try mailboxes(system.store), try mailboxes(made.store))
    _ = try StorageCopy(from: source, to: target, passcodes: .kept).run()
    let user = try #require(try copy(of: system.anna, in: target))
    let sound = try #require(try target.accounts.messages(of: user.id).first?.parts.first)
    guard case .file(let path) = try target.audio(sound.id) else {
      Issue.record("the sound is in no file")
      return
    }
    var bytes = try Disk.read(path)
    bytes[100] ^= 1
    try Disk.remove(path)
    try Disk.write(bytes, toNew: path)
    let error = #expect(throws: StoreError.self) {
      try StorageCopy(from: source, to: target, passcodes: .kept).run()
    }
    #expect(error?.description.contains("hash") == true)
  }

  @Test func `without the secret the users come without passcodes`() throws {
    let (system, made) = try furnished(FlowEdge.all[0])
    defer { made.cleanUp() }
    let target = try mailboxes(made.store)
    _ = try StorageCopy(
      from: mailboxes(system.store), to: target, passcodes: .dropped
    ).run()
    let user = try #require(try copy(of: system.anna, in: target))
    #expect(
      try target.storage.read { (rows) throws(StoreError) in try rows.passcode(of: user.id) } == nil
    )
  }
}
