import CallFlow

/// A small flow with one place of every kind, for tests of the engine.
enum Toy: Flow {
  enum Place: UInt8, CaseIterable {
    case opening, menu, number, pin, checking, wrongPIN, song, afterSong, story, help
    case record, review, storing, connecting, circleA, circleB
    case closed, redirecting, failed, goodbye
  }

  enum Command: String, CaseIterable {
    case back, again, end, enterNumber, enterPIN, hearSong, hearStory, recordIt, connect, circle
    case help, switchOn, switchOff, rewind, pause, leap, skip, keep, drop, goodbye
  }

  struct Session: Equatable {
    var number = ""
    var pin = ""
    var isOn = false
    var take: FinishedRecording?
    var stoppedBy: Command?
    var songs = 0
    var connectsTo: String? = "+49"
  }

  enum Phrase: String, CustomStringConvertible {
    case welcome, number, pin, wrong, song, story, help, speak, review, sorry, bye, unavailable
    case on, off, closed
    case press0, press1, press2, press3, press4, press5, press6, press7, press8, press9

    var description: String { rawValue }
  }

  enum Request: Equatable, CustomStringConvertible {
    case open
    case store(FinishedRecording)
    case check(String)

    var description: String {
      switch self {
      case .open: "open"
      case .check: "check"
      case .store(let take): "store \(take.id)"
      }
    }
  }

  enum Reply: String { case good, bad, busy, elsewhere, lost }

  struct Order: Equatable, CustomStringConvertible {
    var description: String { "a word" }
  }

  struct FinishedRecording: Equatable { var id = 1 }

  static let start = Place.opening
  static let closingPlaces = [Place.storing]
  static let notAvailable = Phrase.unavailable
  static let conventions = Conventions<Toy>(back: .back, again: .again, endOfEntry: .end)
  static let lostReply = Reply.lost

  static func option(_ command: Command, on digit: Digit) -> Phrase {
    Phrase(rawValue: "press\(digit.character)") ?? .unavailable
  }

  static func closing(_ session: Session, at place: Place) -> Place? {
    session.take == nil ? nil : .storing
  }
}

typealias ToyDialog = Dialog<Toy>

extension Dialog<Toy> {
  enum Opened: CaseIterable { case open, busy, elsewhere, lost }

  static let opening = fetch { _ in
    .open
  } arrived: { _, reply in
    switch reply {
    case .good, .bad: return Opened.open
    case .busy: return .busy
    case .elsewhere: return .elsewhere
    case .lost: return .lost
    }
  } leadsTo: { opened in
    switch opened {
    case .open: .menu
    case .busy: .closed
    case .elsewhere: .redirecting
    case .lost: .failed
    }
  }

  static let menu = menu(
    says: { _ in [.welcome] }, back: nil, giveUp: .goodbye,
    keys: [
      Key("1", .enterNumber, leadsTo: .number),
      Key("2", .enterPIN, leadsTo: .pin),
      Key("3", .hearSong, leadsTo: .song),
      Key("4", .hearStory, leadsTo: .story, isAnnounced: false),
      Key("5", .recordIt, leadsTo: .record),
      Key("6", .connect, leadsTo: .connecting),
      Key("7", .switchOn, leadsTo: .menu, doing: { $0.isOn = true }, saying: { _ in [.on] }),
      Key(
        "7", .switchOff, leadsTo: .menu, insteadOf: .switchOn, when: { $0.isOn },
        doing: { $0.isOn = false }, saying: { _ in [.off] }),
      Key("8", .circle, leadsTo: .circleA, isAnnounced: false),
      Key("9", .goodbye, leadsTo: .goodbye),
      Key("0", .help, leadsTo: .help, isAnnounced: false),
    ])

  enum One: CaseIterable { case only }

  static let number = field(
    digits: 2...4, says: { _ in [.number] }, back: .menu, giveUp: .goodbye,
    entered: {
      $0.number = $1
      return One.only
    }, leadsTo: { _ in .menu })

