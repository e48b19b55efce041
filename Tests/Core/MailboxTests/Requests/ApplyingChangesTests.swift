import Mailbox
import Testing

@Suite struct ApplyingChangesTests {
  private func refusal(of change: SettingChange, by settings: inout UserSettings) throws
    -> NumberRefusal?
  {
    let town = try Town()
    return settings.apply(
      change, company: town.company,
      mainNumber: { town.user(extension: $0.digits, of: 1)?.mainNumber },
      refusal: {
        town.refusal(ofSendingCallsTo: town.anna, on: $0, by: $1, in: town.company)
      })
  }

  @Test(arguments: ForwardingKind.allCases)
  func `a number typed for a forwarding switches this one on`(kind: ForwardingKind) throws {
    var settings = UserSettings()
    #expect(try refusal(of: .forwardingNumber(kind, digits: "0301234567"), by: &settings) == nil)
    for other in ForwardingKind.allCases {
      #expect(
        settings.handling[other]
          == (other == kind
            ? CallForwarding(isOn: true, destination: try number("+49301234567"))
            : CallForwarding()))
    }
    #expect(try refusal(of: .forwarding(kind, isOn: false), by: &settings) == nil)
    #expect(settings.handling[kind].destination == (try number("+49301234567")))
    #expect(settings.handling[kind].target == nil)
  }

  @Test(arguments: [
    ("112", "+492115552222"), ("0301234567", "+49301234567"), ("0049301234567", "+49301234567"),
    ("492115552222", "+492115552222"), ("01701111111", "+491701111111"),
  ])
  func `extensions and phone numbers are understood`(digits: String, e164: String) throws {
    var settings = UserSettings()
    #expect(try refusal(of: .depositTransfer(digits: digits), by: &settings) == nil)
    #expect(settings.deposit.transferNumber?.e164 == e164)
  }

  @Test(arguments: [
    ("119", NumberRefusal.malformed), ("", .malformed), ("5551111", .malformed),
    ("0033123456789", .notAllowed), ("09001234567", .notAllowed), ("111", .leadsBack),
    ("02115551111", .leadsBack), ("02115550", .leadsBack), ("005550", .malformed),
  ])
  func `a refused number changes nothing`(digits: String, refusal: NumberRefusal) throws {
    var settings = UserSettings()
    #expect(try self.refusal(of: .depositTransfer(digits: digits), by: &settings) == refusal)
    #expect(
      try self.refusal(of: .forwardingNumber(.always, digits: digits), by: &settings) == refusal)
    #expect(settings == UserSettings())
  }

  @Test func `a kept number is judged again when it is switched on`() throws {
    var settings = UserSettings()
    settings.handling.forwardBusy.destination = try number("+492115551111")
    settings.deposit.transferNumber = try number("+33123456789")
    #expect(try refusal(of: .forwarding(.busy, isOn: true), by: &settings) == .leadsBack)
    #expect(try refusal(of: .deposit(.transfer), by: &settings) == .notAllowed)
    #expect(settings.handling.forwardBusy.target == nil)
    #expect(settings.deposit.mode == .on)
    #expect(try refusal(of: .forwarding(.busy, isOn: false), by: &settings) == nil)
    #expect(try refusal(of: .deposit(.off), by: &settings) == nil)
  }

  @Test(arguments: GreetingSlot.allCases)
  func `only some recordings can be the no-answer greeting`(slot: GreetingSlot) throws {
    var settings = UserSettings()
    #expect(try refusal(of: .noAnswer(slot), by: &settings) == nil)
    let choices: [GreetingSlot] = [.personal, .alternate1, .alternate2, .alternate3]
    #expect(settings.greetings.noAnswer == (choices.contains(slot) ? slot : nil))
    settings.greetings.noAnswer = .personal
    #expect(try refusal(of: .noAnswer(nil), by: &settings) == nil)
    #expect(settings.greetings.noAnswer == nil)
  }

  @Test func `forgetting the name is no change of settings`() throws {
    var settings = UserSettings()
    #expect(try refusal(of: .forgetName, by: &settings) == nil)
    #expect(settings == UserSettings())
  }
}
