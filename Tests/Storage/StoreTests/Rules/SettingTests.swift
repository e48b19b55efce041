import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct Settings {
    private func change(_ system: TestSystem, _ change: SettingChange) -> MailboxReply {
      system.ask(.change(user: system.anna.id, change))
    }

    @Test(arguments: StoreMaker.all)
    func `each change by phone is there afterwards`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      for step: SettingChange in [
        .playsBusy(true), .noAnswer(.alternate2), .away(true), .awayTakesMessages(false),
        .deposit(.transfer), .depositTransfer(digits: "112"),
        .forwardingNumber(.always, digits: "0301234567"), .forwarding(.always, isOn: false),
        .forwardingNumber(.busy, digits: "0049301234567"),
        .forwardingNumber(.noAnswer, digits: "113"),
      ] {
        guard case .settings = change(system, step) else {
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
        system.ask(.settings(user: system.anna.id))
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
      let system = try TestSystem(maker)
      let before = system.ask(.settings(user: system.anna.id))
      #expect(
        change(system, .forwardingNumber(.always, digits: number.digits))
          == .numberRefused(number.refusal))
      #expect(
        change(system, .depositTransfer(digits: number.digits)) == .numberRefused(number.refusal))
      #expect(system.ask(.settings(user: system.anna.id)) == before)
    }

    @Test(arguments: StoreMaker.all)
    func `a number of the company may be called whatever the rules say`(maker: StoreMaker) throws {
      let system = try TestSystem(maker) { $0.dialRules = DialRules(allow: [], deny: ["+"]) }
      guard case .settings = change(system, .forwardingNumber(.always, digits: "112")) else {
        Issue.record("refused")
        return
      }
      #expect(
        try system.arrive(from: TestSystem.stranger, to: "111")
          == .forward("+492115552222", by: system.anna.id))
    }

    @Test(arguments: StoreMaker.all, [GreetingSlot.busy, .personal, .alternate3])
    func `a recorded greeting is chosen at once`(maker: StoreMaker, slot: GreetingSlot) throws {
      let system = try TestSystem(maker)
      #expect(system.ask(.greeting(user: system.anna.id, slot)) == .greeting(nil))
      let take = try system.record(milliseconds: 1_200)
      #expect(system.ask(.keepGreeting(user: system.anna.id, slot, take)) == .done)
      guard case .greeting(let sound?) = system.ask(.greeting(user: system.anna.id, slot)) else {
        Issue.record("no greeting")
        return
      }
      #expect(sound.milliseconds == 1_200)
      let visit = try system.visit(to: system.anna, slot == .busy ? .busy : .noAnswer)
      #expect(visit.greeting == .recorded(sound))
    }

    @Test(arguments: StoreMaker.all)
    func `a new recording replaces the old one`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      for milliseconds in [1_200, 2_400] {
        let take = try system.record(milliseconds: milliseconds)
        _ = system.ask(.keepGreeting(user: system.anna.id, .busy, take))
      }
      let sound = try #require(try system.accounts.greeting(.busy, of: system.anna.id))
      #expect(sound.milliseconds == 2_400)
      _ = try system.store.audio(sound.id)
    }

    @Test(arguments: StoreMaker.all)
    func `a recorded name can be dropped`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      _ = system.ask(.keepGreeting(user: system.anna.id, .name, try system.record()))
      #expect(try system.visit(to: system.anna).name != nil)
      guard case .settings(let settings) = change(system, .forgetName) else {
        Issue.record("no settings")
        return
      }
      #expect(settings.hasName == false)
      #expect(try system.visit(to: system.anna).name == nil)
    }
  }
}
