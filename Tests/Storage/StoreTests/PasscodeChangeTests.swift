import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct ChangingPasscodes {
    private func change(_ house: House, to digits: String) -> MailboxReply {
      let code = Passcode(digits)
      return house.ask(.changePasscode(user: house.anna.id, code, repeated: code))
    }

    @Test(arguments: StoreMaker.all)
    func `the new passcode works and the old one does not`(maker: StoreMaker) throws {
      let house = try House(maker)
      #expect(change(house, to: "730516") == .done)
      #expect(house.logIn(House.annasCode, as: house.anna) == .refused)
      #expect(house.logIn("730516", as: house.anna) != .refused)
    }

    @Test(arguments: StoreMaker.all)
    func `two entries that differ change nothing`(maker: StoreMaker) throws {
      let house = try House(maker)
      #expect(
        house.ask(
          .changePasscode(user: house.anna.id, Passcode("730516"), repeated: Passcode("730517")))
          == .refused)
      #expect(try house.welcome(house.anna).user == house.anna.id)
    }

    @Test(
      arguments: StoreMaker.all,
      [
        ("12345", PasscodeRule.tooShort), ("551111", .ownExtension), ("228883", .repeatedDigit),
        ("820594", .reverseOfOld), ("495028", .usedBefore),
      ])
    func `a broken rule is named, and changes nothing`(
      maker: StoreMaker, code: (digits: String, rule: PasscodeRule)
    ) throws {
      let house = try House(maker) { $0.policy = .webex }
      let passcode = Passcode(code.digits)
      let anna = house.anna.id
      #expect(house.ask(.checkPasscode(user: anna, passcode)) == .passcodeRefused(code.rule))
      #expect(change(house, to: code.digits) == .passcodeRefused(code.rule))
      #expect(try house.accounts.brokenRule(by: passcode, of: anna, assigned: true) == code.rule)
      #expect(throws: StoreError.refused(field: "passcode", reason: .passcode(code.rule))) {
        try house.accounts.setPasscode(passcode, of: anna, assigned: false)
      }
      #expect(try house.welcome(house.anna).user == anna)
    }

    @Test(arguments: StoreMaker.all)
    func `an old passcode is free again after ten others`(maker: StoreMaker) throws {
      let house = try House(maker) { $0.policy = .webex }
      let others = [
        "730516", "926403", "583016", "260497", "740625", "962073", "385062", "629405", "837059",
        "094826",
      ]
      for (index, other) in others.enumerated() {
        #expect(change(house, to: "495028") == .passcodeRefused(.usedBefore), "\(index)")
        #expect(change(house, to: other) == .done, "\(other)")
      }
      #expect(change(house, to: "495028") == .done)
    }

    @Test(arguments: StoreMaker.all)
    func `a passcode that is only tried is not taken`(maker: StoreMaker) throws {
      let house = try House(maker)
      #expect(house.ask(.checkPasscode(user: house.anna.id, Passcode("730516"))) == .done)
      #expect(
        try house.accounts.brokenRule(by: Passcode("730516"), of: house.anna.id, assigned: true)
          == nil)
      #expect(try house.welcome(house.anna).user == house.anna.id)
    }

    @Test(arguments: StoreMaker.all, PasscodePolicy.profileNames)
    func `a user's own change gives another passcode, in every policy`(
      maker: StoreMaker, profile: String
    ) throws {
      let house = try House(maker) { $0.policy = PasscodePolicy.profile(named: profile) ?? .oneNet }
      let anna = house.anna.id
      let same = Passcode("730516")
      try house.accounts.setPasscode(same, of: anna, assigned: true)
      #expect(
        house.ask(.checkPasscode(user: anna, same)) == .passcodeRefused(.usedBefore))
      #expect(
        house.ask(.changePasscode(user: anna, same, repeated: same))
          == .passcodeRefused(.usedBefore))
      #expect(throws: StoreError.refused(field: "passcode", reason: .passcode(.usedBefore))) {
        try house.accounts.setPasscode(same, of: anna, assigned: false)
      }
      #expect(try house.accounts.loginState(of: anna).mustChange)
      let other = Passcode("281973")
      #expect(house.ask(.changePasscode(user: anna, other, repeated: other)) == .done)
      #expect(try house.accounts.loginState(of: anna).mustChange == false)
    }

    @Test(arguments: StoreMaker.all)
    func `an administrator may assign the same passcode again where the policy allows it`(
      maker: StoreMaker
    ) throws {
      let house = try House(maker)
      try house.accounts.setPasscode(Passcode(House.annasCode), of: house.anna.id, assigned: true)
      #expect(try house.accounts.loginState(of: house.anna.id).mustChange)
    }
  }
}
