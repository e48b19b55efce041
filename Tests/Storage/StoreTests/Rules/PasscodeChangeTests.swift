import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct ChangingPasscodes {
    private func change(_ system: TestSystem, to digits: String) -> MailboxReply {
      let code = Passcode(digits)
      return system.ask(.changePasscode(user: system.anna.id, code, repeated: code))
    }

    @Test(arguments: StoreMaker.all)
    func `the new passcode works and the old one does not`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      #expect(change(system, to: "730516") == .done)
      #expect(system.logIn(TestSystem.annasCode, as: system.anna) == .refused)
      #expect(system.logIn("730516", as: system.anna) != .refused)
    }

    @Test(arguments: StoreMaker.all)
    func `two entries that differ change nothing`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      #expect(
        system.ask(
          .changePasscode(user: system.anna.id, Passcode("730516"), repeated: Passcode("730517")))
          == .refused)
      #expect(try system.welcome(system.anna).user == system.anna.id)
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
      let system = try TestSystem(maker) { $0.policy = .webex }
      let passcode = Passcode(code.digits)
      let anna = system.anna.id
      #expect(system.ask(.checkPasscode(user: anna, passcode)) == .passcodeRefused(code.rule))
      #expect(change(system, to: code.digits) == .passcodeRefused(code.rule))
      #expect(try system.accounts.brokenRule(by: passcode, of: anna, assigned: true) == code.rule)
      #expect(throws: StoreError.refused(field: "passcode", reason: .passcode(code.rule))) {
        try system.accounts.setPasscode(passcode, of: anna, assigned: false)
      }
      #expect(try system.welcome(system.anna).user == anna)
    }

    @Test(arguments: StoreMaker.all)
    func `an old passcode is free again after ten others`(maker: StoreMaker) throws {
      let system = try TestSystem(maker) { $0.policy = .webex }
      let others = [
        "730516", "926403", "583016", "260497", "740625", "962073", "385062", "629405", "837059",
        "094826",
      ]
      for (index, other) in others.enumerated() {
        #expect(change(system, to: "495028") == .passcodeRefused(.usedBefore), "\(index)")
        #expect(change(system, to: other) == .done, "\(other)")
      }
      #expect(change(system, to: "495028") == .done)
    }

    @Test(arguments: StoreMaker.all)
    func `a passcode that is only tried is not taken`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      #expect(system.ask(.checkPasscode(user: system.anna.id, Passcode("730516"))) == .done)
      #expect(
        try system.accounts.brokenRule(by: Passcode("730516"), of: system.anna.id, assigned: true)
          == nil)
      #expect(try system.welcome(system.anna).user == system.anna.id)
    }

    @Test(arguments: StoreMaker.all, PasscodePolicy.profileNames)
    func `a user's own change gives another passcode, in every policy`(
      maker: StoreMaker, profile: String
    ) throws {
      let system = try TestSystem(maker) {
        $0.policy = PasscodePolicy.profile(named: profile) ?? .oneNet
      }
      let anna = system.anna.id
      let same = Passcode("730516")
      try system.accounts.setPasscode(same, of: anna, assigned: true)
      #expect(
        system.ask(.checkPasscode(user: anna, same)) == .passcodeRefused(.usedBefore))
      #expect(
        system.ask(.changePasscode(user: anna, same, repeated: same))
          == .passcodeRefused(.usedBefore))
      #expect(throws: StoreError.refused(field: "passcode", reason: .passcode(.usedBefore))) {
        try system.accounts.setPasscode(same, of: anna, assigned: false)
      }
      #expect(try system.accounts.loginState(of: anna).mustChange)
      let other = Passcode("281973")
      #expect(system.ask(.changePasscode(user: anna, other, repeated: other)) == .done)
      #expect(try system.accounts.loginState(of: anna).mustChange == false)
    }

    @Test(arguments: StoreMaker.all)
    func `an administrator may assign the same passcode again where the policy allows it`(
      maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      try system.accounts.setPasscode(
        Passcode(TestSystem.annasCode), of: system.anna.id, assigned: true)
      #expect(try system.accounts.loginState(of: system.anna.id).mustChange)
    }
  }
}