  static let pin = field(
    digits: 4...6, isSecret: true, says: { _ in [.pin] }, back: .menu, giveUp: .goodbye,
    entered: {
      $0.pin = $1
      return One.only
    }, leadsTo: { _ in .checking })

  enum Checked: CaseIterable { case right, wrong, lost }

  static let checking = fetch {
    .check($0.pin)
  } arrived: { session, reply in
    session.pin = ""
    if reply == .lost { return Checked.lost }
    return reply == .good ? .right : .wrong
  } leadsTo: { checked in
    switch checked {
    case .right: .menu
    case .wrong: .wrongPIN
    case .lost: .failed
    }
  }

  static let song = announcement(
    says: { _ in [.song] },
    keys: [
      Key("1", .rewind, moves: .back),
      Key("2", .pause, moves: .pause),
      Key("3", .leap, moves: .toEnd),
      Key("#", .skip, leadsTo: .afterSong),
    ], afterMiss: .afterSong, giveUp: .goodbye,
    done: {
      $0.songs += 1
      return One.only
    }, leadsTo: { _ in .afterSong })

  enum Recorded: CaseIterable { case something, nothing, dropped }

  static let record = record(
    { _ in Toy.Order() }, says: { _ in [.speak] },
    keys: [.stop("#", .end), .stop("*", .drop)],
    done: { session, take, command in
      session.stoppedBy = command
      session.take = command == .drop ? nil : take
      if command == .drop { return Recorded.dropped }
      return take == nil ? .nothing : .something
    },
    leadsTo: { recorded in
      switch recorded {
      case .something: .review
      case .nothing, .dropped: .menu
      }
    })

  static let review = menu(
    says: { _ in [.review] }, back: .menu, giveUp: .goodbye,
    keys: [
      Key("1", .keep, leadsTo: .storing),
      Key("2", .drop, leadsTo: .menu, doing: { $0.take = nil }),
    ])

  enum Stored: CaseIterable { case stored, failed }

  static let storing = fetch {
    .store($0.take ?? Toy.FinishedRecording(id: 0))
  } arrived: { session, reply in
    session.take = nil
    return reply == .good ? Stored.stored : .failed
  } leadsTo: { stored in
    switch stored {
    case .stored: .menu
    case .failed: .failed
    }
  }

  enum Circled: CaseIterable { case again, out }

  /// Nobody gets out who has not heard a song.
  static let circleB = announcement(
    says: { _ in [] }, done: { $0.songs > 0 ? Circled.out : .again },
    leadsTo: { circled in
      switch circled {
      case .again: .circleA
      case .out: nil
      }
    })

  enum Connected: CaseIterable { case connected, failed }

  static let connecting = transfer {
    $0.connectsTo
  } done: { _, isDone in
    isDone ? Connected.connected : .failed
  } leadsTo: { connected in
    switch connected {
    case .connected: nil
    case .failed: .failed
    }
  }

  static let redirecting = transfer { _ in
    "+31"
  } done: { _, isDone in
    isDone ? Connected.connected : .failed
  } leadsTo: { connected in
    switch connected {
    case .connected: nil
    case .failed: .closed
    }
  }
}

extension Toy {
  static func dialog(at place: Place) -> Dialog<Toy> {
    switch place {
    case .opening: .opening
    case .menu: .menu
    case .number: .number
    case .pin: .pin
    case .checking: .checking
    case .wrongPIN:
      .announcement(says: { _ in [.wrong] }, dropsTypedAhead: true, then: .pin)
    case .song: .song
    case .afterSong: .announcement(says: { _ in [] }, then: .menu)
    case .story: .announcement(says: { _ in [.story] }, then: .menu)
    case .help: .help(says: { _ in [.help] }, keysOf: .song, then: .menu)
    case .record: .record
    case .review: .review
    case .storing: .storing
    case .connecting: .connecting
    case .circleA: .announcement(says: { _ in [] }, then: .circleB)
    case .circleB: .circleB
    case .closed: .refusal(.closed)
    case .redirecting: .redirecting
    case .failed: .announcement(says: { _ in [.sorry] }, then: .menu)
    case .goodbye: .announcement(says: { _ in [.bye] }, then: nil)
    }
  }
}
