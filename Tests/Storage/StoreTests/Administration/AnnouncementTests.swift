import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  /// Both repositories of requirement G1 have to pass the same tests.
  @Suite struct Announcements {
    /// Whose repository.
    enum Owner: CaseIterable {
      case company, user

      func key(in system: TestSystem) -> AnnouncementOwner {
        switch self {
        case .company: .company(system.company.id)
        case .user: .user(system.anna.id)
        }
      }
    }

    @Test(arguments: StoreMaker.all, Owner.allCases)
    func `announcements are listed by name, and a name has one sound`(
      maker: StoreMaker, owner: Owner
    ) throws {
      let system = try TestSystem(maker)
      let owner = owner.key(in: system)
      #expect(try system.accounts.announcements(of: owner).isEmpty)
      try system.accounts.setAnnouncement("Summer", of: owner, to: Self.sound(1, seconds: 2))
      try system.accounts.setAnnouncement("Fair", of: owner, to: Self.sound(2, seconds: 1))
      try system.accounts.setAnnouncement("Summer", of: owner, to: Self.sound(3, seconds: 3))
      let all = try system.accounts.announcements(of: owner)
      #expect(all.map(\.name) == ["Fair", "Summer"])
      #expect(all.map(\.sound.milliseconds) == [1_000, 3_000])
      for announcement in all { _ = try system.store.audio(announcement.sound.id) }
    }

    @Test(arguments: StoreMaker.all, Owner.allCases)
    func `a removed announcement is gone, and its name is free`(
      maker: StoreMaker, owner: Owner
    ) throws {
      let system = try TestSystem(maker)
      let owner = owner.key(in: system)
      try system.accounts.setAnnouncement("Fair", of: owner, to: Self.sound(1))
      try system.accounts.removeAnnouncement("Fair", of: owner)
      #expect(try system.accounts.announcements(of: owner).isEmpty)
      #expect(throws: StoreError.missing(kind: "announcement", name: "Fair")) {
        try system.accounts.removeAnnouncement("Fair", of: owner)
      }
      try system.accounts.setAnnouncement("Fair", of: owner, to: Self.sound(2))
      #expect(try system.accounts.announcements(of: owner).count == 1)
    }

    @Test(arguments: StoreMaker.all, Owner.allCases)
    func `a greeting made from an announcement keeps its sound`(
      maker: StoreMaker, owner: Owner
    ) throws {
      let system = try TestSystem(maker)
      let owner = owner.key(in: system)
      try system.accounts.setAnnouncement("Fair", of: owner, to: Self.sound(1))
      try system.accounts.setGreeting(.busy, of: system.anna.id, to: Self.sound(1))
      try system.accounts.removeAnnouncement("Fair", of: owner)
      let greeting = try #require(try system.accounts.greeting(.busy, of: system.anna.id))
      _ = try system.store.audio(greeting.id)
    }

    @Test(arguments: StoreMaker.all)
    func `the company and each of its users may have one of the same name`(
      maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      let owners: [AnnouncementOwner] = [
        .company(system.company.id), .user(system.anna.id), .user(system.ben.id),
      ]
      for (index, owner) in owners.enumerated() {
        try system.accounts.setAnnouncement(
          "Fair", of: owner, to: Self.sound(1, seconds: index + 1))
      }
      for (index, owner) in owners.enumerated() {
        let all = try system.accounts.announcements(of: owner)
        #expect(all.map(\.sound.milliseconds) == [Int32(index + 1) * 1_000])
      }
      try system.accounts.removeAnnouncement("Fair", of: .user(system.anna.id))
      #expect(try system.accounts.announcements(of: .user(system.ben.id)).count == 1)
      #expect(try system.accounts.announcements(of: .company(system.company.id)).count == 1)
    }

    @Test(arguments: StoreMaker.all)
    func `a company has its announcements alone, and takes them along`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let other = try system.accounts.add(
        Company(name: "Tal", plan: system.company.plan, portalNumber: "0211 5559"))
      #expect(try system.accounts.announcements(of: .company(other.id)).isEmpty)
      try expectNothingIsLeft(of: Owner.allCases, in: system) {
        try system.accounts.removeCompany(system.company.id)
      }
    }

    @Test(arguments: StoreMaker.all)
    func `a user takes her announcements along`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try expectNothingIsLeft(of: [.user], in: system) {
        try system.accounts.removeUser(system.anna.id)
      }
      #expect(try system.accounts.announcements(of: .company(system.company.id)).isEmpty)
    }

    private func expectNothingIsLeft(
      of owners: [Owner], in system: TestSystem, after removal: () throws -> Void
    ) throws {
      let keys = owners.map { $0.key(in: system) }
      for key in keys {
        try system.accounts.setAnnouncement("Fair", of: key, to: Self.sound(1))
      }
      let sounds = try keys.flatMap { try system.accounts.announcements(of: $0).map(\.sound.id) }
      try removal()
      for sound in sounds {
        #expect(throws: StoreError.self) { try system.store.audio(sound) }
      }
      for key in keys {
        #expect(throws: StoreError.self) { try system.accounts.announcements(of: key) }
        #expect(throws: StoreError.self) {
          try system.accounts.setAnnouncement("Fair", of: key, to: Self.sound(1))
        }
      }
    }

    @Test(
      arguments: StoreMaker.all,
      ["", "  ", "two\nlines", String(repeating: "x", count: 81)])
    func `a name that cannot be written is refused`(maker: StoreMaker, name: String) throws {
      let system = try TestSystem(maker)
      for owner in Owner.allCases.map({ $0.key(in: system) }) {
        let error = #expect(throws: StoreError.self) {
          try system.accounts.setAnnouncement(name, of: owner, to: Self.sound(1))
        }
        guard case .refused("announcement", _) = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        #expect(try system.accounts.announcements(of: owner).isEmpty)
      }
    }

    private static func sound(_ level: Int16, seconds: Int = 1) -> [Int16] {
      [Int16](repeating: level, count: seconds * 8_000)
    }
  }
}
