import Mailbox
import Testing

@Suite struct CallHandlingTests {
  private let all = CallForwarding(isOn: true, destination: PhoneNumber(e164: "+4930111111"))
  private let busy = CallForwarding(isOn: true, destination: PhoneNumber(e164: "+4930222222"))
  private let late = CallForwarding(isOn: true, destination: PhoneNumber(e164: "+4930333333"))

  private func forward(_ forwarding: CallForwarding) throws -> Treatment {
    .forward(try #require(forwarding.destination))
  }

  @Test(arguments: [
    (CallCondition.idle, Treatment.mailbox(.noAnswer)), (.busy, .mailbox(.busy)),
    (.doNotDisturb, .mailbox(.busy)), (.noAnswer, .mailbox(.noAnswer)),
    (.unreachable, .mailbox(.noAnswer)), (.unconditional, .mailbox(.noAnswer)),
  ])
  func `a new user's calls go to the mailbox with the greeting of their reason`(
    condition: CallCondition, treatment: Treatment
  ) {
    #expect(CallHandling().treatment(of: condition, ringsSoFar: nil) == treatment)
  }

  @Test(arguments: [
    (CallCondition.idle, Treatment.noAnswer), (.busy, .busy), (.doNotDisturb, .busy),
    (.noAnswer, .noAnswer), (.unreachable, .noAnswer), (.unconditional, .mailbox(.noAnswer)),
  ])
  func `without any setting the caller gets the ordinary result`(
    condition: CallCondition, treatment: Treatment
  ) {
    var handling = CallHandling()
    handling.sendBusy = false
    handling.sendUnanswered = false
    for rings in [nil, 0, 3] {
      #expect(handling.treatment(of: condition, ringsSoFar: rings) == treatment)
    }
  }

  @Test(arguments: CallCondition.allCases, [nil, 0, 5])
  func `forwarding always wins over everything`(condition: CallCondition, rings: Int?) throws {
    var handling = CallHandling()
    handling.forwardAlways = all
    handling.forwardBusy = busy
    handling.forwardNoAnswer = late
    handling.sendAll = true
    #expect(try handling.treatment(of: condition, ringsSoFar: rings) == forward(all))
  }

  @Test(arguments: CallCondition.allCases)
  func `forwarding for a condition wins over the mailbox`(condition: CallCondition) throws {
    var handling = CallHandling()
    handling.forwardBusy = busy
    handling.forwardNoAnswer = late
    handling.sendAll = true
    let expected =
      switch condition {
      case .busy, .doNotDisturb: try forward(busy)
      case .idle, .noAnswer, .unreachable: try forward(late)
      case .unconditional: Treatment.mailbox(.noAnswer)
      }
    #expect(handling.treatment(of: condition, ringsSoFar: nil) == expected)
  }

  @Test(arguments: CallCondition.allCases)
  func `forwarding that is off or has no destination does nothing`(condition: CallCondition) {
    var handling = CallHandling()
    handling.forwardAlways = CallForwarding(isOn: true, destination: nil)
    handling.forwardBusy = CallForwarding(isOn: false, destination: busy.destination)
    handling.forwardNoAnswer = CallForwarding(isOn: true, destination: nil)
    #expect(
      handling.treatment(of: condition, ringsSoFar: nil)
        == CallHandling().treatment(of: condition, ringsSoFar: nil))
  }

  @Test(arguments: [
    (0 as Int?, Treatment.ring(more: 3)), (2, .ring(more: 1)), (3, .mailbox(.noAnswer)),
    (9, .mailbox(.noAnswer)), (nil, .mailbox(.noAnswer)),
  ])
  func `the phone rings until the rings are met`(ringsSoFar: Int?, treatment: Treatment) {
    #expect(CallHandling().treatment(of: .idle, ringsSoFar: ringsSoFar) == treatment)
    #expect(CallHandling().treatment(of: .noAnswer, ringsSoFar: ringsSoFar) == treatment)
  }

  @Test func `forwarding waits for the rings too, without the mailbox`() throws {
    var handling = CallHandling()
    handling.forwardNoAnswer = late
    handling.sendUnanswered = false
    #expect(handling.treatment(of: .noAnswer, ringsSoFar: 1) == .ring(more: 2))
    #expect(try handling.treatment(of: .noAnswer, ringsSoFar: 3) == forward(late))
  }

  @Test func `no rings and all calls go to the mailbox at once`() throws {
    var handling = CallHandling()
    try handling.setRings(0)
    #expect(handling.treatment(of: .idle, ringsSoFar: 0) == .mailbox(.noAnswer))
    try handling.setRings(20)
    handling.sendAll = true
    #expect(handling.treatment(of: .idle, ringsSoFar: 0) == .mailbox(.noAnswer))
  }

  @Test(arguments: CallCondition.allCases)
  func `what would go to a mailbox that is off is told so`(condition: CallCondition) {
    var handling = CallHandling()
    handling.mailboxIsOn = false
    #expect(handling.treatment(of: condition, ringsSoFar: nil) == .mailboxOff)
  }

  @Test func `rings are 0 or 2 to 20`() throws {
    var handling = CallHandling()
    for count in -2...25 {
      if count == 0 || (2...20).contains(count) {
        try handling.setRings(count)
        #expect(handling.rings == count)
      } else {
        let before = handling
        #expect(throws: CallHandlingError.wrongRings(count)) { try handling.setRings(count) }
        #expect(handling == before)
      }
    }
  }

  @Test func `settings survive coding`() throws {
    var handling = CallHandling()
    handling.forwardBusy = busy
    handling.sendBusy = false
    try handling.setRings(7)
    #expect(try recoded(handling) == handling)
  }
}
