import CallFlow
import Mailbox

/// Message deposit on and off, by the owner (call flow, Messages 6).
extension Dialog<VoicePortal> {
  // swift-format-ignore: a table reads best in columns
  static var depositMenu: Dialog {
    .menu(
      says: { [.prompt(.depositMenu)] + $0.depositState }, back: .messagesMenu, giveUp: .goodbye,
      keys: [
        Key("1", .switchOn, leadsTo: .changing, doing: { $0.change = .deposit(.on) }),
        Key("2", .switchOff, leadsTo: .changing, doing: { $0.change = .deposit(.off) }),
        Key(
          "3", .switchOffTransfer, leadsTo: .changing, doing: { $0.change = .deposit(.transfer) }),
        Key(
          "3", .switchOffTransfer, leadsTo: .enterTransferNumber, insteadOf: .switchOffTransfer,
          isAnnounced: true,
          when: { $0.settings?.depositTransfer == nil }, doing: { $0.wantsDepositTransfer = true }),
        Key("4", .changeNumber, leadsTo: .enterTransferNumber),
      ])
  }

  static var enterTransferNumber: Dialog {
    .field(
      digits: 2...20, says: { _ in [.prompt(.enterTransferNumber)] }, back: nil,
      giveUp: .goodbye,
      keys: [
        Key(
          "*", .back, leadsTo: .openingSettings, doing: { $0.wantsDepositTransfer = false })
      ],
      entered: { session, digits in
        session.change = .depositTransfer(digits: digits)
        return Typed.entry
      }, leadsTo: { _ in .changing })
  }
}

extension Session {
  var depositState: [Phrase] {
    switch settings?.deposit {
    case .on: [.prompt(.depositOn)]
    case .off: [.prompt(.depositOff)]
    case .transfer:
      [.prompt(.depositTransfer)] + (settings?.depositTransfer.map { [.number($0)] } ?? [])
    case nil: []
    }
  }
}
