import Store
import Testing

@testable import SIPLine
@testable import Signalling

/// When a system that does not answer is asked again.
@Suite struct NotifyPeersTests {
  private static let pbx = "sip:+492115551111@192.0.2.9:5060"
  private static let other = NotifyTarget.fixed("sip:+492115552222@192.0.2.9:5060")
  private static let target = NotifyTarget.fixed(pbx)

  @Test func `a system that is away is asked after growing delays`() {
    var peers = NotifyPeers()
    peers.failed(Self.pbx, at: 0)
    peers.hold(Self.target, at: Self.pbx)
    var times: [Int64] = []
    for _ in 0..<7 {
      let time = peers.deadline ?? -1
      times.append(time)
      let early = peers.nextProbe(at: time - 1, isNeeded: { _ in true })
      #expect(early == nil)
      let probe = peers.nextProbe(at: time, isNeeded: { _ in true })
      #expect(probe == Self.pbx)
      #expect(peers.deadline == nil)
      peers.failed(Self.pbx, at: time)
    }
    #expect(
      zip(times, times.dropFirst()).map { $1 - $0 } == [
        10_000, 20_000, 40_000, 60_000, 60_000, 60_000,
      ])
  }

  @Test func `several that fail together count once`() {
    var peers = NotifyPeers()
    for time in [0, 10, 20] { peers.failed(Self.pbx, at: Int64(time)) }
    #expect(peers.deadline == 5_000)
  }

  @Test func `a system that answers again is told all that was held`() {
    var peers = NotifyPeers()
    peers.failed(Self.pbx, at: 0)
    peers.hold(Self.target, at: Self.pbx)
    peers.hold(Self.other, at: "sip:+492115552222@192.0.2.9:5060")
    #expect(peers.isAway("sip:112@192.0.2.9:5060"))
    #expect(!peers.isAway("sip:112@192.0.2.8:5060"))
    let held1 = peers.answered(Self.pbx, at: 100)
    #expect(held1 == [Self.target, Self.other])
    let held2 = peers.answered(Self.pbx, at: 200)
    #expect(held2 == nil)
    #expect(!peers.isAway(Self.pbx))
  }

  @Test func `nobody asks for a telephone that has gone`() {
    var peers = NotifyPeers()
    peers.failed(Self.pbx, at: 0)
    peers.hold(Self.target, at: Self.pbx)
    let probe = peers.nextProbe(at: 10_000, isNeeded: { _ in false })
    #expect(probe == nil)
    #expect(peers.deadline == nil)
  }

  @Test func `a system of the configuration is asked every 30 s while it answers`() {
    var peers = NotifyPeers()
    peers.follow(["sip:192.0.2.9:5060"], at: 0)
    for round in 1...3 {
      let time = Int64(round) * 30_000
      #expect(peers.deadline == time)
      let probe = peers.nextProbe(at: time, isNeeded: { _ in false })
      #expect(probe == "sip:192.0.2.9:5060")
      let held3 = peers.answered("sip:192.0.2.9:5060", at: time)
      #expect(held3 == nil)
    }
    peers.follow([], at: 100_000)
    #expect(peers.deadline == nil)
  }
}

/// What a notifier tells systems that come and go.
@Suite struct TellingSystemsAgainTests {
  private let system: WaitingTestSystem
  private var notifier: MWINotifier
  private var now: Int64 = 0

  init() throws {
    system = try WaitingTestSystem()
    notifier = MWINotifier(
      WaitingTestSystem.settings { $0.targets = ["sip:{extension}@192.0.2.9:5060"] },
      system.store.accounts)
    try notifier.recheck(nil, at: 0)
  }

  /// What is sent by a time, each thing at the moment when it is due.
  private mutating func sent(by end: Int64) -> [String] {
    var sent: [String] = []
    while true {
      while let command = notifier.next(at: now) {
        switch command {
        case .notify(let request): sent.append("NOTIFY \(request.uri)")
        case .probe(let uri, _): sent.append("OPTIONS \(uri)")
        default: Issue.record("\(command)")
        }
      }
      guard let next = notifier.deadline, next <= end else { return sent }
      now = max(now + 1, next)
    }
  }

  private static let both = ["NOTIFY sip:111@192.0.2.9:5060", "NOTIFY sip:112@192.0.2.9:5060"]

