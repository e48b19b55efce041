import CallFlow
import Foundation
import Mailbox
import Portal
import Store
import Telephony

/// One script being played: its mailboxes, its calls, and where it is.
final class ScriptRun {
  let script: CallScript
  let setting: ScriptSetting
  /// What the virtual line calls.
  let store: any MailboxStore
  let clock: VirtualClock
  /// What a real line calls; `nil` if the calls are made on the virtual line alone.
  let portal: (any ScriptPortal)?
  var companies: [Company] = []
  /// By the key of the user.
  var passcodes: [Int64: String] = [:]
  var flow: Script<VoicePortal>?
  var language = Language.en
  var transfers = TransferAnswer.connect
  /// The call of now, or the last one.
  var caller: (any ScriptCaller)?
  var incoming = IncomingCall(from: "", trust: .claimed, to: "")
  /// The name or the path of the layout that was given.
  var layoutName: String?
  /// Mails that steps have expected.
  var mentionedMails: Set<Int64> = []
  /// Steps that cannot be checked on this line, with the reason.
  private(set) var unchecked: [String] = []
  /// How long the steps `later` have taken.
  private(set) var waited: Moment = 0
  private var calls: UInt64 = 0
  /// What the step before did.
  private var lastAction: ScriptAction?
  private(set) var journals: [JournalText] = []
  private(set) var transcript: [String] = []

  init(
    _ script: CallScript, setting: ScriptSetting, store: any MailboxStore, clock: VirtualClock,
    portal: (any ScriptPortal)? = nil
  ) {
    (self.script, self.setting, self.store, self.clock) = (script, setting, store, clock)
    self.portal = portal
    // Mail goes out as from a server that has a mail server.
    (store as? Mailboxes)?.sendsMail = true
  }

  /// How long the calls took.
  var milliseconds: Moment { journals.reduce(0) { $0 + ($1.entries.last?.at ?? 0) } }

  /// Plays it.
  /// - Returns: Why it failed; `nil` if it passed.
  func play() -> ScriptFailure? {
    defer { leaveCall() }
    for step in script.steps {
      do {
        try play(step)
        lastAction = step.action
      } catch let reason as Unchecked {
        unchecked.append("line \(step.line): \(step.text): \(reason.text)")
      } catch {
        return failure(error, at: step)
      }
    }
    guard let last = script.steps.last else { return nil }
    do throws(StepFailure) {
      // Who has nothing more to try hangs up.
      try checkNothingIsUnmentioned()
    } catch {
      return failure(error, at: last)
    }
    return nil
  }

  private func failure(_ error: any Error, at step: ScriptStep) -> ScriptFailure {
    if let failure = error as? StepFailure {
      return ScriptFailure(
        kind: failure.isLimit ? .notForThisLine : .failed, line: step.line,
        step: step.maskedText, happened: failure.happened)
    }
    return ScriptFailure(
      kind: error is TestCallerLimit ? .notForThisLine : .unusable, line: step.line,
      step: step.maskedText, happened: "\(error)")
  }

  private func play(_ step: ScriptStep) throws {
    switch step.action {
    case .given(let given): try set(given)
    case .call(let order, let rings): try call(order, rings: rings)
    case .hears(let pattern): try onCall().hear(pattern)
    case .hearsNothing(let time): try onCall().hearNothing(for: time)
    case .dials(let keys):
      let caller = try onCall()
      try caller.press(keys.flatMap(characters))
    case .says(let sound): try onCall().speak(speech(of: sound))
    case .waits(let time): try onCall().wait(time)
    case .listens(let time): try onCall().listen(time)
    case .hangsUp: try hangUp()
    case .later(let time):
      guard caller?.isOn != true else { throw StepFailure("a call was on") }
      guard clock.now <= VirtualClock.end - time else {
        throw StepFailure("the calendar of call scripts ends with the year 9999")
      }
      try portal?.later(time)
      clock.advance(by: time)
      waited += time
    case .expects(let expectation): try check(expectation)
    }
  }

  private func onCall() throws(StepFailure) -> any ScriptCaller {
    guard let caller else { throw StepFailure("there was no call yet") }
    return caller
  }

  /// A caller who spoke until the portal left does not know that it has: she hangs up all the same.
  private func hangUp() throws {
    let caller = try onCall()
    if case .says = lastAction, !caller.isOn {
      try check(.ended)
    } else {
      try caller.hangUp()
    }
  }

  // MARK: Calls

  private func call(_ order: CallOrder, rings: Int?) throws {
    try checkCallIsDone()
    leaveCall()
    guard let company = companies.first else {
      throw StepFailure("there was nobody to call: no accounts were given")
    }
    let from = order.from ?? ""
    incoming = IncomingCall(
      from: from == "withheld" ? "" : from, trust: order.trust ?? .claimed,
      to: order.to == "portal" ? company.portalNumber : order.to ?? "",
      condition: order.because?.condition, rings: rings)
    let flow = try self.flow ?? Script(layout: setting.layout)
    self.flow = flow
    calls += 1
    // The only place that knows the line.
    let virtual = VirtualCaller(
      incoming, language: language, following: flow, store: store, token: CallToken(calls),
      clock: clock, transfers: transfers)
    guard let portal, let index = setting.wire?.index else {
      caller = virtual
      return
    }
    try portal.open(layout: layoutName, language: language)
    caller = try WireCaller(
      incoming, oracle: virtual, on: try portal.telephone(), recognizer: PromptRecognizer(index))
  }

  /// A call must have ended before the next one.
  private func checkCallIsDone() throws(StepFailure) {
    try checkNothingIsUnmentioned()
    if caller?.isOn == true { throw StepFailure("the call was still on; no step ends it") }
  }

  /// All that the portal did to the call must have been mentioned.
  private func checkNothingIsUnmentioned() throws(StepFailure) {
    if let act = caller?.acts.first { throw StepFailure("no step mentions that \(act)") }
  }

  private func leaveCall() {
    guard let caller else { return }
    if caller.isOn { try? caller.hangUp() }
    transcript += caller.transcript
    if let journal = caller.journal { journals.append(journal) }
    self.caller = nil
  }

  private func characters(of key: ScriptKey) throws -> [Character] {
    switch key {
    case .digit(let digit): return [digit.character]
    case .letter(let letter): return [letter]
    case .passcode(let number):
      let wanted = number.map { [$0] } ?? [incoming.from, incoming.to]
      for number in wanted {
        if let user = try user(number), let passcode = passcodes[user.id] { return Array(passcode) }
      }
      throw StepFailure("no accounts file tells a passcode of \(wanted.joined(separator: " or "))")
    }
  }

  /// The user who has a number, in any company.
  func user(_ number: String) throws(StoreError) -> User? {
    for company in companies {
      if let user = try store.accounts.user(withNumber: number, of: company.id) { return user }
    }
    return nil
  }
}

/// Why a step cannot be checked on this line. The script goes on.
struct Unchecked: Error {
  let text: String
}

extension ScriptStep {
  /// The step for reports: what is dialed can be a passcode.
  fileprivate var maskedText: String {
    guard case .dials = action else { return text }
    var masked = ""
    var digits = ""
    func dots() -> String {
      digits.count < 4 ? digits : String(repeating: "•", count: digits.count)
    }
    for character in text {
      if character.isNumber {
        digits.append(character)
      } else {
        masked += dots() + String(character)
        digits = ""
      }
    }
    return masked + dots()
  }
}
