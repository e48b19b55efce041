/// What an owner does to one of her distribution lists by phone (requirement F1).
public enum ListChange: Equatable, Sendable {
  /// Makes an empty list of this number → `list`; `refused` if there is one, or the number cannot be
  case create
  /// Adds who has a typed number or extension → `recipient`; `unknown` if there is no such user,
  /// `refused` if she is in it
  case add(digits: String)
  /// Removes a member by key → `done`, `unknown`
  case remove(Int64)
  /// Keeps a recording as the name that is spoken → `done`, `unknown`
  case name(FinishedRecording)
  /// Lets colleagues send to it, or not → `list`, `unknown`
  case open(Bool)
  /// Deletes the list → `done`, `unknown`
  case delete
}

/// What an owner does to her own announcements by phone (requirement G1). Sounds are given by key.
public enum AnnouncementChange: Equatable, Sendable {
  /// Keeps a recording as the newest one → `done`
  case keep(FinishedRecording)
  /// Puts one into a slot and selects it, as a greeting that was just recorded → `done`, `unknown`
  case use(sound: Int64, GreetingSlot)
  /// → `done`, `unknown`
  case delete(sound: Int64)
}

extension Language {
  /// How a list is called that was made by phone, where nothing can be written.
  public func listDescription(_ number: Int) -> String {
    switch self {
    case .en: "List \(number)"
    case .de: "Liste \(number)"
    case .nl: "Lijst \(number)"
    }
  }

  /// How an announcement is called that was recorded by phone: when that was. A second one of the
  /// same minute has a number behind it.
  public func announcementName(_ time: LocalTime, attempt: Int) -> String {
    let word =
      switch self {
      case .en: "Recording"
      case .de: "Aufnahme"
      case .nl: "Opname"
      }
    func two(_ number: some BinaryInteger) -> String { (number < 10 ? "0" : "") + "\(number)" }
    let name =
      "\(word) \(time.year)-\(two(time.month))-\(two(time.day)) \(two(time.hour)):\(two(time.minute))"
    return attempt == 1 ? name : "\(name) (\(attempt))"
  }
}
