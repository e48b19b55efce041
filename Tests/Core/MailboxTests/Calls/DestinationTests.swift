import Mailbox
import Testing

/// Where calls to a user may be sent on (requirement D0).
@Suite struct DestinationTests {
  private func refusal(
    _ town: Town, _ e164: String, by setting: CallSetting? = nil
  ) throws -> DestinationRefusal? {
    town.refusal(
      ofSendingCallsTo: town.anna, on: try number(e164), by: setting, in: town.company)
  }

  @Test(arguments: [
    ("+492115551111", DestinationRefusal.ownNumber as DestinationRefusal?),
    ("+492115550", .portal), ("+33123456789", .notAllowed), ("+492115552222", nil),
    ("+491701111111", nil), ("+49301234567", nil),
  ])
  func `a number is refused where the call would come back`(
    e164: String, expected: DestinationRefusal?
  ) throws {
    #expect(try refusal(try Town(), e164) == expected)
  }

  @Test func `an alias leads back when it is a line of the same phone system`() throws {
    var town = try Town()
    town.anna.aliases.append(try number("+492115551199"))
    #expect(try refusal(town, "+492115551199") == .ownNumber)
    #expect(try refusal(town, "+491701111111") == nil)
  }

  @Test func `an access code of digits reaches the portal in every notation`() throws {
    var town = try Town()
    town.company.accessCode = "02115559999"
    #expect(try refusal(town, "+492115559999") == .portal)
    #expect(town.company.portalIsReached(by: "0211-5550"))
    #expect(!town.company.portalIsReached(by: "112"))
  }

  @Test(arguments: [
    CallSetting.forwarding(.always), .forwarding(.busy), .forwarding(.noAnswer), .depositTransfer,
    .redirectOnZero,
  ])
  func `who forwards always to the user closes a ring with every setting`(
    setting: CallSetting
  ) throws {
    var town = try Town()
    town.ben.settings.handling.forwardAlways = CallForwarding(
      isOn: true, destination: town.anna.mainNumber)
    #expect(try refusal(town, "+492115552222", by: setting) == .ring)
    #expect(try refusal(town, "+492115552222") == nil)
    town.ben.settings.handling.forwardAlways.isOn = false
    #expect(try refusal(town, "+492115552222", by: setting) == nil)
  }

  @Test func `forwarding for another reason closes no ring`() throws {
    var town = try Town()
    town.ben.settings.handling.forwardBusy = CallForwarding(
      isOn: true, destination: town.anna.mainNumber)
    #expect(try refusal(town, "+492115552222", by: .forwarding(.noAnswer)) == nil)
    #expect(try refusal(town, "+492115552222", by: .forwarding(.busy)) == .ring)
  }

  @Test func `the portal is not called back`() throws {
    let town = try Town()
    #expect(town.callBack(toSender: "+492115550", in: town.company) == nil)
    #expect(town.callBack(toSender: "+492115552222", in: town.company) == "+492115552222")
  }
}
