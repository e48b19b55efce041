import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct Settings {
    private func change(_ house: House, _ change: SettingChange) -> MailboxReply {
      house.ask(.change(user: house.anna.id, change))
    }

    @Test(arguments: StoreMaker.all)
    func `each change by phone is there afterwards`(maker: StoreMaker) throws {
      let house = try House(maker)
      for step: SettingChange in [
        .playsBusy(true), .noAnswer(.alternate2), .away(true), .awayTakesMessages(false),
        .deposit(.transfer), .depositTransfer(digits: "112"),
        .forwardingNumber(.always, digits: "0301234567"), .forwarding(.always, isOn: false),
        .forwardingNumber(.busy, digits: "0049301234567"),
        .forwardingNumber(.noAnswer, digits: "113"),
      ] {
        guard case .settings = change(house, step) else {
          Issue.record("\(step)")
          return
        }
      }
      var greetings = GreetingSettings()
      greetings.playsBusy = true
      greetings.noAnswer = .alternate2
      greetings.isAway = true
      greetings.awayTakesMessages = false
      #expect(
        house.ask(.settings(user: house.anna.id))
          == .settings(
            PhoneSettings(
              greetings: greetings, recorded: [], deposit: .transfer,
              depositTransfer: "+492115552222",
              always: .init(isOn: false, number: "+49301234567"),
              busy: .init(isOn: true, number: "+49301234567"),
              noAnswer: .init(isOn: true, number: "+492115553333"))))
    }

    @Test(
      arguments: StoreMaker.all,
      [
        ("12", NumberRefusal.malformed), ("", .malformed), ("0033123456789", .notAllowed),
        ("09001234567", .notAllowed),
      ])
    func `a number that may not be called is refused and changes nothing`(
      maker: StoreMaker, number: (digits: String, refusal: NumberRefusal)
    ) throws {
      let house = try House(maker)
      let before = house.ask(.settings(user: house.anna.id))
      #expect(
        change(house, .forwardingNumber(.always, digits: number.digits))
          == .numberRefused(number.refusal))
      #expect(
        change(house, .depositTransfer(digits: number.digits)) == .numberRefused(number.refusal))
      #expect(house.ask(.settings(user: house.anna.id)) == before)
    }

    @Test(arguments: StoreMaker.all)
    func `a number of the company may be called whatever the rules say`(maker: StoreMaker) throws {
      let house = try House(maker) { $0.dialRules = DialRules(allow: [], deny: ["+"]) }
      guard case .settings = change(house, .forwardingNumber(.always, digits: "112")) else {
        Issue.record("refused")
        return
      }
      #expect(
        try house.arrive(from: House.stranger, to: "111")
          == .forward("+492115552222", by: house.anna.id))
    }

    @Test(arguments: StoreMaker.all, [GreetingSlot.busy, .personal, .alternate3])
    func `a recorded greeting is chosen at once`(maker: StoreMaker, slot: GreetingSlot) throws {
      let house = try House(maker)
      #expect(house.ask(.greeting(user: house.anna.id, slot)) == .greeting(nil))
      let take = try house.record(milliseconds: 1_200)
      #expect(house.ask(.keepGreeting(user: house.anna.id, slot, take)) == .done)
      guard case .greeting(let sound?) = house.ask(.greeting(user: house.anna.id, slot)) else {
        Issue.record("no greeting")
        return
      }
      #expect(sound.milliseconds == 1_200)
      let visit = try house.visit(to: house.anna, slot == .busy ? .busy : .noAnswer)
      #expect(visit.greeting == .recorded(sound))
    }

    @Test(arguments: StoreMaker.all)
    func `a new recording replaces the old one`(maker: StoreMaker) throws {
      let house = try House(maker)
      for milliseconds in [1_200, 2_400] {
        let take = try house.record(milliseconds: milliseconds)
        _ = house.ask(.keepGreeting(user: house.anna.id, .busy, take))
      }
      let sound = try #require(try house.accounts.greeting(.busy, of: house.anna.id))
      #expect(sound.milliseconds == 2_400)
      _ = try house.store.audio(sound.id)
    }

    @Test(arguments: StoreMaker.all)
    func `a recorded name can be dropped`(maker: StoreMaker) throws {
      let house = try House(maker)
      _ = house.ask(.keepGreeting(user: house.anna.id, .name, try house.record()))
      #expect(try house.visit(to: house.anna).name != nil)
      guard case .settings(let settings) = change(house, .forgetName) else {
        Issue.record("no settings")
        return
      }
      #expect(settings.hasName == false)
      #expect(try house.visit(to: house.anna).name == nil)
    }
  }
}
