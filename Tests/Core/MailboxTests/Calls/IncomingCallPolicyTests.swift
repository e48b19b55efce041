import Mailbox
import Testing

@Suite struct ReceptionTests {
  private let sound = AudioReference(id: 7, milliseconds: 1_000)

  @Test func `a call without a reason has rung long enough`() throws {
    let town = try Town()
    #expect(town.visit(nil)?.greeting == .systemNoAnswer)
    #expect(town.call(nil, rings: 0) == town.call(nil))
  }

  @Test func `a phone that still rings gets its rings first`() throws {
    let town = try Town()
    guard case .ring(let more, let visit) = town.call(.idle, rings: 1) else {
      Issue.record("no ring")
      return
    }
    #expect(more == 2)
    #expect(visit == town.visit())
    guard case .visit = town.call(.idle, rings: 3) else {
      Issue.record("no visit")
      return
    }
  }

  @Test func `the ordinary results speak the owner's language`() throws {
    var town = try Town()
    town.anna.settings.handling.sendBusy = false
    town.anna.settings.handling.sendUnanswered = false
    #expect(town.call(.busy) == .busy(.de))
    #expect(town.call(.noAnswer) == .noAnswer(.de))
    town.anna.settings.handling.sendAll = true
    town.anna.settings.handling.mailboxIsOn = false
    #expect(town.call(.busy) == .mailboxOff(.de, mailbox: 11, number: town.anna.mainNumber.e164))
  }

  @Test(arguments: CallCondition.allCases)
  func `forwarding to where no calls are allowed counts as off`(condition: CallCondition) throws {
    var town = try Town()
    let abroad = CallForwarding(isOn: true, destination: try number("+33123456789"))
    town.anna.settings.handling.forwardAlways = abroad
    town.anna.settings.handling.forwardBusy = abroad
    town.anna.settings.handling.forwardNoAnswer = abroad
    #expect(town.visit(condition) != nil)
    town.company.dialRules.allow.append("+33")
    #expect(town.call(condition) == .forward("+33123456789", by: town.anna.id))
  }

  @Test func `each greeting falls back to the system's`() throws {
    var town = try Town()
    town.anna.settings.greetings.playsBusy = true
    town.anna.settings.greetings.noAnswer = .alternate1
    #expect(town.visit(.busy)?.greeting == .systemBusy)
    #expect(town.visit()?.greeting == .systemNoAnswer)
    town.facts.recordings = [.busy: sound]
    #expect(town.visit(.busy)?.greeting == .recorded(sound))
    #expect(town.visit()?.greeting == .systemNoAnswer)
    town.anna.settings.greetings.isAway = true
    #expect(town.visit(.busy)?.greeting == .systemAway)
    town.facts.recordings[.away] = AudioReference(id: 8, milliseconds: 1)
    #expect(town.visit()?.greeting == .recorded(AudioReference(id: 8, milliseconds: 1)))
  }

  @Test func `extended away may refuse messages`() throws {
    var town = try Town()
    town.anna.settings.greetings.isAway = true
    #expect(town.visit()?.after == .record)
    town.anna.settings.greetings.awayTakesMessages = false
    #expect(town.visit()?.after == .hangUp)
    town.anna.settings.greetings.isAway = false
    #expect(town.visit()?.after == .record)
  }

  @Test func `after the greeting comes what the owner set`() throws {
    var town = try Town()
    town.anna.settings.deposit.mode = .off
    #expect(town.visit()?.after == .hangUp)
    town.anna.settings.deposit.mode = .transfer
    #expect(town.visit()?.after == .hangUp)
    town.anna.settings.deposit.transferNumber = try number("+33123456789")
    #expect(town.visit()?.after == .hangUp)
    town.anna.settings.deposit.transferNumber = town.ben.mainNumber
    #expect(town.visit()?.after == .transfer("+492115552222"))
  }

  @Test func `a full mailbox does not record`() throws {
    var town = try Town()
    town.facts.counts = MessageCounts(new: 60, saved: 40)
    #expect(town.visit()?.after == .mailboxFull)
    town.facts = MailboxFacts(counts: MessageCounts(new: 1), seconds: 6_000)
    #expect(town.visit()?.after == .mailboxFull)
  }

  @Test func `0 goes only where calls are allowed`() throws {
    var town = try Town()
    #expect(town.visit()?.redirect == nil)
    town.anna.settings.redirectOnZero = try number("+33123456789")
    #expect(town.visit()?.redirect == nil)
    town.anna.settings.redirectOnZero = try number("+49301234567")
    #expect(town.visit()?.redirect == "+49301234567")
  }

  @Test(arguments: [
    (true, nil as Bool?, true), (false, nil, false), (false, true, true), (true, false, false),
  ])
  func `instructions after an own greeting are the user's choice, or else the company's`(
    company: Bool, user: Bool?, isInstructed: Bool
  ) throws {
    var town = try Town()
    town.company.saysInstructions = company
    town.anna.settings.greetings.saysInstructions = user
    #expect(town.visit()?.saysInstructions == isInstructed)
  }

  @Test func `the welcome tells of everything that waits`() throws {
    var town = try Town()
    town.anna.settings.greetings.isAway = true
    town.company.allowsCompanyMessages = false
    let counts = MessageCounts(new: 50, urgent: 2, saved: 40)
    let facts = MailboxFacts(counts: counts, failedAttempts: 3, mustChange: .expired)
    #expect(
      IncomingCallPolicy.welcome(user: town.anna, company: town.company, facts: facts)
        == LoggedInOwner(
          user: 11, language: .de, counts: counts, failedAttempts: 3, mustChange: .expired,
          isAway: true, isNearlyFull: true, mayMessageCompany: false,
          home: HomeCountry(town.company.plan)))
  }

  @Test(arguments: [
    (
      true, nil as Int?, Int64(0),
      LoggedInOwner.ChangeReason.assigned as LoggedInOwner.ChangeReason?
    ),
    (false, nil, .max / 2, nil), (false, 2, 172_799_999, nil), (false, 2, 172_800_000, .expired),
  ])
  func `a passcode must be changed when it was assigned or has expired`(
    isAssigned: Bool, days: Int?, age: Int64, reason: LoggedInOwner.ChangeReason?
  ) throws {
    var company = try Town().company
    company.passcodeDays = days
    #expect(company.changeReason(assigned: isAssigned, setAt: 1_000, now: 1_000 + age) == reason)
  }

  @Test(arguments: ["0211 5550", "+49 211 5550", "0211-5550", "+492115550"])
  func `all notations of the portal's number are one`(notation: String) throws {
    let town = try Town()
    #expect(town.company.comparableForm(of: notation) == town.company.portalKey)
    #expect(
      IncomingCallPolicy.arrival(
        of: IncomingCall(from: "", trust: .claimed, to: notation), in: town)
        == .logIn(company: 1, mailbox: nil, .en))
  }

  @Test func `a trunk zero after the country code names the same user`() throws {
    let town = try Town()
    #expect(town.user(named: "+4902115551111", in: town.company)?.id == 11)
    #expect(
      IncomingCallPolicy.arrival(
        of: IncomingCall(from: "+4902115551111", trust: .claimed, to: "+490211 5550"), in: town)
        == .logIn(company: 1, mailbox: 11, .de))
  }
}
