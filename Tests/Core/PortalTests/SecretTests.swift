import CallFlow
import Foundation
import Mailbox
import Portal
import Testing

/// What holds a passcode can neither be written down nor shows it.
@Suite struct SecretTests {
  private static let code = "495028"

  @Test func `nothing that can hold a passcode can be written down`() {
    let types: [Any.Type] = [
      Passcode.self, LogInRequest.self, MailboxRequest.self, Session.self, Call<VoicePortal>.self,
      Event<VoicePortal>.self, Effect<VoicePortal>.self, Journal<VoicePortal>.self,
    ]
    for type in types {
      #expect(!(type is any Encodable.Type), "\(type)")
      #expect(!(type is any Decodable.Type), "\(type)")
    }
  }

  @Test func `no request shows its passcode`() {
    let passcode = Passcode(Self.code)
    expectHidden(passcode)
    let logIn = LogInRequest(
      company: 1, number: "101", mailbox: nil, passcode: passcode, from: "", trust: .claimed)
    for request: MailboxRequest in [
      .logIn(logIn), .checkPasscode(user: 1, passcode),
      .changePasscode(user: 1, passcode, repeated: passcode),
    ] {
      expectHidden(request)
      expectHidden(Effect<VoicePortal>.fetch(Ticket(1), request))
    }
  }

  @Test func `a call does not show the digits of a login, while they come, wait, or are checked`()
    throws
  {
    let incoming = IncomingCall(from: "", trust: .claimed, to: "2000")
    var call = Call<VoicePortal>(Session(incoming))
    var journal = Journal<VoicePortal>()
    let script = try Script<VoicePortal>()
    var now: Moment = 0
    func tell(_ event: Event<VoicePortal>) {
      var effects: [Effect<VoicePortal>] = []
      now += 1
      let trace = call.step(event, at: now, following: script, into: &effects)
      journal.add(event, at: now, after: call, effects, trace)
      for effect in effects {
        expectHidden(effect)
        if case .fetch(let ticket, .arrive) = effect {
          tell(.fetched(ticket, .arrival(.logIn(company: 1, mailbox: 1, .en))))
        }
      }
      expectHidden(call)
      expectHidden(journal)
    }
    func type(_ keys: String) { for key in keys { tell(.key(Digit(key) ?? .pound)) } }
    tell(.began)
    #expect(call.place == .enterPasscode)
    type(Self.code)
    #expect(call.place == .enterPasscode)
    type("#")
    #expect(call.place == .loggingIn)
    // Typed ahead while the store has not answered.
    type(Self.code)
    #expect(call.keysAhead == Self.code.count)
  }
}

/// Nothing of a value's texts shows the code of these tests, nor its digits one by one.
private func expectHidden(_ value: Any, sourceLocation: SourceLocation = #_sourceLocation) {
  var text = "\(value)\n" + String(reflecting: value) + "\n"
  dump(value, to: &text)
  walk(value, into: &text)
  let digits = text.filter { $0.isNumber }
  #expect(!digits.contains("495028"), "\(text)", sourceLocation: sourceLocation)
  let named = text.matches(of: /key.?\(?[a-zA-Z.]*(four|nine|five|zero|two|eight)/)
  #expect(named.isEmpty, "\(text)", sourceLocation: sourceLocation)
}

private func walk(_ value: Any, into text: inout String, depth: Int = 0) {
  guard depth < 12 else { return }
  for child in Mirror(reflecting: value).children {
    text += "\(child.value)\n"
    walk(child.value, into: &text, depth: depth + 1)
  }
}
