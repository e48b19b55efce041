import Foundation
import Mailbox
import Synchronization
import Testing

@testable import Store

/// Changes by several writers at once, and changes that belong together.
extension MailboxStoreTests {
  @Suite struct Transactions {
    private struct Stop: Error {}

    @Test(arguments: StoreMaker.all)
    func `what a transaction changed is undone when it fails`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let before = try system.accounts.users(of: system.company.id)
      #expect(throws: Stop.self) {
        try system.accounts.transaction { accounts in
          try accounts.removeUser(system.carla.id)
          try accounts.change(user: system.anna.id) { $0.firstName = "Hanna" }
          try accounts.setGreeting(
            .busy, of: system.ben.id, to: [Int16](repeating: 1, count: 8_000))
          try accounts.setPasscode(Passcode("730516"), of: system.ben.id, assigned: true)
          _ = try accounts.users(of: system.company.id)
          throw Stop()
        }
      }
      #expect(try system.accounts.users(of: system.company.id) == before)
      #expect(try system.accounts.greeting(.busy, of: system.ben.id) == nil)
      #expect(try system.accounts.loginState(of: system.ben.id).mustChange == false)
      // The next change gets the revision of the one that was undone.
      try system.accounts.change(user: system.anna.id) { $0.lastName = "Busch" }
      #expect(try system.accounts.user(system.anna.id).fullName == "Anna Busch")
    }

    @Test(arguments: StoreMaker.all)
    func `a step that fails inside a transaction leaves the others`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.accounts.transaction { accounts in
        try accounts.change(user: system.anna.id) { $0.firstName = "Hanna" }
        #expect(throws: StoreError.self) {
          try accounts.change(user: system.ben.id) { $0.mainNumber = system.carla.mainNumber }
        }
        #expect(try accounts.user(system.anna.id).firstName == "Hanna")
      }
      #expect(try system.accounts.user(system.anna.id).firstName == "Hanna")
      #expect(try system.accounts.user(system.ben.id) == system.ben)
    }

    @Test(arguments: StoreMaker.all)
    func `changes of several threads are all kept`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      DispatchQueue.concurrentPerform(iterations: 8) { index in
        _ = try? system.accounts.change(user: system.ben.id) { user in
          if let number = PhoneNumber(e164: "+4930000\(index)0") { user.aliases.append(number) }
        }
      }
      #expect(try system.accounts.user(system.ben.id).aliases.count == 8)
    }
  }
}

@Suite struct SeveralProgramsTests {
  let folder: DataFolder
  let home: Household

  init() throws {
    folder = try DataFolder()
    home = try Household(folder.open())
  }

  @Test func `programs beside a server and a call by phone lose no change of each other`() throws {
    let programs = try (0..<4).map { _ in try folder.open(isServer: false) }
    let user = home.anna.id
    DispatchQueue.concurrentPerform(iterations: 12) { index in
      if index < 8 {
        _ = try? programs[index % 4].accounts.change(user: user) { user in
          if let number = PhoneNumber(e164: "+4930000\(index)0") { user.aliases.append(number) }
        }
      } else {
        let changes: [SettingChange] = [
          .away(true), .playsBusy(true), .deposit(.off), .forwarding(.busy, isOn: true),
        ]
        _ = home.store.answer(
          .change(user: user, changes[index - 8]), of: CallToken(UInt64(index)))
      }
    }
    let found = try home.store.accounts.user(user)
    #expect(found.aliases.count == 8)
    #expect(found.settings.greetings.isAway && found.settings.greetings.playsBusy)
    #expect(found.settings.deposit.mode == .off && found.settings.handling.forwardBusy.isOn)
  }

  @Test func `members that several programs add to one list are all kept`() throws {
    let programs = try (0..<3).map { _ in try folder.open(isServer: false) }
    let colleagues = try (0..<9).map {
      try Household.addUser("20\($0)", to: home.company, home.store)
    }
    try home.store.accounts.set(
      DistributionList(number: 1, description: "all", isOpenToOthers: false), of: home.anna.id)
    DispatchQueue.concurrentPerform(iterations: 9) { index in
      try? programs[index % 3].accounts.transaction { accounts in
        var list = try accounts.lists(of: home.anna.id)[0]
        try list.add(colleagues[index].id, typedAs: "20\(index)")
        try accounts.set(list, of: home.anna.id)
      }
    }
    #expect(try home.store.accounts.lists(of: home.anna.id)[0].members.count == 9)
  }

  @Test func `a write waits for a transaction and is not lost behind it`() throws {
    let answers = Mutex<[MailboxReply]>([])
    try home.store.accounts.transaction { accounts in
      for call in 0..<20 {
        home.store.submit(
          .change(user: home.anna.id, .away(call % 2 == 0)), of: CallToken(UInt64(call))
        ) { reply in answers.withLock { $0.append(reply) } }
      }
      try accounts.change(user: home.anna.id) { $0.lastName = "Busch" }
    }
    while answers.withLock({ $0.count }) < 20 { usleep(1_000) }
    #expect(try home.store.accounts.user(home.anna.id).lastName == "Busch")
  }

  @Test func `the demo is there whole, or not at all`() throws {
    let empty = try DataFolder()
    struct NoSound: Error {}
    let store = try empty.open()
    #expect(throws: NoSound.self) {
      try DemoCompany(in: store.accounts, now: 1_800_000_000_000) { name in
        if name == "nl-earlier" { throw NoSound() }
        return [Int16](repeating: 1_000, count: 16_000)
      }
    }
    #expect(try store.accounts.companies().isEmpty)
    let demo = try DemoCompany(in: store.accounts, now: 1_800_000_000_000) { _ in
      [Int16](repeating: 1_000, count: 16_000)
    }
    #expect(try store.accounts.users(of: demo.company.id).count == DemoCompany.people.count)
    #expect(try store.accounts.messages(of: demo.users[0].id).count == 2)
  }
}
