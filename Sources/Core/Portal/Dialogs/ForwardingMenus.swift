import CallFlow
import Mailbox

/// Call forwarding (call flow, "Call forwarding"; requirement D1).
extension Dialog<VoicePortal> {
  // swift-format-ignore: a table reads best in columns
  static var forwardingMenu: Dialog {
    .menu(
      says: { _ in [.prompt(.forwardingMenu)] }, back: .mainMenu, giveUp: .goodbye,
      keys: [
        Key("1", .always, leadsTo: .forwardingKindMenu, doing: { $0.open(.always) }),
        Key("2", .busy, leadsTo: .forwardingKindMenu, doing: { $0.open(.busy) }),
        Key("3", .noAnswer, leadsTo: .forwardingKindMenu, doing: { $0.open(.noAnswer) }),
      ])
  }

  // swift-format-ignore: a table reads best in columns
  static var forwardingKindMenu: Dialog {
    .menu(
      says: { _ in [.prompt(.forwardingKindMenu)] }, back: .forwardingMenu, giveUp: .goodbye,
      keys: [
        Key("1", .switchOn, leadsTo: .changing, doing: { $0.switchForwarding(true) }),
        Key(
          "1", .switchOn, leadsTo: .enterForwardingNumber, insteadOf: .switchOn,
          when: { $0.forwarding.number == nil }),
        Key("2", .switchOff, leadsTo: .changing, doing: { $0.switchForwarding(false) }),
        Key("3", .changeNumber, leadsTo: .enterForwardingNumber),
        Key("4", .hearState, leadsTo: .forwardingState),
      ])
  }

  static var forwardingState: Dialog {
    .announcement(
      says: { [.forwarding($0.forwardingKind, $0.forwarding)] }, then: .forwardingKindMenu)
  }

  static var enterForwardingNumber: Dialog {
    .field(
      digits: 2...20, says: { _ in [.prompt(.enterForwardingNumber)] },
      back: .forwardingKindMenu, giveUp: .goodbye,
      entered: { session, digits in
        session.change = .forwardingNumber(session.forwardingKind, digits: digits)
        return Typed.entry
      }, leadsTo: { _ in .changing })
  }
}

extension Session {
  mutating func open(_ kind: ForwardingKind) {
    (forwardingKind, menu) = (kind, .forwardingKind)
  }

  mutating func switchForwarding(_ isOn: Bool) {
    change = .forwarding(forwardingKind, isOn: isOn)
  }
}