  @Test mutating func `a system that was away is told everything when it answers OPTIONS`() {
    let told1 = Set(sent(by: 1_500))
    #expect(told1 == Set(Self.both))
    notifier.notified("sip:111@192.0.2.9:5060", SIPStatus(408, "No Answer"), at: 1_600)
    notifier.notified("sip:112@192.0.2.9:5060", SIPStatus(408, "No Answer"), at: 1_600)
    let told2 = sent(by: 6_600)
    #expect(told2 == ["OPTIONS sip:192.0.2.9:5060"])
    let isBack1 = notifier.probed("sip:192.0.2.9:5060", SIPStatus(408, "No Answer"), at: 6_700)
    #expect(!isBack1)
    let told3 = sent(by: 16_700)
    #expect(told3 == ["OPTIONS sip:192.0.2.9:5060"])
    let isBack2 = notifier.probed(
      "sip:192.0.2.9:5060", SIPStatus(405, "Method Not Allowed"), at: 16_800)
    #expect(isBack2)
    let told4 = Set(sent(by: 20_000))
    #expect(told4 == Set(Self.both))
  }

  @Test mutating func `every ten minutes the systems of the configuration are told again`() {
    _ = sent(by: 2_000)
    for uri in ["sip:111@192.0.2.9:5060", "sip:112@192.0.2.9:5060"] {
      notifier.notified(uri, SIPStatus(200, "OK"), at: 2_000)
    }
    let told1 = sent(by: 599_000)
    #expect(told1.allSatisfy { $0.hasPrefix("OPTIONS ") })
    let told2 = Set(sent(by: 601_000))
    #expect(told2 == Set(Self.both))
  }

  @Test(arguments: [403, 404, 480, 486, 502, 603])
  mutating func `an address that refuses a NOTIFY is told again after growing delays`(code: Int) {
    _ = sent(by: 1_500)
    let refusal = SIPStatus(code, "Refused")
    notifier.notified("sip:111@192.0.2.9:5060", refusal, at: 1_600)
    notifier.notified("sip:112@192.0.2.9:5060", SIPStatus(200, "OK"), at: 1_600)
    let anna = ["NOTIFY sip:111@192.0.2.9:5060"]
    let told1 = sent(by: 6_500)
    #expect(told1 == [])
    let told2 = sent(by: 7_000)
    #expect(told2 == anna)
    notifier.notified("sip:111@192.0.2.9:5060", refusal, at: 7_000)
    let told3 = sent(by: 16_900)
    #expect(told3 == [])
    let told4 = sent(by: 17_500)
    #expect(told4 == anna)
    notifier.notified("sip:111@192.0.2.9:5060", SIPStatus(200, "OK"), at: 17_500)
    let told5 = sent(by: 599_000)
    #expect(told5.allSatisfy { $0.hasPrefix("OPTIONS ") })
  }

  @Test(arguments: [405, 481, 489, 501])
  mutating func `who does not understand NOTIFY is not told again before the ten minutes`(
    code: Int
  ) {
    _ = sent(by: 1_500)
    for user in ["111", "112"] {
      notifier.notified("sip:\(user)@192.0.2.9:5060", SIPStatus(code, "No"), at: 1_600)
    }
    let told = sent(by: 599_000)
    #expect(told.allSatisfy { $0.hasPrefix("OPTIONS ") })
  }

  @Test mutating func `a telephone that did not answer is told when it does`() throws {
    _ = sent(by: 2_000)
    try notifier.bind(
      Binding(
        user: "anna-desk", contact: WaitingTestSystem.annasContact, expiresSeconds: 600,
        isNew: true
      ),
      at: 2_000)
    let note = "NOTIFY \(WaitingTestSystem.annasContact)"
    let told1 = sent(by: 3_000)
    #expect(told1 == [note])
    notifier.notified(WaitingTestSystem.annasContact, SIPStatus(408, "No Answer"), at: 3_000)
    let told2 = sent(by: 8_000)
    #expect(told2 == ["OPTIONS \(WaitingTestSystem.annasContact)"])
    let isBack = notifier.probed(WaitingTestSystem.annasContact, SIPStatus(200, "OK"), at: 8_100)
    #expect(isBack)
    let told3 = sent(by: 9_200)
    #expect(told3 == [note])
  }
}
