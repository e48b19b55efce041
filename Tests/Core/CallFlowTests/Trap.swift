import CallFlow

/// A flow with a room that nobody gets out of.
enum Trap: Flow {
  enum Place: UInt8, CaseIterable { case room }
  enum Command: String, CaseIterable { case back, again, end, pause }
  struct Session: Equatable {}
  struct Word: Equatable, CustomStringConvertible { var description: String { "" } }
  typealias Phrase = Word
  typealias Request = Word
  typealias Reply = Word
  typealias Order = Word
  typealias FinishedRecording = Word
  enum Never: CaseIterable { case ends }

  static let start = Place.room
  static let closingPlaces: [Place] = []
  static let notAvailable = Word()
  static let conventions = Conventions<Trap>(back: .back, again: .again, endOfEntry: .end)
  static let lostReply = Word()

  static func dialog(at place: Place) -> Dialog<Trap> {
    .announcement(
      says: { _ in [Word()] }, keys: [Key("2", .pause, moves: .pause)], done: { _ in Never.ends },
      leadsTo: { _ in .room })
  }

  static func closing(_ session: Session, at place: Place) -> Place? { nil }
  static func option(_ command: Command, on digit: Digit) -> Word { Word() }
}
