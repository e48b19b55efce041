import Signalling
import Testing

@testable import SIPLine

/// When message-waiting is told, in virtual time.
@Suite struct NotifyPlanTests {
  private let phone = NotifyTarget.contact("sip:anna@192.0.2.1")
  private let pbx = NotifyTarget.fixed("sip:111@192.0.2.9")

  /// Everything that is told from one moment to another, with its time.
  private func run(
    _ plan: inout NotifyPlan, from start: Int64, to end: Int64
  ) -> [(at: Int64, target: NotifyTarget, body: String)] {
    var told: [(Int64, NotifyTarget, String)] = []
    for now in start...end {
      while let (target, body) = plan.next(at: now) { told.append((now, target, body)) }
    }
    return told
  }

  private func plan(_ target: NotifyTarget) -> NotifyPlan {
    var plan = NotifyPlan()
    plan.add(target, number: "111", user: 1)
    return plan
  }

  @Test func `a new target is told at once, and a state that it knows never again`() {
    var plan = plan(phone)
    plan.show("no", to: phone)
    #expect(run(&plan, from: 0, to: 0).map(\.body) == ["no"])
    plan.show("no", of: 1)
    #expect(run(&plan, from: 0, to: 5_000).isEmpty)
    #expect(plan.deadline == nil)
  }

  @Test func `changes within a second are told together when it is over, the last one only`() {
    var plan = plan(phone)
    plan.show("1", of: 1)
    #expect(run(&plan, from: 100, to: 100).map(\.body) == ["1"])
    for (moment, body) in [(200, "2"), (300, "3"), (400, "4")] as [(Int64, String)] {
      plan.show(body, of: 1)
      #expect(run(&plan, from: moment, to: moment).isEmpty)
    }
    #expect(plan.deadline == 1_100)
    let later = run(&plan, from: 401, to: 5_000)
    #expect(later.map(\.at) == [1_100])
    #expect(later.map(\.body) == ["4"])
  }

  @Test func `a change that is taken back within the second is not told`() {
    var plan = plan(phone)
    plan.show("1", of: 1)
    _ = run(&plan, from: 0, to: 0)
    plan.show("2", of: 1)
    plan.show("1", of: 1)
    #expect(run(&plan, from: 1, to: 5_000).isEmpty)
    plan.show("3", of: 1)
    #expect(run(&plan, from: 5_001, to: 5_001).map(\.body) == ["3"])
  }

  @Test func `a change every tenth of a second is told ten times in ten seconds`() {
    var plan = plan(phone)
    var told: [(at: Int64, target: NotifyTarget, body: String)] = []
    for step in 0..<100 {
      plan.show("\(step)", of: 1)
      told += run(&plan, from: Int64(step) * 100, to: Int64(step) * 100 + 99)
    }
    #expect(told.count == 10)
    #expect(zip(told, told.dropFirst()).allSatisfy { $1.at - $0.at >= 1_000 })
    #expect(run(&plan, from: 10_000, to: 20_000).map(\.body) == ["99"])
  }

  @Test func `one who refreshes is told what he knows`() {
    var plan = plan(phone)
    plan.show("1", to: phone)
    _ = run(&plan, from: 0, to: 2_000)
    plan.add(phone, number: "111", user: 1)
    plan.show("1", to: phone)
    #expect(run(&plan, from: 2_001, to: 2_001).map(\.body) == ["1"])
  }

  @Test func `10,000 users at a start are told 50 a second, in their order`() {
    var plan = NotifyPlan()
    for user in 0..<10_000 as Range<Int64> {
      plan.add(.fixed("\(user)"), number: nil, user: user)
      plan.show("no", to: .fixed("\(user)"), .leisurely)
    }
    let told = run(&plan, from: 0, to: 10_000)
    #expect((490...510).contains(told.count))
    #expect(told.first?.target == .fixed("0"))
    #expect(zip(told, told.dropFirst()).allSatisfy { $1.at - $0.at >= 20 })
    #expect(run(&plan, from: 10_001, to: 210_000).count + told.count == 10_000)
  }

  @Test func `a change overtakes those who wait at a start, and is told once`() {
    var plan = NotifyPlan()
    for user in 0..<1_000 as Range<Int64> {
      plan.add(.fixed("\(user)"), number: nil, user: user)
      plan.show("no", to: .fixed("\(user)"), .leisurely)
    }
    _ = run(&plan, from: 0, to: 100)
    plan.show("yes", of: 900)
    #expect(run(&plan, from: 101, to: 101).map(\.target) == [.fixed("900")])
    let rest = run(&plan, from: 102, to: 60_000)
    #expect(rest.count { $0.target == .fixed("900") } == 0)
  }

  @Test func `a message to the whole company does not flood the network`() {
    var plan = NotifyPlan()
    for user in 0..<2_000 as Range<Int64> {
      plan.add(.contact("\(user)"), number: "\(user)", user: user)
      plan.show("yes", of: user)
    }
    #expect(run(&plan, from: 0, to: 0).count == 100)
    #expect((490...510).contains(run(&plan, from: 1, to: 1_000).count))
    #expect(run(&plan, from: 1_001, to: 10_000).count >= 1_300)
  }

  @Test func `a binding that has expired is forgotten`() {
    var plan = NotifyPlan()
    plan.add(phone, number: "111", user: 1, until: 60_000)
    plan.show("1", of: 1)
    _ = run(&plan, from: 0, to: 0)
    plan.keep(phone, until: 90_000)
    plan.show("2", of: 1)
    #expect(run(&plan, from: 70_000, to: 70_000).map(\.body) == ["2"])
    plan.show("3", of: 1)
    #expect(run(&plan, from: 90_000, to: 90_000).isEmpty)
    #expect(plan.users.isEmpty)
  }

  @Test func `one who leaves is told a last thing, after its second`() {
    var plan = plan(pbx)
    plan.show("yes", of: 1)
    _ = run(&plan, from: 0, to: 0)
    plan.remove(pbx, telling: "no")
    plan.show("other", of: 1)
    let last = run(&plan, from: 1, to: 3_000)
    #expect(last.map(\.body) == ["no"])
    #expect(last.map(\.at) == [1_000])
    #expect(plan.number(of: pbx) == nil)
  }

  @Test func `one who leaves and knows nothing is told nothing`() {
    var plan = plan(pbx)
    plan.show("yes", to: pbx, .leisurely)
    plan.remove(pbx, telling: "no")
    #expect(run(&plan, from: 0, to: 3_000).isEmpty)
  }

  @Test func `a number that goes to another user takes its targets along`() {
    var plan = plan(phone)
    plan.show("anna", of: 1)
    _ = run(&plan, from: 0, to: 2_000)
    #expect(plan.numbers(of: [1]) == ["111"])
    plan.move("111", of: [1], to: 2)
    plan.show("anna again", of: 1)
    plan.show("ben", of: 2)
    #expect(run(&plan, from: 2_001, to: 9_000).map(\.body) == ["ben"])
    plan.move("111", of: [2], to: nil)
    #expect(plan.users.isEmpty)
    #expect(plan.numbers(of: [7]) == ["111"])
    plan.show("nobody", of: nil)
    #expect(run(&plan, from: 9_001, to: 12_000).map(\.body) == ["nobody"])
  }
}
