import CallFlow
import Mailbox

/// A message with its transport keys, and the menu after it (requirement E1).
extension Dialog<VoicePortal> {
  enum Played: CaseIterable { case toTheEnd }

  // swift-format-ignore: a table reads best in columns
  /// The message, its place first. `4` goes to the start, and pressed again to the previous one.
  static var playing: Dialog {
    let transport: [Key<VoicePortal>] = [
      Key("1", .skipBack, moves: .back, doing: { $0.isRewound = false }),
      Key("2", .pauseOrResume, moves: .pause),
      Key("3", .skipOn, moves: .on, doing: { $0.isRewound = false }),
      Key("4", .toStart, moves: .toStart, doing: { $0.isRewound = true }),
      Key("4", .previous, leadsTo: .previousMessage, insteadOf: .toStart, when: { $0.isRewound }),
      Key(nil, .previous, leadsTo: .previousMessage),
      Key(nil, .playAgain, leadsTo: .playing, doing: { $0.isRewound = false }),
      Key(nil, .toEnd, moves: .toEnd),
      Key("6", .next, leadsTo: .nextMessage),
      Key("0", .help, leadsTo: .playingHelp),
    ]
    let menus: [Key<VoicePortal>] = [
      Key("9", .more, leadsTo: .moreMenu),
      Key("*", .back, leadsTo: .messagesMenu),
    ]
    return .announcement(
      says: { $0.messagePhrases },
      keys: transport + keepingKeys + answeringKeys(envelope: "5", callBack: "8") + menus,
      afterMiss: .afterMessage, giveUp: .goodbye, done: { _ in Played.toTheEnd },
      leadsTo: { _ in .afterMessage })
  }

  // swift-format-ignore: a table reads best in columns
  static var afterMessage: Dialog {
    let moves: [Key<VoicePortal>] = [
      Key("2", .playAgain, leadsTo: .playing, doing: { $0.isRewound = false }),
      Key("4", .previous, leadsTo: .previousMessage),
      Key("6", .next, leadsTo: .nextMessage),
    ]
    let menus: [Key<VoicePortal>] = [
      Key("9", .more, leadsTo: .moreMenu),
      Key("0", .help, leadsTo: .playingHelp, isAnnounced: false),
    ]
    return .menu(
      says: { _ in [.prompt(.afterMessage)] }, back: .messagesMenu, giveUp: .goodbye,
      keys: keepingKeys + moves + answeringKeys(envelope: "5", callBack: "8") + menus)
  }

  // swift-format-ignore: a table reads best in columns
  private static var keepingKeys: [Key<VoicePortal>] {
    [
      Key("#", .save, leadsTo: .disposing, doing: { $0.message?.disposition = .save }),
      Key("7", .delete, leadsTo: .disposing, doing: { $0.message?.disposition = .delete }),
      Key(
        "7", .undelete, leadsTo: .disposing, insteadOf: .delete, when: { $0.isDeleted },
        doing: { $0.message?.disposition = .none }),
    ]
  }

  // swift-format-ignore: a table reads best in columns
  /// What else can be done with a message. A command without a key here waits for a layout that
  /// gives it one. A confidential message cannot be forwarded (requirement E2).
  private static func answeringKeys(
    envelope: Digit? = nil, callBack: Digit? = nil, reply: Digit? = nil, forward: Digit? = nil,
    markNew: Digit? = nil
  ) -> [Key<VoicePortal>] {
    [
      Key(envelope, .envelope, leadsTo: .envelope),
      Key(callBack, .callBack, leadsTo: .callBackNotice),
      Key(
        callBack, .callBack, leadsTo: .afterMessage, insteadOf: .callBack, isAnnounced: false,
        when: { !$0.canCallBack }, saying: { _ in [.prompt(.cannotCallBack)] }),
      Key(
        reply, .reply, leadsTo: .recordDraft, opens: .replyMenu,
        when: { $0.message?.replyTo != nil },
        doing: { $0.begin(.reply) }),
      Key(forward, .forward, leadsTo: .recordDraft, doing: { $0.begin(.forward) }),
      Key(
        forward, .forward, leadsTo: .afterMessage, insteadOf: .forward, isAnnounced: false,
        when: { $0.message?.isConfidential == true },
        saying: { _ in [.prompt(.confidentialNotForwarded)] }),
      Key(
        markNew, .markNew, leadsTo: .disposing,
        doing: { $0.message?.disposition = .markNew }),
    ]
  }

  /// The keys during a message, by name and in their order.
  static var playingHelp: Dialog {
    .help(says: { _ in [.prompt(.playingHelp)] }, keysOf: .playing, then: .afterMessage)
  }

  /// When, who, through whom, how long.
  static var envelope: Dialog {
    .announcement(
      says: { session in
        guard let message = session.message else { return [] }
        let length = Phrase.length(seconds: Int(message.milliseconds + 500) / 1_000)
        return [.received(message.received), .sender(message.sender)]
          + message.forwarders.map { .forwardedBy($0) } + [length]
      }, then: .afterMessage)
  }

  /// Reply, forward, mark as new.
  static var moreMenu: Dialog {
    .menu(
      says: { _ in [.prompt(.moreMenu)] }, back: .afterMessage, giveUp: .goodbye,
      keys: answeringKeys(reply: "1", forward: "2", markNew: "3"))
  }
}

extension Session {
  var isDeleted: Bool { message?.disposition == .delete }
  var canCallBack: Bool { message?.callBack != nil }

  /// The message's place, then its sound.
  var messagePhrases: [Phrase] {
    guard let message else { return [] }
    let place = MessagePlace(
      index: Int(index), total: max(Int(index), Int(message.total)),
      rank: message.rank, isUrgent: message.isUrgent, isConfidential: message.isConfidential,
      disposition: message.disposition)
    return [.place(place)] + message.parts.map { .audio($0) }
  }
}
