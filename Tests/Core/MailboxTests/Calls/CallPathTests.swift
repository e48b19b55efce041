import Mailbox
import Testing

/// A call is not sent where it has been (requirement D0).
@Suite struct CallPathTests {
  private func arrival(
    _ town: Town, _ condition: CallCondition, passed: [String] = [], recent: [String] = [],
    mayGoOn: Bool = true
  ) -> Arrival {
    var call = IncomingCall(
      from: "+4915112345678", trust: .claimed, to: "111", condition: condition)
    (call.passed, call.mayGoOn) = (passed, mayGoOn)
    return IncomingCallPolicy.arrival(of: call, recent: recent, in: town)
  }

  private func forwarding() throws -> Town {
    var town = try Town()
    let toBen = CallForwarding(isOn: true, destination: town.ben.mainNumber)
    town.anna.settings.handling.forwardAlways = toBen
    town.anna.settings.redirectOnZero = town.ben.mainNumber
    return town
  }

  @Test(arguments: ["112", "+492115552222", "0211 5552222"])
  func `who has had the call does not get it again, and the mailbox answers`(
    passed: String
  ) throws {
    let town = try forwarding()
    #expect(arrival(town, .busy) == .forward("+492115552222", by: town.anna.id))
    guard case .visit(let visit) = arrival(town, .busy, passed: [passed, "111"]) else {
      Issue.record("no mailbox")
      return
    }
    #expect(visit.greeting == .systemBusy)
    #expect(visit.redirect == nil)
  }

  @Test func `the mailbox answers also where it was to answer no such calls`() throws {
    var town = try forwarding()
    town.anna.settings.handling.sendBusy = false
    guard case .visit = arrival(town, .busy, passed: ["112"]) else {
      Issue.record("no mailbox")
      return
    }
  }

  @Test func `a call that was diverted too often stays`() throws {
    guard case .visit(let visit) = arrival(try forwarding(), .idle, mayGoOn: false) else {
      Issue.record("no mailbox")
      return
    }
    #expect(visit.redirect == nil)
  }

  @Test func `a transfer after the greeting does not go back`() throws {
    var town = try Town()
    town.anna.settings.deposit.mode = .transfer
    town.anna.settings.deposit.transferNumber = town.ben.mainNumber
    guard case .visit(let visit) = arrival(town, .busy, passed: ["112"]) else {
      Issue.record("no mailbox")
      return
    }
    #expect(visit.after == .hangUp)
  }

  @Test func `a caller whom the other user has just sent here is not sent back`() throws {
    var town = try forwarding()
    // Ben sends nobody to Anna: this is a new call of the same caller.
    #expect(
      arrival(town, .idle, recent: ["+492115552222"]) == .forward("+492115552222", by: town.anna.id)
    )
    town.ben.settings.handling.forwardBusy = CallForwarding(
      isOn: true, destination: town.anna.mainNumber)
    guard case .visit = arrival(town, .idle, recent: ["+492115552222"]) else {
      Issue.record("no mailbox")
      return
    }
  }

  @Test func `the mobile of a user may be called although her phone has had the call`() throws {
    var town = try forwarding()
    town.ben.aliases = [try number("+491702222222")]
    town.anna.settings.handling.forwardAlways.destination = town.ben.aliases[0]
    #expect(arrival(town, .idle, passed: ["112"]) == .forward("+491702222222", by: town.anna.id))
    guard case .visit = arrival(town, .idle, passed: ["0170 2222222"]) else {
      Issue.record("no mailbox")
      return
    }
  }

  @Test func `a mobile that sends calls back here does not get them again`() throws {
    var town = try Town()
    let mobile = try #require(town.anna.aliases.first)
    town.anna.settings.handling.forwardAlways = CallForwarding(isOn: true, destination: mobile)
    town.anna.settings.redirectOnZero = mobile
    #expect(arrival(town, .noAnswer) == .forward(mobile.e164, by: town.anna.id))
    for passed in [mobile.e164, "0170 1111111"] {
      guard case .visit(let visit) = arrival(town, .noAnswer, passed: [passed]) else {
        Issue.record("no mailbox")
        return
      }
      #expect(visit.greeting == .systemNoAnswer)
      #expect(visit.redirect == nil)
    }
  }

  @Test func `only callers of users who send them on are remembered, for minutes`() throws {
    let town = try forwarding()
    var recent = RecentCalls()
    recent.note(town.ben, calledBy: "a", at: 0)
    recent.note(town.anna, calledBy: "a", at: 0)
    #expect(recent.numbers(calledBy: "a", at: 1_000) == ["+492115551111"])
    #expect(recent.numbers(calledBy: "b", at: 1_000) == [])
    #expect(recent.numbers(calledBy: "a", at: 180_000) == [])
    for second in 0..<2_000 { recent.note(town.anna, calledBy: "\(second)", at: Int64(second)) }
    #expect(recent.numbers(calledBy: "999", at: 2_000) == [])
    #expect(recent.numbers(calledBy: "1000", at: 2_000) == ["+492115551111"])
  }
}
