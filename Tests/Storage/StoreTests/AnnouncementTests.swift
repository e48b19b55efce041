import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  /// Both repositories of requirement G1 have to pass the same tests.
  @Suite struct Announcements {
    /// Whose repository.
    enum Owner: CaseIterable {
      case company, user

      func key(in house: House) -> AnnouncementOwner {
        switch self {
        case .company: .company(house.company.id)
        case .user: .user(house.anna.id)
        }
      }
    }

    @Test(arguments: StoreMaker.all, Owner.allCases)
    func `announcements are listed by name, and a name has one sound`(
      maker: StoreMaker, owner: Owner
    ) throws {
      let house = try House(maker)
      let owner = owner.key(in: house)
      #expect(try house.accounts.announcements(of: owner).isEmpty)
      try house.accounts.setAnnouncement("Summer", of: owner, to: Self.sound(1, seconds: 2))
      try house.accounts.setAnnouncement("Fair", of: owner, to: Self.sound(2, seconds: 1))
      try house.accounts.setAnnouncement("Summer", of: owner, to: Self.sound(3, seconds: 3))
      let all = try house.accounts.announcements(of: owner)
      #expect(all.map(\.name) == ["Fair", "Summer"])
      #expect(all.map(\.sound.milliseconds) == [1_000, 3_000])
      for announcement in all { _ = try house.store.audio(announcement.sound.id) }
    }

    @Test(arguments: StoreMaker.all, Owner.allCases)
    func `a removed announcement is gone, and its name is free`(
      maker: StoreMaker, owner: Owner
    ) throws {
      let house = try House(maker)
      let owner = owner.key(in: house)
      try house.accounts.setAnnouncement("Fair", of: owner, to: Self.sound(1))
      try house.accounts.removeAnnouncement("Fair", of: owner)
      #expect(try house.accounts.announcements(of: owner).isEmpty)
      #expect(throws: StoreError.missing(kind: "announcement", name: "Fair")) {
        try house.accounts.removeAnnouncement("Fair", of: owner)
      }
      try house.accounts.setAnnouncement("Fair", of: owner, to: Self.sound(2))
      #expect(try house.accounts.announcements(of: owner).count == 1)
    }

    @Test(arguments: StoreMaker.all, Owner.allCases)
    func `a greeting made from an announcement keeps its sound`(
      maker: StoreMaker, owner: Owner
    ) throws {
      let house = try House(maker)
      let owner = owner.key(in: house)
      try house.accounts.setAnnouncement("Fair", of: owner, to: Self.sound(1))
      try house.accounts.setGreeting(.busy, of: house.anna.id, to: Self.sound(1))
      try house.accounts.removeAnnouncement("Fair", of: owner)
      let greeting = try #require(try house.accounts.greeting(.busy, of: house.anna.id))
      _ = try house.store.audio(greeting.id)
    }

    @Test(arguments: StoreMaker.all)
    func `the company and each of its users may have one of the same name`(
      maker: StoreMaker
    ) throws {
      let house = try House(maker)
      let owners: [AnnouncementOwner] = [
        .company(house.company.id), .user(house.anna.id), .user(house.ben.id),
      ]
      for (index, owner) in owners.enumerated() {
        try house.accounts.setAnnouncement("Fair", of: owner, to: Self.sound(1, seconds: index + 1))
      }
      for (index, owner) in owners.enumerated() {
        let all = try house.accounts.announcements(of: owner)
        #expect(all.map(\.sound.milliseconds) == [Int32(index + 1) * 1_000])
      }
      try house.accounts.removeAnnouncement("Fair", of: .user(house.anna.id))
      #expect(try house.accounts.announcements(of: .user(house.ben.id)).count == 1)
      #expect(try house.accounts.announcements(of: .company(house.company.id)).count == 1)
    }

    @Test(arguments: StoreMaker.all)
    func `a company has its announcements alone, and takes them along`(maker: StoreMaker) throws {
      let house = try House(maker)
      let other = try house.accounts.add(
        Company(name: "Tal", plan: house.company.plan, portalNumber: "0211 5559"))
      #expect(try house.accounts.announcements(of: .company(other.id)).isEmpty)
      try expectNothingIsLeft(of: Owner.allCases, in: house) {
        try house.accounts.removeCompany(house.company.id)
      }
    }

    @Test(arguments: StoreMaker.all)
    func `a user takes her announcements along`(maker: StoreMaker) throws {
      let house = try House(maker)
      try expectNothingIsLeft(of: [.user], in: house) {
        try house.accounts.removeUser(house.anna.id)
      }
      #expect(try house.accounts.announcements(of: .company(house.company.id)).isEmpty)
    }

    private func expectNothingIsLeft(
      of owners: [Owner], in house: House, after removal: () throws -> Void
    ) throws {
      let keys = owners.map { $0.key(in: house) }
      for key in keys {
        try house.accounts.setAnnouncement("Fair", of: key, to: Self.sound(1))
      }
      let sounds = try keys.flatMap { try house.accounts.announcements(of: $0).map(\.sound.id) }
      try removal()
      for sound in sounds {
        #expect(throws: StoreError.self) { try house.store.audio(sound) }
      }
      for key in keys {
        #expect(throws: StoreError.self) { try house.accounts.announcements(of: key) }
        #expect(throws: StoreError.self) {
          try house.accounts.setAnnouncement("Fair", of: key, to: Self.sound(1))
        }
      }
    }

    @Test(
      arguments: StoreMaker.all,
      ["", "  ", "two\nlines", String(repeating: "x", count: 81)])
    func `a name that cannot be written is refused`(maker: StoreMaker, name: String) throws {
      let house = try House(maker)
      for owner in Owner.allCases.map({ $0.key(in: house) }) {
        let error = #expect(throws: StoreError.self) {
          try house.accounts.setAnnouncement(name, of: owner, to: Self.sound(1))
        }
        guard case .refused("announcement", _) = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        #expect(try house.accounts.announcements(of: owner).isEmpty)
      }
    }

    private static func sound(_ level: Int16, seconds: Int = 1) -> [Int16] {
      [Int16](repeating: level, count: seconds * 8_000)
    }
  }
}
