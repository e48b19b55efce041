import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct Announcements {
    @Test(arguments: StoreMaker.all)
    func `announcements are listed by name, and a name has one sound`(maker: StoreMaker) throws {
      let house = try House(maker)
      let company = house.company.id
      #expect(try house.accounts.announcements(of: company).isEmpty)
      try house.accounts.setAnnouncement("Summer", of: company, to: Self.sound(1, seconds: 2))
      try house.accounts.setAnnouncement("Fair", of: company, to: Self.sound(2, seconds: 1))
      try house.accounts.setAnnouncement("Summer", of: company, to: Self.sound(3, seconds: 3))
      let all = try house.accounts.announcements(of: company)
      #expect(all.map(\.name) == ["Fair", "Summer"])
      #expect(all.map(\.sound.milliseconds) == [1_000, 3_000])
      for announcement in all { _ = try house.store.audio(announcement.sound.id) }
    }

    @Test(arguments: StoreMaker.all)
    func `a removed announcement is gone, and its name is free`(maker: StoreMaker) throws {
      let house = try House(maker)
      let company = house.company.id
      try house.accounts.setAnnouncement("Fair", of: company, to: Self.sound(1))
      try house.accounts.removeAnnouncement("Fair", of: company)
      #expect(try house.accounts.announcements(of: company).isEmpty)
      #expect(throws: StoreError.missing(kind: "announcement", name: "Fair")) {
        try house.accounts.removeAnnouncement("Fair", of: company)
      }
      try house.accounts.setAnnouncement("Fair", of: company, to: Self.sound(2))
      #expect(try house.accounts.announcements(of: company).count == 1)
    }

    @Test(arguments: StoreMaker.all)
    func `a greeting made from an announcement keeps its sound`(maker: StoreMaker) throws {
      let house = try House(maker)
      let company = house.company.id
      try house.accounts.setAnnouncement("Fair", of: company, to: Self.sound(1))
      try house.accounts.setGreeting(.busy, of: house.anna.id, to: Self.sound(1))
      try house.accounts.removeAnnouncement("Fair", of: company)
      let greeting = try #require(try house.accounts.greeting(.busy, of: house.anna.id))
      _ = try house.store.audio(greeting.id)
    }

    @Test(arguments: StoreMaker.all)
    func `a company has its announcements alone, and takes them along`(maker: StoreMaker) throws {
      let house = try House(maker)
      let other = try house.accounts.add(
        Company(name: "Tal", plan: house.company.plan, portalNumber: "0211 5559"))
      try house.accounts.setAnnouncement("Fair", of: house.company.id, to: Self.sound(1))
      #expect(try house.accounts.announcements(of: other.id).isEmpty)
      let sound = try #require(
        try house.accounts.announcements(of: house.company.id).first?.sound.id)
      try house.accounts.removeCompany(house.company.id)
      #expect(throws: StoreError.self) { try house.store.audio(sound) }
      #expect(throws: StoreError.self) { try house.accounts.announcements(of: house.company.id) }
      #expect(throws: StoreError.self) {
        try house.accounts.setAnnouncement("Fair", of: house.company.id, to: Self.sound(1))
      }
    }

    @Test(
      arguments: StoreMaker.all,
      ["", "  ", "two\nlines", String(repeating: "x", count: 81)])
    func `a name that cannot be written is refused`(maker: StoreMaker, name: String) throws {
      let house = try House(maker)
      let error = #expect(throws: StoreError.self) {
        try house.accounts.setAnnouncement(name, of: house.company.id, to: Self.sound(1))
      }
      guard case .refused("announcement", _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(try house.accounts.announcements(of: house.company.id).isEmpty)
    }

    private static func sound(_ level: Int16, seconds: Int = 1) -> [Int16] {
      [Int16](repeating: level, count: seconds * 8_000)
    }
  }
}
